"""What an answer changes in the conversation itself: its language, who answers, and the question that stands open."""

from __future__ import annotations

from sqlalchemy import func, select

from bot.conversations.models import AnsweredBy, Conversation, Language
from bot.pipeline import beside, person, wording
from bot.pipeline.context import Semantic, Turn


async def apply(turn: Turn) -> None:
    for reply in turn.replies:
        match reply["act"]:
            case "language.changed":
                turn.language = Language(reply["data"]["language"])
                turn.conversation.language = turn.conversation.chosen_language = turn.language
            case "handoff.queued":
                reply["data"] = {**reply["data"], "position": await _queue(turn)}
        if reply["act"] in person.KNOWN_BY:
            await person.keep_language(turn)
            await wording.follow_person(turn)
    said = [reply for reply in turn.replies if reply["act"] not in beside.ACTS]
    if said:
        turn.conversation.last_act = _open_question(said)
    turn.conversation.last_seen_at = turn.now


async def _queue(turn: Turn) -> int:
    """Puts the conversation at the end of the queue; its place, counted from one."""
    conversation = turn.conversation
    conversation.answered_by = AnsweredBy.QUEUED
    conversation.queued_at = turn.now
    before = select(func.count()).where(
        Conversation.answered_by == AnsweredBy.QUEUED,
        Conversation.queued_at < turn.now,
        Conversation.id != conversation.id,
    )
    return ((await turn.session.scalar(before)) or 0) + 1


def _open_question(replies: list[Semantic]) -> Semantic:
    last = replies[-1]
    return {"act": last["act"], "data": {"question": (last.get("data") or {}).get("question")}}
