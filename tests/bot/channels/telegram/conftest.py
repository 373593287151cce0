"""The webhook of the real application over HTTP, the real library against a server that speaks the Bot API, recorded updates."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest
import pytest_asyncio
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from actions.contacts.models import Channel, Contact
from actions.database.engine import transaction
from actions.settings import settings
from bot.channels.telegram import client
from bot.channels.telegram.client import bot_id
from bot.channels.telegram.webhook import HEADER
from bot.conversations.models import Choice, Conversation, Delivery, Direction, Message, MessageState
from bot.delivery.inbox import answer_one
from bot.web.app import make_app
from tests.bot.channels.telegram.api import TOKEN, BotApi, running_api
from tests.bot.channels.worker import all_taken_up
from tests.bot.rasa import Rasa, running_rasa

PAYLOADS = Path(__file__).parents[3] / "payloads" / "telegram"
SECRET = "a-secret-that-only-Telegram-knows"
USER = 5511223344

type Post = Callable[..., Any]


def payload(name: str, **changes: Any) -> dict[str, Any]:
    """A recorded update; `update_id` and whatever else is given in place of what was recorded."""
    told: dict[str, Any] = json.loads((PAYLOADS / f"{name}.json").read_text(encoding="utf-8"))
    return told | changes


@contextmanager
def environment(**variables: str) -> Iterator[None]:
    """Settings with these variables, for a block."""
    with pytest.MonkeyPatch.context() as patch:
        for name, value in variables.items():
            patch.setenv(name, value)
        settings.cache_clear()
        yield
    settings.cache_clear()


@pytest.fixture
def secret() -> Iterator[None]:
    with environment(TELEGRAM_SECRET_TOKEN=SECRET):
        yield


@pytest_asyncio.fixture
async def api() -> AsyncIterator[BotApi]:
    """The Bot API, and a bot of this installation that uses it."""
    async with running_api() as started:
        variables = {"TELEGRAM_BOT_TOKEN": TOKEN, "TELEGRAM_API_URL": started.address, "TELEGRAM_SECRET_TOKEN": SECRET}
        with environment(**variables):
            yield started
            await client.close()


@pytest_asyncio.fixture
async def web(session: AsyncSession) -> AsyncIterator[httpx.AsyncClient]:
    transport = httpx.ASGITransport(make_app())
    async with httpx.AsyncClient(transport=transport, base_url="http://mueen", headers={HEADER: SECRET}) as opened:
        yield opened


@pytest_asyncio.fixture
async def post(secret: None, web: httpx.AsyncClient) -> Post:
    """Brings a recorded update to the webhook as Telegram would, and lets a worker take it up; the JSON of its answer."""

    async def bring(name: str, **changes: Any) -> dict[str, Any]:
        answer = await web.post("/telegram", json=payload(name, **changes))
        assert answer.status_code == 200, answer.text
        await all_taken_up()
        return dict(answer.json())

    return bring


@pytest_asyncio.fixture
async def rasa() -> AsyncIterator[Rasa]:
    async with running_rasa() as started:
        yield started


async def inbound() -> list[Message]:
    """What people said, in order."""
    async with transaction() as session:
        said = select(Message).where(Message.direction == Direction.IN).order_by(Message.id)
        return list(await session.scalars(said))


async def outbound() -> list[Message]:
    async with transaction() as session:
        said = select(Message).where(Message.direction == Direction.OUT).order_by(Message.id)
        return list(await session.scalars(said))


async def only() -> Message:
    """The one message that was taken in."""
    (message,) = await inbound()
    return message


async def contact() -> Contact:
    async with transaction() as session:
        return (await session.scalars(select(Contact).where(Contact.channel == Channel.TELEGRAM))).one()


async def conversation() -> Conversation:
    async with transaction() as session:
        return (await session.scalars(select(Conversation))).one()


async def answered() -> list[str]:
    """Lets a worker answer all that waits; the acts of all answers so far."""
    while await answer_one():
        pass
    return [message.act or "" for message in await outbound()]


async def offered(*titles: str, intent: str = "affirm") -> list[str]:
    """A question of ours with these choices, as it was sent; their values."""
    async with transaction() as session:
        talk = (await session.scalars(select(Conversation))).one()
        assert talk.contact_id is not None
        asked = Message(
            conversation_id=talk.id,
            direction=Direction.OUT,
            state=MessageState.SENT,
            act="case.confirm",
            text="نرفعه؟",
            in_reply_to=await session.scalar(select(Message.id).where(Message.direction == Direction.IN).limit(1)),
        )
        session.add(asked)
        await session.flush()
        values = [f"value-{asked.id}-{place}" for place in range(len(titles))]
        session.add_all(
            Choice(
                value=value,
                message_id=asked.id,
                conversation_id=talk.id,
                position=place,
                title=title,
                payload={"intent": intent, "entities": []},
            )
            for place, (title, value) in enumerate(zip(titles, values, strict=True), 1)
        )
        session.add(
            Delivery(
                message_id=asked.id,
                contact_id=talk.contact_id,
                channel=talk.channel,
                text="نرفعه؟",
                state="sent",
                provider_sid=f"{bot_id()}:{talk.contact_id}:777",
            )
        )
        return values
