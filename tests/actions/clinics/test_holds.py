"""A time is kept for whoever is confirming it: for two minutes, for nobody else, and under any concurrency."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from uuid import UUID, uuid4

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from actions.clinics import holds, service
from actions.clinics.booking import SlotTaken, Terms, book
from actions.clinics.models import Appointment, SlotHold
from actions.clinics.service import Search
from actions.clock import FrozenClock
from actions.database.engine import transaction
from tests.actions.clinics.sites import Sites

HOUR = timedelta(hours=1)


def search(holder: str | None = None) -> Search:
    return Search("psychological", None, holder=holder)


async def test_a_held_time_is_shown_to_nobody_else(session: AsyncSession, sites: Sites, clock: FrozenClock) -> None:
    slot = await sites.slot("riyadh", clock.now() + HOUR)
    assert await holds.hold(session, slot.id, "me", clock.now())
    assert await service.free_slots(session, search("other"), clock.now(), 9) == []
    assert not await service.is_free(session, slot, clock.now(), "other")
    assert [one.id for one in await service.free_slots(session, search("me"), clock.now(), 9)] == [slot.id]


async def test_a_held_time_is_booked_by_nobody_else(
    session: AsyncSession, sites: Sites, clock: FrozenClock, noura: UUID, salem: UUID
) -> None:
    slot = await sites.slot("riyadh", clock.now() + HOUR)
    mine, other = Terms(conversation=uuid4()), Terms(conversation=uuid4())
    assert await holds.hold(session, slot.id, mine.held_by("k"), clock.now())
    assert await book(session, salem, slot, "other", clock.now(), other) == SlotTaken()
    assert isinstance(await book(session, noura, slot, "mine", clock.now(), mine), Appointment)
    assert await session.scalar(select(func.count()).select_from(SlotHold)) == 0


async def test_a_hold_ends_after_two_minutes(session: AsyncSession, sites: Sites, clock: FrozenClock) -> None:
    slot = await sites.slot("riyadh", clock.now() + HOUR)
    await holds.hold(session, slot.id, "me", clock.now())
    clock.advance(timedelta(minutes=2) - timedelta(seconds=1))
    assert not await holds.hold(session, slot.id, "other", clock.now())
    clock.advance(timedelta(seconds=1))
    assert [one.id for one in await service.free_slots(session, search(), clock.now(), 9)] == [slot.id]
    assert await holds.hold(session, slot.id, "other", clock.now())
    assert not await holds.hold(session, slot.id, "me", clock.now())


async def test_whoever_affirms_late_still_gets_a_time_that_nobody_took(
    session: AsyncSession, sites: Sites, clock: FrozenClock, noura: UUID
) -> None:
    slot = await sites.slot("riyadh", clock.now() + HOUR)
    mine = Terms(conversation=uuid4())
    await holds.hold(session, slot.id, mine.held_by("k"), clock.now())
    clock.advance(timedelta(minutes=10))
    assert isinstance(await book(session, noura, slot, "k", clock.now(), mine), Appointment)


async def test_another_time_takes_the_place_of_the_one_that_was_held(
    session: AsyncSession, sites: Sites, clock: FrozenClock
) -> None:
    one, other = [await sites.slot("riyadh", clock.now() + hours * HOUR) for hours in (1, 2)]
    await holds.hold(session, one.id, "me", clock.now())
    await holds.hold(session, other.id, "me", clock.now())
    assert [free.id for free in await service.free_slots(session, search(), clock.now(), 9)] == [one.id]


async def test_a_released_time_is_free_at_once(session: AsyncSession, sites: Sites, clock: FrozenClock) -> None:
    slot = await sites.slot("riyadh", clock.now() + HOUR)
    await holds.hold(session, slot.id, "me", clock.now())
    await holds.release(session, "me")
    assert await holds.hold(session, slot.id, "other", clock.now())


async def test_a_booked_time_cannot_be_held(
    session: AsyncSession, sites: Sites, clock: FrozenClock, noura: UUID
) -> None:
    slot = await sites.slot("riyadh", clock.now() + HOUR)
    await book(session, noura, slot, "k", clock.now())
    assert not await holds.hold(session, slot.id, "me", clock.now())
    assert await session.scalar(select(func.count()).select_from(SlotHold)) == 0


async def test_holds_that_are_over_are_cleared_away(session: AsyncSession, sites: Sites, clock: FrozenClock) -> None:
    one, other = [await sites.slot("riyadh", clock.now() + hours * HOUR) for hours in (1, 2)]
    await holds.hold(session, one.id, "me", clock.now())
    clock.advance(timedelta(minutes=3))
    await holds.hold(session, other.id, "other", clock.now())
    assert await holds.forget_expired(session, clock.now()) == 1
    assert list(await session.scalars(select(SlotHold.holder))) == ["other"]


async def test_of_twenty_who_reach_for_one_time_at_once_one_holds_it(
    session: AsyncSession, sites: Sites, clock: FrozenClock
) -> None:
    slot = await sites.slot("riyadh", clock.now() + HOUR)
    await session.commit()

    async def reach(name: str) -> bool:
        async with transaction() as own:
            return await holds.hold(own, slot.id, name, clock.now())

    assert sum(await asyncio.gather(*(reach(f"person {number}") for number in range(20)))) == 1


async def test_of_many_who_hold_and_book_at_once_one_has_the_time_in_the_end(
    session: AsyncSession, sites: Sites, clock: FrozenClock, noura: UUID, salem: UUID, reem: UUID
) -> None:
    slot = await sites.slot("riyadh", clock.now() + HOUR)
    await session.commit()

    async def confirm(who: UUID, number: int) -> bool:
        terms = Terms(conversation=uuid4())
        async with transaction() as own:
            held = await holds.hold(own, slot.id, terms.held_by(""), clock.now())
        async with transaction() as own:
            made = await book(own, who, slot, f"key {number}", clock.now(), terms)
        assert held == isinstance(made, Appointment)
        return held

    people = [who for who in (noura, salem, reem) for _ in range(5)]
    assert sum(await asyncio.gather(*(confirm(who, number) for number, who in enumerate(people)))) == 1
    assert await session.scalar(select(func.count()).select_from(Appointment)) == 1


async def test_whoever_waits_too_long_for_somebody_who_is_just_booking_is_told_it_is_taken(
    session: AsyncSession, sites: Sites, clock: FrozenClock
) -> None:
    slot = await sites.slot("riyadh", clock.now() + HOUR)
    await session.commit()
    async with transaction() as slow:
        assert await holds.hold(slow, slot.id, "slow", clock.now())
        async with transaction() as own:
            assert not await holds.hold(own, slot.id, "me", clock.now())
            assert await own.scalar(select(1)) == 1  # the turn goes on
