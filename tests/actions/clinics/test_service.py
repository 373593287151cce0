"""The clinics: what is offered where, which times are free, and nothing booked twice."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import time, timedelta
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from actions.clinics import booking, service, waiting
from actions.clinics.booking import SlotTaken, TimeClash
from actions.clinics.models import Appointment, AppointmentStatus, Mode, WaitlistEntry
from actions.clinics.service import Search
from actions.clock import FrozenClock
from actions.database.engine import transaction
from actions.database.references import is_reference
from tests.actions.clinics.sites import Sites
from tests.actions.people import person

ANY = Search("psychological", None)


async def free(session: AsyncSession, search: Search, clock: FrozenClock, limit: int = 9) -> list[int]:
    return [slot.id for slot in await service.free_slots(session, search, clock.now(), limit)]


async def test_services_are_named_in_the_order_in_which_they_are_offered(session: AsyncSession, sites: Sites) -> None:
    assert await service.services(session) == ["legal", "psychological"]


async def test_clinics_are_those_of_the_region_or_city(session: AsyncSession, sites: Sites) -> None:
    assert [c.code for c in await service.clinics(session)] == ["jed", "ruh"]
    assert [c.code for c in await service.clinics(session, region="riyadh")] == ["ruh"]
    assert [c.code for c in await service.clinics(session, city="jeddah")] == ["jed"]
    assert await service.clinics(session, region="riyadh", city="jeddah") == []


async def test_free_times_come_the_earliest_first_and_no_more_than_asked_for(
    session: AsyncSession, sites: Sites, clock: FrozenClock
) -> None:
    later, sooner, latest = [await sites.slot("riyadh", clock.now() + timedelta(hours=h)) for h in (2, 1, 3)]
    assert await free(session, ANY, clock) == [sooner.id, later.id, latest.id]
    assert await free(session, ANY, clock, limit=2) == [sooner.id, later.id]


async def test_a_time_that_has_begun_is_not_free(session: AsyncSession, sites: Sites, clock: FrozenClock) -> None:
    slot = await sites.slot("riyadh", clock.now())
    assert await free(session, ANY, clock) == []
    assert not await service.is_free(session, slot, clock.now())
    assert await service.is_free(session, slot, clock.now() - timedelta(seconds=1))


async def test_times_are_those_of_the_part_of_the_day_and_of_no_refused_day(
    session: AsyncSession, sites: Sites, clock: FrozenClock
) -> None:
    day = (clock.now() + timedelta(days=1)).replace(hour=0, minute=0, second=0, microsecond=0)
    morning, noon, last = [await sites.slot("riyadh", day + timedelta(hours=h)) for h in (9, 12, 17.5)]
    next_day = await sites.slot("riyadh", day + timedelta(days=1, hours=13))
    afternoon = replace(ANY, hours=(time(12), time(18)))
    assert await free(session, afternoon, clock) == [noon.id, last.id, next_day.id]
    assert await free(session, replace(afternoon, outside=True), clock) == [morning.id]
    assert await free(session, replace(afternoon, not_on=(day.date(),)), clock) == [next_day.id]


async def test_another_service_is_not_offered(session: AsyncSession, sites: Sites, clock: FrozenClock) -> None:
    await sites.slot("lawyer", clock.now() + timedelta(hours=1))
    assert await free(session, ANY, clock) == []


async def test_a_start_that_two_specialists_offer_is_shown_once(
    session: AsyncSession, sites: Sites, clock: FrozenClock
) -> None:
    at = clock.now() + timedelta(hours=1)
    await sites.slot("riyadh", at)
    await sites.slot("jeddah", at)
    assert len(await free(session, ANY, clock)) == 1


async def test_when_one_of_two_is_booked_the_other_is_shown(
    session: AsyncSession, sites: Sites, clock: FrozenClock, noura: UUID
) -> None:
    at = clock.now() + timedelta(hours=1)
    first, second = await sites.slot("riyadh", at), await sites.slot("jeddah", at)
    await booking.book(session, noura, first, "k", clock.now())
    assert await free(session, ANY, clock) == [second.id]


async def test_mode_clinic_day_and_hour_narrow_the_search(
    session: AsyncSession, sites: Sites, clock: FrozenClock
) -> None:
    tomorrow = clock.now() + timedelta(days=1)
    here = await sites.slot("riyadh", clock.now() + timedelta(hours=1))
    remote = await sites.slot("riyadh", clock.now() + timedelta(hours=2), Mode.REMOTE)
    jeddah = await sites.slot("jeddah", tomorrow)
    assert await free(session, Search("psychological", Mode.REMOTE), clock) == [remote.id]
    assert await free(session, Search("psychological", None, ("jed",)), clock) == [jeddah.id]
    assert await free(session, Search("psychological", None, day=tomorrow.date()), clock) == [jeddah.id]
    assert await free(session, Search("psychological", None, at=time(11, 0)), clock) == [here.id]


async def test_a_day_is_a_day_in_riyadh(session: AsyncSession, sites: Sites, clock: FrozenClock) -> None:
    midnight = clock.now().replace(hour=0) + timedelta(days=1)
    late, early = await sites.slot("riyadh", midnight - timedelta(minutes=30)), await sites.slot("riyadh", midnight)
    assert await free(session, Search("psychological", None, day=late.starts_at.date()), clock) == [late.id]
    assert await free(session, Search("psychological", None, day=midnight.date()), clock) == [early.id]
    assert await free(session, Search("psychological", None, at=time(23, 30)), clock) == [late.id]


async def test_a_booking_takes_the_time_away_and_has_a_reference(
    session: AsyncSession, sites: Sites, clock: FrozenClock, noura: UUID
) -> None:
    slot = await sites.slot("riyadh", clock.now() + timedelta(hours=1))
    booked = await booking.book(session, noura, slot, "k", clock.now())
    assert isinstance(booked, Appointment)
    assert is_reference(booked.reference)
    assert booked.starts_at == slot.starts_at
    assert await free(session, ANY, clock) == []
    assert not await service.is_free(session, slot, clock.now())


async def test_a_cancelled_appointment_sets_its_time_free(
    session: AsyncSession, sites: Sites, clock: FrozenClock, noura: UUID
) -> None:
    slot = await sites.slot("riyadh", clock.now() + timedelta(hours=1))
    booked = await booking.book(session, noura, slot, "k", clock.now())
    assert isinstance(booked, Appointment)
    booked.status = AppointmentStatus.CANCELLED
    await session.flush()
    assert await free(session, ANY, clock) == [slot.id]
    assert isinstance(await booking.book(session, noura, slot, "k2", clock.now()), Appointment)


async def test_the_same_key_books_once(session: AsyncSession, sites: Sites, clock: FrozenClock, noura: UUID) -> None:
    slot = await sites.slot("riyadh", clock.now() + timedelta(hours=1))
    first = await booking.book(session, noura, slot, "k", clock.now())
    assert await booking.book(session, noura, slot, "k", clock.now()) is first
    assert await session.scalar(select(func.count()).select_from(Appointment)) == 1


async def test_a_time_that_somebody_else_has_is_taken_and_the_transaction_goes_on(
    session: AsyncSession, sites: Sites, clock: FrozenClock, noura: UUID
) -> None:
    other = await person(session, "1920220223", "+966500000002")
    slot = await sites.slot("riyadh", clock.now() + timedelta(hours=1))
    await booking.book(session, noura, slot, "k", clock.now())
    assert await booking.book(session, other, slot, "k2", clock.now()) == SlotTaken()
    assert await session.scalar(select(func.count()).select_from(Appointment)) == 1


async def test_nobody_is_booked_twice_at_one_time(
    session: AsyncSession, sites: Sites, clock: FrozenClock, noura: UUID
) -> None:
    at = clock.now() + timedelta(hours=1)
    one, other = await sites.slot("riyadh", at), await sites.slot("lawyer", at)
    await booking.book(session, noura, one, "k", clock.now())
    assert await booking.book(session, noura, other, "k2", clock.now()) == TimeClash()


async def test_of_two_who_book_at_the_same_moment_one_gets_the_time(
    session: AsyncSession, sites: Sites, clock: FrozenClock, noura: UUID
) -> None:
    other = await person(session, "1920220223", "+966500000002")
    slot = await sites.slot("riyadh", clock.now() + timedelta(hours=1))
    await session.commit()

    async def book(who: UUID, key: str) -> type:
        async with transaction() as own:
            return type(await booking.book(own, who, slot, key, clock.now()))

    assert set(await asyncio.gather(book(noura, "one"), book(other, "two"))) == {Appointment, SlotTaken}


async def test_whoever_waits_keeps_the_first_place(
    session: AsyncSession, sites: Sites, clock: FrozenClock, noura: UUID
) -> None:
    first = await waiting.join(session, noura, "psychological", "riyadh", "one", clock.now())
    again = await waiting.join(session, noura, "psychological", "riyadh", "two", clock.now())
    assert again.reference == first.reference
    assert await session.scalar(select(func.count()).select_from(WaitlistEntry)) == 1


async def test_one_may_wait_for_two_services(session: AsyncSession, sites: Sites, clock: FrozenClock, noura: UUID) -> None:
    first = await waiting.join(session, noura, "psychological", "riyadh", "one", clock.now())
    second = await waiting.join(session, noura, "legal", "riyadh", "two", clock.now())
    assert first.reference != second.reference


async def test_upcoming_appointments_are_ones_own_booked_and_ahead(
    session: AsyncSession, sites: Sites, clock: FrozenClock, noura: UUID
) -> None:
    other = await person(session, "1920220223", "+966500000002")
    slots = [await sites.slot("riyadh", clock.now() + timedelta(hours=hours)) for hours in (3, 1, 2, 4)]
    mine = [await booking.book(session, noura, slot, f"k{slot.id}", clock.now()) for slot in slots[:3]]
    await booking.book(session, other, slots[3], "other", clock.now())
    assert isinstance(mine[2], Appointment)
    mine[2].status = AppointmentStatus.CANCELLED
    await session.flush()
    told = await service.upcoming(session, noura, clock.now())
    assert [appointment.slot_id for appointment in told] == [slots[1].id, slots[0].id]
    assert told[0].slot.specialist.clinic.code == "ruh"
    clock.advance(timedelta(hours=1))
    assert [appointment.slot_id for appointment in await service.upcoming(session, noura, clock.now())] == [slots[0].id]


async def test_a_number_that_is_no_slot_gives_none(session: AsyncSession, sites: Sites) -> None:
    assert await service.get_slot(session, 987654) is None
