"""Reminders a day and two hours before, never at night, each once."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

import pytest
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from actions.clinics import booking, service
from actions.clinics.booking import Terms
from actions.clinics.jobs import remind_of_appointments
from actions.clinics.models import Appointment
from actions.clinics.reminders import due_at
from actions.clock import RIYADH, FrozenClock
from actions.contacts.models import Notice
from tests.actions.clinics.sites import Sites

DAY, TWO_HOURS = timedelta(days=1), timedelta(hours=2)


def at(day: int, clock: str) -> datetime:
    return datetime.fromisoformat(f"2026-11-{day:02d}T{clock}").replace(tzinfo=RIYADH)


@pytest.mark.parametrize(
    ("starts", "before", "due"),
    [
        (at(25, "13:00"), DAY, at(24, "13:00")),
        (at(25, "13:00"), TWO_HOURS, at(25, "11:00")),
        (at(25, "08:00"), DAY, at(24, "09:00")),  # quiet: a little later
        (at(25, "10:30"), TWO_HOURS, at(25, "09:00")),
        (at(25, "10:00"), TWO_HOURS, at(25, "09:00")),
        (at(25, "09:30"), TWO_HOURS, at(24, "20:30")),  # later would be too late: the evening before
        (at(25, "08:00"), TWO_HOURS, at(24, "20:30")),
        (at(25, "23:30"), TWO_HOURS, at(25, "20:30")),
        (at(25, "22:00"), DAY, at(25, "09:00")),
    ],
)
def test_a_reminder_is_never_told_at_night(starts: datetime, before: timedelta, due: datetime) -> None:
    assert due_at(starts, before) == due


async def booked(session: AsyncSession, sites: Sites, clock: FrozenClock, who: UUID, starts: datetime) -> Appointment:
    made = await booking.book(session, who, await sites.slot("riyadh", starts), f"{starts}", clock.now())
    assert isinstance(made, Appointment)
    await session.commit()
    return made


async def run_to(clock: FrozenClock, moment: datetime) -> int:
    clock.advance(moment - clock.now())
    return await remind_of_appointments()


async def told(session: AsyncSession) -> list[str]:
    await session.rollback()
    return [notice.act for notice in await session.scalars(select(Notice))]


async def test_a_day_and_two_hours_before_each_once(
    session: AsyncSession, sites: Sites, clock: FrozenClock, noura: UUID
) -> None:
    await booked(session, sites, clock, noura, at(25, "13:00"))
    assert await run_to(clock, at(24, "12:59")) == 0
    assert await run_to(clock, at(24, "13:00")) == 1
    assert await run_to(clock, at(24, "13:05")) == 0
    assert await run_to(clock, at(25, "10:59")) == 0
    assert await run_to(clock, at(25, "11:00")) == 1
    assert await run_to(clock, at(25, "12:55")) == 0
    assert await told(session) == ["appointment.reminder"] * 2


async def test_a_cancelled_appointment_is_not_reminded_of(
    session: AsyncSession, sites: Sites, clock: FrozenClock, noura: UUID
) -> None:
    made = await booked(session, sites, clock, noura, at(25, "13:00"))
    await booking.cancel(session, noura, made.id, clock.now())
    await session.commit()
    assert await run_to(clock, at(24, "13:00")) == 0


async def test_a_moved_appointment_is_reminded_of_at_its_new_time(
    session: AsyncSession, sites: Sites, clock: FrozenClock, noura: UUID
) -> None:
    made = await booked(session, sites, clock, noura, at(25, "13:00"))
    assert await run_to(clock, at(24, "13:00")) == 1
    later = await service.get_slot(session, (await sites.slot("riyadh", at(26, "13:00"))).id)
    assert later is not None
    await booking.move(session, noura, made.id, later, "m", clock.now(), Terms())
    await session.commit()
    assert await run_to(clock, at(25, "11:00")) == 0
    assert await run_to(clock, at(25, "13:00")) == 1
    assert await run_to(clock, at(26, "11:00")) == 1


async def test_whoever_booked_an_hour_ago_is_not_reminded_of_yesterday(
    session: AsyncSession, sites: Sites, clock: FrozenClock, noura: UUID
) -> None:
    clock.advance(at(25, "10:30") - clock.now())
    await booked(session, sites, clock, noura, at(25, "14:00"))
    assert await remind_of_appointments() == 0
    assert await run_to(clock, at(25, "12:00")) == 1


async def test_after_a_pause_only_the_nearer_reminder_is_told(
    session: AsyncSession, sites: Sites, clock: FrozenClock, noura: UUID
) -> None:
    await booked(session, sites, clock, noura, at(25, "13:00"))
    assert await run_to(clock, at(25, "11:30")) == 1
    assert await remind_of_appointments() == 0


async def test_at_night_nobody_is_written_to(
    session: AsyncSession, sites: Sites, clock: FrozenClock, noura: UUID
) -> None:
    await booked(session, sites, clock, noura, at(25, "13:00"))
    assert await run_to(clock, at(25, "03:00")) == 0
    assert await run_to(clock, at(25, "09:00")) == 1


async def test_a_reminder_can_be_answered_with_moving_or_cancelling(
    session: AsyncSession, sites: Sites, clock: FrozenClock, noura: UUID
) -> None:
    made = await booked(session, sites, clock, noura, at(25, "13:00"))
    await run_to(clock, at(24, "13:00"))
    notice = await session.scalar(select(Notice))
    assert notice is not None
    assert notice.unasked
    asked = {(c["request"]["intent"], c["request"]["entities"][0]["value"]) for c in notice.choices}
    assert ("reschedule_appointment", made.reference) in asked
    assert ("cancel_appointment", made.reference) in asked
