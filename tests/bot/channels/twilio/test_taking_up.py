"""What was acknowledged is taken up once, in order, whatever becomes of whoever was at it."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from contextlib import suppress
from datetime import timedelta

import httpx
import psycopg
import pytest
from sqlalchemy import func, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from actions import clock
from actions.contacts.models import Contact
from actions.database.engine import DatabaseDown, make_engine, transaction, use_engine
from actions.database.url import libpq_url
from bot.channels import taking_up
from bot.channels.payloads import KEPT_FOR, forget_old_payloads
from bot.channels.taking_up import MOST_ATTEMPTS, take_up_one
from bot.channels.telegram.webhook import HEADER
from bot.conversations.models import InboundPayload, Message
from bot.delivery.bell import RECEIVED_CHANNEL, Bell
from tests.bot.channels.telegram.conftest import SECRET, environment
from tests.bot.channels.telegram.conftest import payload as update_of
from tests.bot.channels.twilio.conftest import PUBLIC, signature
from tests.payloads import payload

type Brings = Callable[..., Awaitable[None]]
type TakesUp = Callable[[AsyncSession, InboundPayload], Awaitable[None]]


@pytest.fixture
def brings(web: httpx.AsyncClient) -> Brings:
    """A message by WhatsApp, acknowledged; nobody is there to take it up."""

    async def brought(number: int, text: str = "سلام", **changed: str) -> None:
        body = payload("twilio/whatsapp_text", MessageSid=f"SM{number:032x}", Body=text, **changed)
        signed = {"X-Twilio-Signature": signature(f"{PUBLIC}/twilio/messages", body)}
        assert (await web.post("/twilio/messages", content=body, headers=signed)).status_code == 200

    return brought


@pytest.fixture
def instead(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[TakesUp], None]]:
    """Has another take up what comes from Twilio."""

    def put(other: TakesUp) -> None:
        monkeypatch.setitem(taking_up._TAKEN_BY, "twilio", other)

    yield put
    monkeypatch.undo()


async def texts() -> list[str | None]:
    async with transaction() as session:
        return list(await session.scalars(select(Message.text).order_by(Message.id)))


async def kept() -> list[InboundPayload]:
    async with transaction() as session:
        return list(await session.scalars(select(InboundPayload).order_by(InboundPayload.id)))


async def due_now() -> None:
    async with transaction() as session:
        await session.execute(update(InboundPayload).values(not_before=func.now()))


async def fails(_: AsyncSession, __: InboundPayload) -> None:
    raise RuntimeError


async def test_what_nobody_took_up_when_it_was_acknowledged_is_found_later_and_taken_once(
    session: AsyncSession, brings: Brings
) -> None:
    await brings(1)
    assert await texts() == []
    assert [await take_up_one(), await take_up_one()] == [True, False]
    assert await texts() == ["سلام"]
    (one,) = await kept()
    assert (one.taken_at, one.message_id is None, one.contact_id is None) == (clock.now(), False, False)


async def test_two_who_look_at_once_make_one_message(session: AsyncSession, brings: Brings) -> None:
    await brings(1)
    taken = await asyncio.gather(*(take_up_one() for _ in range(4)))
    assert sorted(taken) == [False, False, False, True]
    assert await texts() == ["سلام"]


async def test_one_that_comes_again_after_it_was_taken_up_is_the_same(session: AsyncSession, brings: Brings) -> None:
    for _ in range(2):
        await brings(1)
        await take_up_one()
    assert await texts() == ["سلام"]


async def test_a_worker_that_dies_in_the_middle_leaves_it_to_the_next(
    session: AsyncSession, brings: Brings, instead: Callable[[TakesUp], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    real = taking_up._TAKEN_BY["twilio"]

    async def dies_when_it_is_done(inner: AsyncSession, payload: InboundPayload) -> None:
        await real(inner, payload)
        await inner.flush()
        raise asyncio.CancelledError

    await brings(1)
    instead(dies_when_it_is_done)
    with suppress(asyncio.CancelledError):
        await take_up_one()
    assert await texts() == []
    assert [(one.taken_at, one.attempts) for one in await kept()] == [(None, 0)]
    instead(real)
    await take_up_one()
    assert await texts() == ["سلام"]


async def test_one_persons_messages_keep_their_order_however_many_take_them_up(session: AsyncSession, brings: Brings) -> None:
    said = [str(number) for number in range(12)]
    for number, words in enumerate(said):
        await brings(number, words)

    async def worker() -> None:
        for _ in range(len(said)):
            await take_up_one()

    await asyncio.gather(*(worker() for _ in range(4)))
    await worker()
    assert await texts() == said


async def test_while_one_persons_is_at_work_only_others_are_taken_up(session: AsyncSession, brings: Brings) -> None:
    for number, words in enumerate(["أولى", "ثانية"]):
        await brings(number, words)
    await brings(3, "غيره", From="whatsapp:+966500000002", ExternalUserId="whatsapp:SA.5", WaId="966500000002")
    first = (await session.scalars(select(InboundPayload).order_by(InboundPayload.id).limit(1).with_for_update())).one()
    assert [await take_up_one(), await take_up_one()] == [True, False]
    assert await texts() == ["غيره"]
    assert first.taken_at is None


async def test_one_that_fails_is_tried_again_later_and_does_not_stand_before_the_next(
    session: AsyncSession, brings: Brings, instead: Callable[[TakesUp], None], caplog: pytest.LogCaptureFixture
) -> None:
    real = taking_up._TAKEN_BY["twilio"]
    await brings(1, "أولى")
    await brings(2, "ثانية")
    instead(fails)
    await take_up_one()
    instead(real)
    assert [await take_up_one(), await take_up_one()] == [True, False]
    assert await texts() == ["ثانية"]
    assert "could not be taken up: RuntimeError" in caplog.text
    await due_now()
    await take_up_one()
    assert await texts() == ["ثانية", "أولى"]


async def test_one_that_always_fails_is_given_up_with_an_error_and_kept(
    session: AsyncSession, brings: Brings, instead: Callable[[TakesUp], None], caplog: pytest.LogCaptureFixture
) -> None:
    await brings(1)
    instead(fails)
    for _ in range(MOST_ATTEMPTS):
        assert "given up" not in caplog.text
        assert await take_up_one()
        assert not await take_up_one(), "it waits before it is tried again"
        await due_now()
    assert not await take_up_one()
    (one,) = await kept()
    assert (one.attempts, one.taken_at) == (MOST_ATTEMPTS, None)
    assert f"payload {one.id} is given up" in caplog.text


async def test_a_database_that_is_away_is_no_attempt(
    session: AsyncSession, brings: Brings, instead: Callable[[TakesUp], None]
) -> None:
    async def away(_: AsyncSession, __: InboundPayload) -> None:
        raise DatabaseDown

    await brings(1)
    instead(away)
    with pytest.raises(DatabaseDown):
        await take_up_one()
    assert [one.attempts for one in await kept()] == [0]


async def test_without_a_database_nothing_is_acknowledged(web: httpx.AsyncClient) -> None:
    body = payload("twilio/whatsapp_text")
    signed = {"X-Twilio-Signature": signature(f"{PUBLIC}/twilio/messages", body)}
    async with use_engine(make_engine("postgresql://postgres@/mueen?host=/nowhere")):
        answer = await web.post("/twilio/messages", content=body, headers=signed)
    assert answer.status_code == 503


async def test_an_update_of_telegram_waits_in_the_same_way(session: AsyncSession, web: httpx.AsyncClient) -> None:
    with environment(TELEGRAM_SECRET_TOKEN=SECRET):
        for number, words in enumerate(["أولى", "ثانية"], 1):
            told = update_of("text", update_id=number)
            told["message"]["text"] = words
            assert (await web.post("/telegram", json=told, headers={HEADER: SECRET})).json() == {}
        assert await texts() == []
        assert await session.scalar(select(func.count()).select_from(Contact)) == 0
        await asyncio.gather(*(take_up_one() for _ in range(4)))
        await take_up_one()
    assert await texts() == ["أولى", "ثانية"]
    assert all(one.message_id is not None and one.contact_id is not None for one in await kept())


async def test_what_was_given_up_goes_with_the_other_old_payloads(session: AsyncSession, brings: Brings) -> None:
    await brings(1)
    async with transaction() as own:
        await own.execute(update(InboundPayload).values(attempts=MOST_ATTEMPTS))
        assert await forget_old_payloads(own, clock.now()) == 0
        created = await own.scalar(select(InboundPayload.created_at))
        assert created is not None
        assert await forget_old_payloads(own, created + KEPT_FOR + timedelta(seconds=1)) == 1


async def test_many_rings_wake_workers_and_outlast_a_database_that_was_away(session: AsyncSession, database_url: str) -> None:
    bell = Bell()
    ringing = asyncio.create_task(bell.run())
    async with await psycopg.AsyncConnection.connect(libpq_url(database_url), autocommit=True) as listens:
        await listens.execute(f"LISTEN {RECEIVED_CHANNEL}".encode())
        async with use_engine(make_engine("postgresql://postgres@/mueen?host=/nowhere")):
            bell.ring()
            await asyncio.sleep(0.05)
        for _ in range(50):
            bell.ring()
        heard = [told async for told in listens.notifies(timeout=5, stop_after=1)]
        assert [told.channel for told in heard] == [RECEIVED_CHANNEL]
        heard = [told async for told in listens.notifies(timeout=0.3)]
        assert len(heard) <= 1
    ringing.cancel()
