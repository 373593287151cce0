"""Many webhooks, a fifth of them twice and none in order: each message has one effect and one answer, on every channel."""

from __future__ import annotations

import asyncio
import random
from collections import Counter
from dataclasses import dataclass
from datetime import timedelta

import httpx
from sqlalchemy import NullPool, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from actions.clock import FrozenClock
from actions.database.engine import make_engine, use_engine
from bot.channels.simulator import inbound
from bot.channels.taking_up import take_up_one
from bot.channels.twilio.missed import find_missed
from bot.conversations.models import Delivery, DeliveryState, Direction, Message, MessageState
from bot.delivery.inbox import answer_one
from bot.delivery.outbox import send_one
from bot.web.app import make_app
from tests.bot.channels.conftest import PUBLIC, SECRET, SMS, WHATSAPP
from tests.bot.channels.simulator.served import Providers
from tests.bot.rasa import Rasa, running_rasa

PEOPLE, MESSAGES = 30, 200


@dataclass(frozen=True)
class Post:
    """One webhook, ready to be brought: `key` is the provider's id of the message."""

    key: str
    path: str
    headers: dict[str, str]
    form: dict[str, str] | None = None
    json: dict[str, object] | None = None

    async def bring(self, web: httpx.AsyncClient) -> None:
        answer = await web.post(self.path, headers=self.headers, data=self.form, json=self.json)
        assert answer.is_success, (answer.status_code, answer.text)


def by_twilio(here: Providers, number: int, prefix: str, ours: str) -> Post:
    sender = f"{prefix}+9665010{number % PEOPLE:05d}"
    form = inbound.twilio_message(here.world, sender, prefix + ours, f"رسالة {number}")
    headers = inbound.twilio_headers(here.world, f"{PUBLIC}/twilio/messages", form)
    return Post(form["MessageSid"], "/twilio/messages", headers, form=form)


def by_telegram(here: Providers, number: int) -> Post:
    update = inbound.telegram_message(here.world, 800_000 + number % PEOPLE, text=f"رسالة {number}")
    bot = here.world.credentials.bot_token.partition(":")[0]
    return Post(f"{bot}:{update['update_id']}", "/telegram", {"X-Telegram-Bot-Api-Secret-Token": SECRET}, json=update)


def some(here: Providers, number: int) -> Post:
    match number % 3:
        case 0:
            return by_twilio(here, number, "whatsapp:", WHATSAPP)
        case 1:
            return by_twilio(here, number, "", SMS)
    return by_telegram(here, number)


async def until_nothing_is_left(do_one: object) -> None:
    async def work() -> None:
        while await do_one():  # type: ignore[operator]
            pass

    await asyncio.gather(*(work() for _ in range(4)))


async def until_all_is_sent(session: AsyncSession) -> None:
    """Senders have rates: what is over one waits a moment, so one look does not send all."""
    waiting = select(func.count()).where(Delivery.state.in_((DeliveryState.QUEUED, DeliveryState.SENDING)))
    async with asyncio.timeout(120):
        while True:
            await until_nothing_is_left(send_one)
            await session.rollback()
            if not await session.scalar(waiting):
                return
            await asyncio.sleep(0.1)


async def test_each_message_has_one_effect_and_one_answer(
    session: AsyncSession, database_url: str, pointed: Providers
) -> None:
    chance = random.Random(6)
    posts = [some(pointed, number) for number in range(MESSAGES)]
    brought = posts + chance.sample(posts, MESSAGES // 5)
    chance.shuffle(brought)
    app = make_app()
    async with (
        use_engine(make_engine(database_url, pool=NullPool)),
        running_rasa() as rasa,
        httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url=PUBLIC) as web,
    ):
        for start in range(0, len(brought), 20):
            await asyncio.gather(*(post.bring(web) for post in brought[start : start + 20]))
        await until_nothing_is_left(take_up_one)
        await until_nothing_is_left(answer_one)
        await until_all_is_sent(session)
        await check(session, pointed, posts, rasa)


async def test_a_message_whose_webhook_was_lost_is_found_in_twilios_list(
    session: AsyncSession, clock: FrozenClock, pointed: Providers
) -> None:
    posts = [by_twilio(pointed, number, "whatsapp:", WHATSAPP) for number in range(3)]
    async with httpx.AsyncClient(transport=httpx.ASGITransport(make_app()), base_url=PUBLIC) as web:
        await posts[0].bring(web)
    assert await find_missed() == 0, "they may still be on their way"
    clock.advance(timedelta(minutes=5))
    assert await find_missed() == 2
    assert await find_missed() == 0
    await until_nothing_is_left(take_up_one)
    taken = (await session.scalars(select(Message.provider_message_id))).all()
    assert sorted(taken) == sorted(post.key for post in posts)


async def check(session: AsyncSession, here: Providers, posts: list[Post], rasa: Rasa) -> None:
    taken = (await session.scalars(select(Message.provider_message_id).where(Message.direction == Direction.IN))).all()
    assert sorted(taken) == sorted(post.key for post in posts)
    assert len(rasa.turns) == len({turn["message_id"] for turn in rasa.turns}) == MESSAGES
    states = Counter(await session.scalars(select(Message.state).where(Message.direction == Direction.IN)))
    assert states == {MessageState.ANSWERED: MESSAGES}
    answers = await session.execute(
        select(Message.in_reply_to, func.count()).where(Message.direction == Direction.OUT).group_by(Message.in_reply_to)
    )
    assert {count for _, count in answers} == {1}
    assert Counter(await session.scalars(select(Delivery.state))) == {DeliveryState.SENT: MESSAGES}
    assert Counter(message.channel for message in here.seen) == {"whatsapp": 67, "sms": 67, "telegram": 66}
    assert len({message.provider_id for message in here.seen}) == MESSAGES
    spoken = {text: turn["message_id"] for turn in rasa.turns for text in [turn["text"]]}
    assert set(spoken) == {f"رسالة {number}" for number in range(MESSAGES)}
