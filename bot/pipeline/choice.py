"""A choice, tapped or typed: its value, its title, or its number where the channel numbers them. Or a request that the
channel knew: a command, a place."""

from __future__ import annotations

from typing import Any

from sqlalchemy import and_, func, or_, select

from bot.conversations.models import Choice, Direction, Message
from bot.pipeline import beside
from bot.pipeline.context import Turn
from nlu.arabic.normaliser import normalise
from nlu.arabic.ordinals import place


async def resolve(turn: Turn) -> None:
    """Sets the request of the choice; a typed title counts only for the choices that stand open."""
    if turn.message.choice is not None:
        turn.request = await _tapped(turn, turn.message.choice)
        return
    if "request" in turn.message.data:
        turn.request = turn.message.data["request"]
        return
    written = normalise(turn.message.text or "").text
    if not written:
        return
    options = await _open_choices(turn)
    by_title = next((option for option in options if written == normalise(option.title).text), None)
    chosen = by_title or _by_place(turn, options)
    if chosen is not None:
        turn.request = chosen.payload


async def _tapped(turn: Turn, value: str) -> dict[str, Any]:
    """What a tapped choice asks for. An answer to a question that is over answers no other one: the present question
    is asked again."""
    chosen = await turn.session.get_one(Choice, value)
    if chosen.payload["intent"] in _ANSWERS:
        open_values = {option.value for option in await _open_choices(turn)}
        if value not in open_values:
            return {"intent": "repeat", "entities": []}
    return chosen.payload


def _by_place(turn: Turn, options: list[Choice]) -> Choice | None:
    """The choice that "the second" or a number picks: always of a numbered menu, else where a question listed its answers."""
    options = [option for option in options if option.message_id == options[0].message_id]
    answers = [option for option in options if option.payload["intent"] == "inform"]
    question = ((turn.conversation.last_act or {}).get("data") or {}).get("question")
    listed = options if turn.capabilities.numbered_menu else answers if question in _LISTED else []
    wanted = place(turn.message.text or "")
    if wanted is None or not listed:
        return None
    return listed[-1] if wanted == -1 else next((o for o in listed if o.position == wanted), None)


_ANSWERS = frozenset({"affirm", "deny", "inform"})
# Questions whose answers are listed, so that a place among them says which.
_LISTED = frozenset({"service", "region", "city", "mode", "slot", "reason", "subject", "family_role", "appointment", "member"})


async def _open_choices(turn: Turn) -> list[Choice]:
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
