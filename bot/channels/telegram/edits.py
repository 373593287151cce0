"""A message that its writer changed afterwards: what it was last meant to say counts, as long as it still can."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession
from telegram import Message as TelegramMessage

from actions import clock
from bot.channels.telegram import taken
from bot.channels.telegram.people import Person
from bot.channels.telegram.reading import read, words_of
from bot.conversations.intake import Incoming, redact
from bot.conversations.models import AnsweredBy, Conversation, Direction, Message, MessageState

STILL_MEANT = timedelta(minutes=5)
"""An answered message that is changed within this time is a correction; later it is taken for tidying up."""


async def corrected(session: AsyncSession, person: Person, message: TelegramMessage) -> Incoming | None:
    """What a change says; None where nothing is left to do: the words are the same, or were put into a message that waits."""
    words = words_of(message)
    if words is None:
        return None
    before = await taken.message_of(session, person.contact.id, message.message_id)
    if before is not None and before.text == await redact(session, words, person.conversation.last_act):
        return None
    if before is not None and await _replaced(session, person.conversation, before, words):
        return None
    if person.conversation.answered_by is not AnsweredBy.ASSISTANT or await _is_last(session, person.conversation, before):
        return await read(session, person, message) if message.text else Incoming(text=words)
    return Incoming(text=words, answer={"act": "message.edited_late", "data": {}})


async def _replaced(session: AsyncSession, conversation: Conversation, before: Message, words: str) -> bool:
    """Puts the new words into a message that nobody has begun to answer."""
    free = select(Conversation).where(Conversation.id == conversation.id)
    held = await session.scalar(free.with_for_update(key_share=True, skip_locked=True))
    if held is None:
        return False
    await session.refresh(before)
    if before.state is not MessageState.PENDING or before.media or {"request", "answer"} & before.data.keys():
        return False
    before.text = await redact(session, words, held.last_act)
    return True


async def _is_last(session: AsyncSession, conversation: Conversation, before: Message | None) -> bool:
    """Whether it is the last thing the person said, and not long ago."""
    if before is None or before.created_at + STILL_MEANT < clock.now():
        return False
    said = select(func.max(Message.id)).where(
        Message.conversation_id == conversation.id, Message.direction == Direction.IN
    )
    return await session.scalar(said) == before.id
