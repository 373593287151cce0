"""A turn of the pipeline on a conversation of the test's own."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

import pytest
import pytest_asyncio
from sqlalchemy.ext.asyncio import AsyncSession

from actions.clock import FrozenClock
from bot.channels.capabilities import of_channel
from bot.conversations.models import Conversation, Direction, Message, MessageState
from bot.conversations.service import open_on_web
from bot.pipeline.context import Turn
from tests.bot.rasa import Rasa, running_rasa

type MakeTurn = Callable[..., Awaitable[Turn]]


@pytest_asyncio.fixture
async def rasa() -> AsyncIterator[Rasa]:
    async with running_rasa() as started:
        yield started


@pytest.fixture
async def here(session: AsyncSession) -> Conversation:
    return await session.get_one(Conversation, (await open_on_web(session)).id)


@pytest.fixture
def make_turn(session: AsyncSession, here: Conversation, clock: FrozenClock) -> MakeTurn:
    """A message of the person as a turn; `channel` lends its capabilities."""

    async def made(text: str | None = "سلام", *, channel: str = "web", **columns: Any) -> Turn:
        message = Message(
            conversation_id=here.id, direction=Direction.IN, state=MessageState.PENDING, text=text, **columns
        )
        session.add(message)
        await session.flush()
        return Turn(session, here, message, clock.now(), of_channel(channel), here.language)

    return made
