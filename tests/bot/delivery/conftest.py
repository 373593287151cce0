"""Conversations and messages as rows, as the inbox and the outbox find them."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any
from uuid import UUID

import pytest_asyncio
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from actions.clock import now
from actions.contacts.models import Channel
from actions.contacts.service import contact_at
from actions.database.engine import transaction
from bot.conversations.models import Conversation, Direction, Message, MessageState
from bot.conversations.service import open_on_web
from tests.bot.rasa import Rasa, running_rasa

PHONE = "+966500000001"


@pytest_asyncio.fixture
async def rasa() -> AsyncIterator[Rasa]:
    """A server that takes turns in place of Rasa and answers what the test tells it to."""
    async with running_rasa() as started:
        yield started


@pytest_asyncio.fixture
async def contact(session: AsyncSession) -> UUID:
    """Somebody who is written to by SMS, committed."""
    made = await contact_at(session, Channel.SMS, PHONE)
    await session.commit()
    return made.id


async def conversation(session: AsyncSession) -> UUID:
    """A new conversation on the web, committed."""
    opened = await open_on_web(session)
    await session.commit()
    return opened.id


async def says(session: AsyncSession, conversation: UUID, text: str, **columns: Any) -> int:
    """A message that waits for its answer, committed; it came at this moment of the clock."""
    message = Message(
        conversation_id=conversation, direction=Direction.IN, state=MessageState.PENDING, text=text, created_at=now(), **columns
    )
    session.add(message)
    await session.commit()
    return message.id


async def state_of(message: int) -> MessageState:
    async with transaction() as session:
        return (await session.get_one(Message, message)).state


async def replies_of(message: int) -> list[Message]:
    async with transaction() as session:
        return list(await session.scalars(select(Message).where(Message.in_reply_to == message).order_by(Message.id)))


async def reloaded(conversation: UUID) -> Conversation:
    async with transaction() as session:
        return await session.get_one(Conversation, conversation)
