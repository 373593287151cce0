"""Until when a text is worth sending, and what is forgotten."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest
from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from actions.clock import FrozenClock
from actions.contacts.models import Channel, Notice
from actions.contacts.service import notify
from actions.database.engine import transaction
from actions.identity.codes import CODE_LIFETIME
from actions.identity.vault import vault
from bot.conversations.models import Delivery, DeliveryEvent, DeliveryState, SimulatedMessage
from bot.delivery import alarms
from bot.delivery.lifetime import EVENTS_KEPT_FOR, HELD_FOR, OVER, expires_at
from bot.delivery.models import ProviderAlarm
from bot.delivery.notices import dispatch_one_due
from bot.delivery.outbox import send_one
from bot.jobs import forget_old_deliveries


async def the_delivery() -> Delivery:
    async with transaction() as own:
        return (await own.scalars(select(Delivery))).one()


async def rows(table: type) -> int:
    async with transaction() as own:
        return (await own.scalar(select(func.count()).select_from(table))) or 0


@pytest.mark.parametrize(
    ("late", "state", "sent"),
    [(CODE_LIFETIME - timedelta(seconds=1), DeliveryState.SENT, 1), (CODE_LIFETIME, DeliveryState.DEAD, 0)],
)
async def test_a_code_that_is_too_late_is_not_sent_and_no_empty_text_in_its_place(
    session: AsyncSession, clock: FrozenClock, contact: UUID, late: timedelta, state: DeliveryState, sent: int
) -> None:
    code = await vault().protect(session, "code", "482913", expires_at=clock.now() + CODE_LIFETIME)
    await notify(session, contact, "sms.code", {"code": code}, now=clock.now())
    await session.commit()
    assert await dispatch_one_due()
    clock.advance(late)
    assert await send_one()
    ended = await the_delivery()
    assert (ended.state, ended.error) == (state, None if sent else OVER)
    assert await rows(SimulatedMessage) == sent


def test_a_reminder_and_an_offer_mean_something_until_their_moment(clock: FrozenClock) -> None:
    at = clock.now() + timedelta(hours=3)
    assert expires_at("appointment.reminder", {"starts_at": at.isoformat()}, clock.now()) == at
    assert expires_at("appointment.offer", {"expires_at": at.isoformat()}, clock.now()) == at
    assert expires_at("case.update", {"starts_at": at.isoformat()}, clock.now()) is None


async def held(session: AsyncSession, clock: FrozenClock, contact: UUID, until: timedelta | None) -> None:
    await notify(session, contact, "case.update", {}, now=clock.now(), due_at=clock.now() + timedelta(days=99))
    await session.flush()
    notice = (await session.scalars(select(Notice.id))).one()
    over = clock.now() + until if until else None
    session.add(
        Delivery(
            notice_id=notice,
            contact_id=contact,
            channel=Channel.SMS,
            text="خبر",
            state=DeliveryState.HELD,
            expires_at=over,
            created_at=clock.now(),
        )
    )
    await session.commit()


@pytest.mark.parametrize(
    ("until", "later", "state"),
    [
        (None, HELD_FOR - timedelta(hours=1), DeliveryState.HELD),
        (None, HELD_FOR + timedelta(hours=1), DeliveryState.DEAD),
        (timedelta(hours=2), timedelta(hours=1), DeliveryState.HELD),
        (timedelta(hours=2), timedelta(hours=3), DeliveryState.DEAD),
    ],
)
async def test_what_waits_for_somebody_to_write_does_not_wait_for_ever(
    session: AsyncSession,
    clock: FrozenClock,
    contact: UUID,
    until: timedelta | None,
    later: timedelta,
    state: DeliveryState,
) -> None:
    await held(session, clock, contact, until)
    clock.advance(later)
    await forget_old_deliveries()
    assert (await the_delivery()).state is state


async def test_what_providers_told_is_forgotten_after_a_while(session: AsyncSession, clock: FrozenClock) -> None:
    session.add(DeliveryEvent(provider_sid="SM1", status="sent", sealed=b"-", created_at=clock.now()))
    await session.commit()
    await forget_old_deliveries()
    assert await rows(DeliveryEvent) == 1
    clock.advance(EVENTS_KEPT_FOR + timedelta(minutes=1))
    await forget_old_deliveries()
    assert await rows(DeliveryEvent) == 0


async def test_an_alarm_is_heard_once_counted_for_a_day_and_kept_for_a_month(
    session: AsyncSession, clock: FrozenClock, caplog: pytest.LogCaptureFixture
) -> None:
    raised = [await alarms.raised(session, "sms", "21408", "delivery 7", "delivery 7 waits") for _ in range(2)]
    await alarms.raised(session, "sms", "21408", "delivery 8", "delivery 8 waits")
    await session.commit()
    assert raised == [True, False]
    assert caplog.messages.count("delivery 7 waits") == 1
    assert list(await alarms.lately(session, clock.now())) == [alarms.Count("sms", "21408", 2)]
    clock.advance(timedelta(days=2))
    assert not await alarms.lately(session, clock.now())
    await forget_old_deliveries()
    assert await rows(ProviderAlarm) == 2
    clock.advance(alarms.KEPT_FOR)
    await forget_old_deliveries()
    assert await rows(ProviderAlarm) == 0
