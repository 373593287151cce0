"""A person in the conversation: who waits, joining, answering, and handing back to the assistant."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.conversations.intake import redact
from bot.conversations.models import AnsweredBy, Conversation, Direction, Message
from bot.conversations.telling import store, tell


class NotWaiting(Exception):
    """The conversation is not in the hands of a person, so there is nothing to join, answer or end."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """A conversation that waits for a person or has one; `last_words` as they are stored, redacted."""

    conversation: UUID
    channel: str
    since: datetime | None
    agent: str | None
    last_words: str


async def queue(session: AsyncSession) -> list[Waiting]:
    """Everybody who waits, the longest first, then those who have a person."""
    held = select(Conversation).where(Conversation.answered_by != AnsweredBy.ASSISTANT)
    ordered = held.order_by(Conversation.answered_by.desc(), Conversation.queued_at)
    return [
        Waiting(c.id, str(c.channel), c.queued_at, c.agent_name, await _last_words(session, c.id))
        for c in await session.scalars(ordered)
    ]


async def join(session: AsyncSession, conversation: UUID, agent: str) -> None:
    """Takes a waiting conversation; the person is told who speaks now. NotWaiting when nobody waits there."""
    held = await _held(session, conversation)
    held.answered_by, held.agent_name = AnsweredBy.PERSON, agent
    await tell(session, held, "handoff.joined", {"agent": agent})


async def answer(session: AsyncSession, conversation: UUID, agent: str, words: str) -> None:
    """Says something to the person, joining first where nobody has."""
    held = await _held(session, conversation)
    if held.answered_by is not AnsweredBy.PERSON:
        await join(session, conversation, agent)
    await store(session, held, "agent.message", {"agent": agent}, await redact(session, words, None))


async def hand_back(session: AsyncSession, conversation: UUID) -> None:
    """Gives the conversation back to the assistant and says so."""
    held = await _held(session, conversation)
    held.answered_by, held.agent_name, held.queued_at = AnsweredBy.ASSISTANT, None, None
    await tell(session, held, "handoff.ended", {})


async def _held(session: AsyncSession, conversation: UUID) -> Conversation:
    found = await session.get(Conversation, conversation, with_for_update={"key_share": True})
    if found is None or found.answered_by is AnsweredBy.ASSISTANT:
        raise NotWaiting(str(conversation))
    return found


async def _last_words(session: AsyncSession, conversation: UUID) -> str:
    last = select(Message.text).where(Message.conversation_id == conversation, Message.direction == Direction.IN)
    return (await session.scalar(last.order_by(Message.id.desc()).limit(1))) or ""
