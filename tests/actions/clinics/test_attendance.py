"""Who came and who did not, and that another visit is offered."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from actions.clinics import attendance, booking
from actions.clinics.booking import Closed
from actions.clinics.models import Appointment, AppointmentStatus
from actions.clock import FrozenClock
from actions.contacts.models import Notice
from tests.actions.clinics.sites import Sites

HOUR = timedelta(hours=1)


async def booked(session: AsyncSession, sites: Sites, clock: FrozenClock, who: UUID, hours: int = 1) -> Appointment:
    made = await booking.book(session, who, await sites.slot("riyadh", clock.now() + hours * HOUR), f"k{hours}", clock.now())
    assert isinstance(made, Appointment)
    return made


async def test_whoever_did_not_come_is_offered_another_time_with_the_same_specialist(
    session: AsyncSession, sites: Sites, clock: FrozenClock, noura: UUID
) -> None:
    made = await booked(session, sites, clock, noura)
    clock.advance(2 * HOUR)
    assert [one.reference for one in await attendance.unmarked(session, clock.now())] == [made.reference]
    marked = await attendance.mark(session, made.reference, came=False, by="agent", now=clock.now())
    assert isinstance(marked, Appointment)
    assert marked.status is AppointmentStatus.NO_SHOW
    notice = await session.scalar(select(Notice))
    assert notice is not None
    assert notice.act == "appointment.missed"
    assert notice.choices[0]["request"] == {
        "intent": "book_consultation",
        "entities": [{"entity": "again", "value": made.reference}],
    }
    assert await attendance.unmarked(session, clock.now()) == []


async def test_whoever_came_is_offered_the_next_visit_and_marking_twice_tells_once(
    session: AsyncSession, sites: Sites, clock: FrozenClock, noura: UUID
) -> None:
    made = await booked(session, sites, clock, noura)
    clock.advance(2 * HOUR)
    for _ in range(2):
        await attendance.mark(session, made.reference, came=True, by="agent", now=clock.now())
    assert [notice.act for notice in await session.scalars(select(Notice))] == ["appointment.follow_up"]


async def test_a_mistake_is_mended(session: AsyncSession, sites: Sites, clock: FrozenClock, noura: UUID) -> None:
    made = await booked(session, sites, clock, noura)
    clock.advance(2 * HOUR)
    await attendance.mark(session, made.reference, came=False, by="agent", now=clock.now())
    marked = await attendance.mark(session, made.reference, came=True, by="agent", now=clock.now())
    assert isinstance(marked, Appointment)
    assert marked.status is AppointmentStatus.DONE


async def test_only_what_has_begun_can_be_marked(
    session: AsyncSession, sites: Sites, clock: FrozenClock, noura: UUID
) -> None:
    made = await booked(session, sites, clock, noura)
    assert await attendance.mark(session, made.reference, came=False, by="agent", now=clock.now()) is Closed.AHEAD
    assert await attendance.mark(session, "APT-1448-000000", came=True, by="agent", now=clock.now()) is Closed.UNKNOWN
    await booking.cancel(session, noura, made.id, clock.now())
    clock.advance(2 * HOUR)
    assert await attendance.mark(session, made.reference, came=False, by="agent", now=clock.now()) is Closed.CANCELLED
