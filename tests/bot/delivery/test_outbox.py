"""The outbox: the oldest first, references resolved at the last moment, failures tried again and then given up."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator
from datetime import timedelta
from uuid import UUID

import pytest
import pytest_asyncio
from sqlalchemy import func, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from actions.clock import FrozenClock
from actions.contacts.models import Channel, Contact, Notice, NoticeState
from actions.contacts.service import notify
from actions.database.engine import transaction
from actions.identity.vault import vault
from actions.settings import settings
from bot.channels.providers import ProviderError, Sendable
from bot.conversations.models import Delivery, DeliveryState, SimulatedMessage
from bot.delivery import outbox
from bot.delivery.notices import dispatch_one_due
from bot.delivery.outbox import MOST_ATTEMPTS, send_one
from bot.delivery.priority import Priority
from tests.bot.delivery.conftest import PHONE


@pytest_asyncio.fixture
async def notice(session: AsyncSession, contact: UUID, clock: FrozenClock) -> UUID:
    """A notice that deliveries of these tests may name as their source; it is for tomorrow."""
    await notify(session, contact, "sms.code", {"code": "-"}, now=clock.now(), due_at=clock.now() + timedelta(days=1))
    await session.commit()
    return (await session.scalars(select(Notice.id))).one()


@pytest.fixture
def no_account(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Production without an account at any provider."""
    monkeypatch.setenv("MODE", "production")
    settings.cache_clear()
    yield
    settings.cache_clear()


class Busy:
    """A provider that cannot take a message now."""

    async def send(self, session: AsyncSession, sendable: Sendable) -> str:
        raise ProviderError("busy")


