"""A choice, tapped or typed (`picking`). Or a request that the channel knew: a command, a place."""

from __future__ import annotations

from typing import Any

from sqlalchemy import and_, func, or_, select

from bot.conversations.models import Choice, Direction, Message
from bot.pipeline import beside
from bot.pipeline.context import Turn
from bot.pipeline.picking import picked


async def resolve(turn: Turn) -> None:
    """Sets the request of the choice; a typed title counts only for the choices that stand open."""
    if turn.request is not None:
        return
    if turn.message.choice is not None:
        turn.request = await _tapped(turn, turn.message.choice)
        return
    if "request" in turn.message.data:
        turn.request = turn.message.data["request"]
        return
    options = await _quoted_choices(turn) or await open_choices(turn)
    last = turn.conversation.last_act or {}
    question = (last.get("data") or {}).get("question") or last.get("act")
    chosen = picked(turn.message.text or "", options, turn.capabilities, question)
    if chosen is not None:
        turn.request = await _tapped(turn, chosen.value)


async def _tapped(turn: Turn, value: str) -> dict[str, Any]:
    """What a tapped choice asks for. An answer to a question that is over answers no other one: the present question
    is asked again."""
    chosen = await turn.session.get_one(Choice, value)
    if chosen.payload["intent"] in _ANSWERS:
        open_values = {option.value for option in await open_choices(turn)}
        if value not in open_values:
            return {"intent": "repeat", "entities": []}
    return chosen.payload


_ANSWERS = frozenset({"affirm", "deny", "inform"})


async def _quoted_choices(turn: Turn) -> list[Choice]:
    """The choices of the message that was answered by quoting it."""
    quoted = turn.message.data.get("quoted")
    own = select(Choice).where(Choice.conversation_id == turn.conversation.id, Choice.message_id == quoted)
    return list(await turn.session.scalars(own.order_by(Choice.position))) if quoted is not None else []


async def open_choices(turn: Turn) -> list[Choice]:
    """The choices of the last answer, if no later one closed them, after those of what was said unasked since then."""
    own = (
        Message.conversation_id == turn.conversation.id,
        Message.direction == Direction.OUT,
        Message.id < turn.message.id,
    )
    last = select(func.max(Message.in_reply_to)).where(*own, Message.act.not_in(beside.ACTS)).scalar_subquery()
    answered = select(func.max(Message.id)).where(*own, Message.in_reply_to == last).scalar_subquery()
    unasked = and_(Message.in_reply_to.is_(None), Message.id > func.coalesce(answered, 0))
    offered = (
        select(Choice)
        .join(Message, Message.id == Choice.message_id)
        .where(*own, or_(Message.in_reply_to == last, unasked))
        .order_by(Choice.message_id.desc(), Choice.position)
    )
    return list(await turn.session.scalars(offered))
