"""A choice, tapped or typed: its value, its title, or its number where the channel numbers them."""

from __future__ import annotations

from sqlalchemy import func, select

from bot.conversations.models import Choice, Direction, Message
from bot.pipeline.context import Turn
from nlu.arabic.normaliser import normalise


async def resolve(turn: Turn) -> None:
    """Sets the request of the choice; a typed title counts only for the choices that stand open."""
    if turn.message.choice is not None:
        chosen = await turn.session.get_one(Choice, turn.message.choice)
        turn.request = chosen.payload
        return
    written = normalise(turn.message.text or "").text
    if not written:
        return
    for option in await _open_choices(turn):
        if written == normalise(option.title).text or _is_number(turn, written, option.position):
            turn.request = option.payload
            return


def _is_number(turn: Turn, written: str, position: int) -> bool:
    return turn.capabilities.numbered_menu and written == str(position)


async def _open_choices(turn: Turn) -> list[Choice]:
    """The choices of the last message that offered any, if no later answer closed them."""
    last = select(func.max(Message.in_reply_to)).where(
        Message.conversation_id == turn.conversation.id,
        Message.direction == Direction.OUT,
        Message.id < turn.message.id,
    )
    offered = (
        select(Choice)
        .join(Message, Message.id == Choice.message_id)
        .where(Message.conversation_id == turn.conversation.id, Message.in_reply_to == last.scalar_subquery())
        .order_by(Choice.message_id.desc(), Choice.position)
    )
    return list(await turn.session.scalars(offered))