@pytest.fixture
def busy_provider(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(outbox, "provider_of", lambda channel: Busy())


async def laid_out(session: AsyncSession, contact: UUID, notice: UUID, *texts: str) -> list[int]:
    rows = [
        Delivery(notice_id=notice, contact_id=contact, channel=Channel.SMS, text=text, rank=rank)
        for rank, text in enumerate(texts)
    ]
    session.add_all(rows)
    await session.commit()
    return [row.id for row in rows]


async def sent_texts() -> list[str]:
    async with transaction() as session:
        rows = await session.scalars(select(SimulatedMessage).order_by(SimulatedMessage.id))
        return [json.loads(vault().open(row.sealed))["text"] for row in rows]


async def reloaded(delivery: int) -> Delivery:
    async with transaction() as session:
        return await session.get_one(Delivery, delivery)


async def test_an_empty_outbox_has_nothing_to_send(session: AsyncSession) -> None:
    assert not await send_one()


async def test_deliveries_leave_in_their_order_and_once(session: AsyncSession, contact: UUID, notice: UUID) -> None:
    await laid_out(session, contact, notice, "one", "two", "three")
    assert [await send_one() for _ in range(4)] == [True, True, True, False]
    assert await sent_texts() == ["one", "two", "three"]


async def test_what_was_sent_has_the_providers_number(session: AsyncSession, contact: UUID, notice: UUID) -> None:
    (delivery,) = await laid_out(session, contact, notice, "one")
    await send_one()
    sent = await reloaded(delivery)
    assert (sent.state, sent.attempts) == (DeliveryState.SENT, 1)
    assert sent.provider_sid


async def test_references_are_resolved_on_the_way_out_and_nowhere_else(
    session: AsyncSession, contact: UUID, notice: UUID, clock: FrozenClock
) -> None:
    code = await vault().protect(session, "code", "482913", expires_at=clock.now() + timedelta(minutes=5))
    (delivery,) = await laid_out(session, contact, notice, f"الرمز {code} لا تشاركه")
    await send_one()
    assert await sent_texts() == ["الرمز 482913 لا تشاركه"]
    assert "482913" not in (await reloaded(delivery)).text


async def test_what_was_sent_is_kept_sealed(session: AsyncSession, contact: UUID, notice: UUID) -> None:
    await laid_out(session, contact, notice, "one")
    await send_one()
    kept = (await session.scalars(select(SimulatedMessage))).one()
    assert PHONE.encode() not in kept.sealed
    assert kept.to_fingerprint == vault().fingerprint("phone", PHONE)


async def test_a_contact_without_an_address_ends_the_delivery(session: AsyncSession, notice: UUID) -> None:
    nowhere = Contact(channel=Channel.WEB)
    session.add(nowhere)
    await session.flush()
    (delivery,) = await laid_out(session, nowhere.id, notice, "one")
    assert await send_one()
    ended = await reloaded(delivery)
    assert (ended.state, ended.error) == (DeliveryState.DEAD, "no_address")
    assert not await send_one()


@pytest.mark.usefixtures("busy_provider")
async def test_a_failure_that_may_pass_is_tried_again_later(session: AsyncSession, contact: UUID, notice: UUID) -> None:
    (delivery,) = await laid_out(session, contact, notice, "one")
    assert await send_one()
    waiting = await reloaded(delivery)
    assert (waiting.state, waiting.attempts, waiting.error) == (DeliveryState.QUEUED, 1, "busy")
    assert not await send_one()


@pytest.mark.usefixtures("busy_provider")
async def test_each_pause_is_twice_the_one_before_and_after_some_time_it_ends(
    session: AsyncSession, contact: UUID, notice: UUID, caplog: pytest.LogCaptureFixture
) -> None:
    (delivery,) = await laid_out(session, contact, notice, "one")
    pauses = []
    with caplog.at_level(logging.ERROR):
        for _ in range(MOST_ATTEMPTS):
            async with transaction() as own:
                await own.execute(update(Delivery).values(not_before=func.now()))
            await send_one()
            async with transaction() as own:
                pauses.append(round(float(await own.scalar(select(func.extract("epoch", Delivery.not_before - func.now()))) or 0)))
    # A tenth more at most, so that not all that failed together comes again together.
    wanted = [2, 4, 8, 16, 32, 64, 128, 256, 300, 300, 300]
    assert all(least <= pause <= least * 1.1 + 1 for least, pause in zip(wanted, pauses[:-1], strict=True)), pauses
    assert 20 * 60 < sum(wanted) < 30 * 60
    assert (await reloaded(delivery)).state is DeliveryState.DEAD
    assert f"delivery {delivery} is dead" in caplog.text
    assert not await send_one()


@pytest.mark.usefixtures("busy_provider")
async def test_a_delivery_that_waits_does_not_hold_up_the_next(
    session: AsyncSession, contact: UUID, notice: UUID, clock: FrozenClock
) -> None:
    await notify(session, contact, "sms.code", {"code": "-"}, now=clock.now(), due_at=clock.now() + timedelta(days=1))
    another = (await session.scalars(select(Notice.id).where(Notice.id != notice))).one()
    (first,), (second,) = [await laid_out(session, contact, source, "text") for source in (notice, another)]
    assert [await send_one(), await send_one(), await send_one()] == [True, True, False]
    assert [(await reloaded(one)).attempts for one in (first, second)] == [1, 1]


@pytest.mark.usefixtures("busy_provider")
async def test_the_second_part_of_a_message_never_passes_the_first(session: AsyncSession, contact: UUID, notice: UUID) -> None:
    first, second = await laid_out(session, contact, notice, "one", "two")
    assert [await send_one(), await send_one()] == [True, False]
    assert [(await reloaded(one)).attempts for one in (first, second)] == [1, 0]


@pytest.mark.usefixtures("no_account")
async def test_without_an_account_what_is_to_be_sent_waits_and_uses_up_no_attempt(
    session: AsyncSession, contact: UUID, notice: UUID
) -> None:
    (delivery,) = await laid_out(session, contact, notice, "one")
    for _ in range(MOST_ATTEMPTS + 1):
        async with transaction() as own:
            await own.execute(update(Delivery).values(not_before=func.now()))
        await send_one()
    waiting = await reloaded(delivery)
    assert (waiting.state, waiting.attempts, waiting.error) == (DeliveryState.QUEUED, 0, "not_configured")
    assert not await send_one()


async def test_two_senders_never_send_the_same(session: AsyncSession, contact: UUID, notice: UUID) -> None:
    (delivery,) = await laid_out(session, contact, notice, "one")
    async with transaction() as own:
        await own.get_one(Delivery, delivery, with_for_update=True)
        assert not await send_one()
    assert await send_one()
    assert await sent_texts() == ["one"]


async def code_notice(session: AsyncSession, contact: UUID, clock: FrozenClock, **told: object) -> None:
    code = await vault().protect(session, "code", "482913", expires_at=clock.now() + timedelta(minutes=5))
    await notify(session, contact, "sms.code", {"code": code}, now=clock.now(), **told)  # type: ignore[arg-type]
    await session.commit()


async def test_a_notice_that_is_due_is_laid_out_once(session: AsyncSession, contact: UUID, clock: FrozenClock) -> None:
    await code_notice(session, contact, clock)
    assert [await dispatch_one_due(), await dispatch_one_due()] == [True, False]
    await send_one()
    (text,) = await sent_texts()
    assert "482913" in text
    assert (await session.scalars(select(Notice.state))).one() is NoticeState.DISPATCHED


async def test_a_notice_before_its_time_waits(session: AsyncSession, contact: UUID, clock: FrozenClock) -> None:
    await code_notice(session, contact, clock, due_at=clock.now() + timedelta(minutes=1))
    assert not await dispatch_one_due()
    clock.advance(timedelta(minutes=1))
    assert await dispatch_one_due()


async def test_a_notice_that_belongs_to_an_answer_leaves_with_the_answer_alone(
    session: AsyncSession, contact: UUID, clock: FrozenClock
) -> None:
    await code_notice(session, contact, clock, cause=5)
    assert not await dispatch_one_due()


class Faulty:
    """A provider of ours with a fault for one text."""

    async def send(self, session: AsyncSession, sendable: Sendable) -> str:
        if sendable.text == "poison":
            raise ZeroDivisionError
        return f"sid-{sendable.delivery}"


@pytest.fixture
def faulty_provider(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(outbox, "provider_of", lambda channel: Faulty())


async def sources(session: AsyncSession, contact: UUID, clock: FrozenClock, count: int) -> list[UUID]:
    for _ in range(count):
        await notify(session, contact, "sms.code", {"code": "-"}, now=clock.now(), due_at=clock.now() + timedelta(days=1))
    await session.commit()
    return list(await session.scalars(select(Notice.id)))


@pytest.mark.usefixtures("faulty_provider")
async def test_a_fault_of_ours_never_stands_before_the_others(
    session: AsyncSession, contact: UUID, clock: FrozenClock, caplog: pytest.LogCaptureFixture
) -> None:
    first, second = await sources(session, contact, clock, 2)
    (poison,), (good,) = await laid_out(session, contact, first, "poison"), await laid_out(session, contact, second, "good")
    assert [await send_one(), await send_one(), await send_one()] == [True, True, False]
    waiting = await reloaded(poison)
    assert (waiting.state, waiting.attempts, waiting.error) == (DeliveryState.QUEUED, 1, "ZeroDivisionError")
    assert (await reloaded(good)).state is DeliveryState.SENT
    assert f"delivery {poison} could not be sent: ZeroDivisionError" in caplog.text


@pytest.mark.usefixtures("faulty_provider")
async def test_a_fault_of_ours_ends_after_as_many_attempts_as_any_other(session: AsyncSession, contact: UUID, notice: UUID) -> None:
    (poison,) = await laid_out(session, contact, notice, "poison")
    for _ in range(MOST_ATTEMPTS + 1):
        async with transaction() as own:
            await own.execute(update(Delivery).values(not_before=func.now()))
        await send_one()
    assert (await reloaded(poison)).state is DeliveryState.DEAD


async def test_replies_leave_before_notices_that_were_there_first(
    session: AsyncSession, contact: UUID, clock: FrozenClock
) -> None:
    first, second = await sources(session, contact, clock, 2)
    session.add(Delivery(notice_id=first, contact_id=contact, channel=Channel.SMS, text="notice", priority=Priority.NOTICE))
    session.add(Delivery(notice_id=second, contact_id=contact, channel=Channel.SMS, text="reply", priority=Priority.REPLY))
    await session.commit()
    assert [await send_one(), await send_one()] == [True, True]
    assert await sent_texts() == ["reply", "notice"]


async def test_one_contact_is_written_to_by_one_worker_at_a_time(session: AsyncSession, contact: UUID, clock: FrozenClock) -> None:
    first, second = await sources(session, contact, clock, 2)
    (being_sent,), (next_one,) = await laid_out(session, contact, first, "one"), await laid_out(session, contact, second, "two")
    await _held_by_a_worker(being_sent, seconds=60)
    assert not await send_one()
    await _held_by_a_worker(being_sent, seconds=-1)
    assert [await send_one(), await send_one(), await send_one()] == [True, True, False]
    assert await sent_texts() == ["one", "two"]
    assert (await reloaded(next_one)).state is DeliveryState.SENT


async def _held_by_a_worker(delivery: int, *, seconds: int) -> None:
    lease = {"state": DeliveryState.SENDING, "not_before": func.now() + timedelta(seconds=seconds)}
    async with transaction() as own:
        await own.execute(update(Delivery).where(Delivery.id == delivery).values(lease))


async def test_what_waits_in_the_outbox_is_not_sent_to_one_who_opts_out_meanwhile(
    session: AsyncSession, contact: UUID, clock: FrozenClock
) -> None:
    """Codes and answers are: they were asked for."""
    first, second = await sources(session, contact, clock, 2)
    session.add(Delivery(notice_id=first, contact_id=contact, channel=Channel.SMS, text="notice", priority=Priority.NOTICE))
    session.add(Delivery(notice_id=second, contact_id=contact, channel=Channel.SMS, text="code", priority=Priority.REPLY))
    (await session.get_one(Contact, contact)).opted_out_at = clock.now()
    await session.commit()
    while await send_one():
        pass
    assert await sent_texts() == ["code"]
    ended = select(Delivery.state, Delivery.error).where(Delivery.notice_id == first)
    assert (await session.execute(ended)).one() == (DeliveryState.DEAD, "opted_out")
