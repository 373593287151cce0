"""Moving and cancelling an appointment, and for whom it is."""

from __future__ import annotations

import asyncio
from datetime import date, timedelta
from uuid import UUID, uuid4

import pytest
from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from actions.clinics import booking, service
from actions.clinics.booking import Closed, SlotTaken, Terms, TimeClash
from actions.clinics.family import dependants
from actions.clinics.models import Appointment, AppointmentStatus, Medium, Mode
from actions.clock import FrozenClock
from actions.database.engine import transaction
from actions.people.models import Household, Member, Relation, Role
from tests.actions.clinics.conftest import Jobs
from tests.actions.clinics.sites import Sites

HOUR = timedelta(hours=1)
HERE = Terms()


async def booked(session: AsyncSession, who: UUID, sites: Sites, clock: FrozenClock, hours: int = 30) -> Appointment:
    slot = await sites.slot("riyadh", clock.now() + hours * HOUR)
    made = await booking.book(session, who, slot, f"book {hours} {who}", clock.now())
    assert isinstance(made, Appointment)
    return made


async def test_a_moved_appointment_keeps_its_reference_and_sets_its_old_time_free(
    session: AsyncSession, sites: Sites, clock: FrozenClock, noura: UUID, jobs: Jobs
) -> None:
    made = await booked(session, noura, sites, clock)
    before, reference = made.slot_id, made.reference
    later = await sites.slot("jeddah", clock.now() + 50 * HOUR, Mode.REMOTE)
    moved = await booking.move(session, noura, made.id, later, "m", clock.now(), HERE)
    assert isinstance(moved, Appointment)
    assert (moved.reference, moved.slot_id, moved.medium) == (reference, later.id, Medium.PHONE)
    assert [job["slot"] for job in await jobs("offer_freed_slot")] == [before]
    told = await service.get_appointment(session, made.id)
    assert told is not None
    assert (told.starts_at, told.slot.id) == (later.starts_at, later.id)


async def test_moving_to_a_time_that_is_taken_leaves_everything_as_it_was(
    session: AsyncSession, sites: Sites, clock: FrozenClock, noura: UUID, salem: UUID, jobs: Jobs
) -> None:
    mine, other = await booked(session, noura, sites, clock), await booked(session, salem, sites, clock, 31)
    slot = await service.get_slot(session, other.slot_id)
    assert slot is not None
    assert await booking.move(session, noura, mine.id, slot, "m", clock.now(), HERE) == SlotTaken()
    told = await service.get_appointment(session, mine.id)
    assert told is not None
    assert (told.slot_id, told.status) == (mine.slot_id, AppointmentStatus.BOOKED)
    assert await jobs("offer_freed_slot") == []


async def test_nobody_moves_into_a_time_at_which_they_have_another_appointment(
    session: AsyncSession, sites: Sites, clock: FrozenClock, noura: UUID
) -> None:
    mine = await booked(session, noura, sites, clock, 30)
    await booked(session, noura, sites, clock, 40)
    clash = await sites.slot("lawyer", clock.now() + 40 * HOUR)
    assert await booking.move(session, noura, mine.id, clash, "m", clock.now(), HERE) == TimeClash()


async def test_moving_to_the_time_it_has_changes_nothing(
    session: AsyncSession, sites: Sites, clock: FrozenClock, noura: UUID, jobs: Jobs
) -> None:
    mine = await booked(session, noura, sites, clock)
    slot = await service.get_slot(session, mine.slot_id)
    assert slot is not None
    again = await booking.move(session, noura, mine.id, slot, "m", clock.now(), HERE)
    assert isinstance(again, Appointment)
    assert await jobs("offer_freed_slot") == []


async def test_a_cancelled_appointment_frees_its_time_in_the_same_transaction(
    session: AsyncSession, sites: Sites, clock: FrozenClock, noura: UUID, jobs: Jobs
) -> None:
    mine = await booked(session, noura, sites, clock)
    await session.commit()

    async def cancelled_and_lost() -> None:
        async with transaction() as own:
            await booking.cancel(own, noura, mine.id, clock.now())
            raise RuntimeError("lost")

    with pytest.raises(RuntimeError, match="lost"):
        await cancelled_and_lost()
    assert await jobs("offer_freed_slot") == []
    async with transaction() as own:
        assert isinstance(await booking.cancel(own, noura, mine.id, clock.now()), Appointment)
    assert [job["slot"] for job in await jobs("offer_freed_slot")] == [mine.slot_id]
    assert await service.upcoming(session, noura, clock.now()) == []


async def test_what_is_over_cannot_be_changed(
    session: AsyncSession, sites: Sites, clock: FrozenClock, noura: UUID, salem: UUID
) -> None:
    mine = await booked(session, noura, sites, clock)
    assert await booking.cancel(session, salem, mine.id, clock.now()) is Closed.UNKNOWN
    assert await booking.cancel(session, noura, uuid4(), clock.now()) is Closed.UNKNOWN
    assert isinstance(await booking.cancel(session, noura, mine.id, clock.now()), Appointment)
    assert await booking.cancel(session, noura, mine.id, clock.now()) is Closed.CANCELLED
    other = await booked(session, noura, sites, clock, 31)
    later = await sites.slot("riyadh", clock.now() + 90 * HOUR)
    clock.advance(31 * HOUR)
    assert await booking.cancel(session, noura, other.id, clock.now()) is Closed.PAST
    assert await booking.move(session, noura, other.id, later, "m", clock.now(), HERE) is Closed.PAST


async def test_of_two_who_move_into_one_time_at_once_one_gets_it(
    session: AsyncSession, sites: Sites, clock: FrozenClock, noura: UUID, salem: UUID
) -> None:
    own = {who: (await booked(session, who, sites, clock, 30 + number)).id for number, who in enumerate((noura, salem))}
    wanted = await sites.slot("riyadh", clock.now() + 60 * HOUR)
    await session.commit()

    async def move(who: UUID) -> type:
        async with transaction() as mine:
            return type(await booking.move(mine, who, own[who], wanted, str(who), clock.now(), Terms(conversation=who)))

    assert set(await asyncio.gather(move(noura), move(salem))) == {Appointment, SlotTaken}


async def test_cancelling_twice_at_once_frees_the_time_once(
    session: AsyncSession, sites: Sites, clock: FrozenClock, noura: UUID, jobs: Jobs
) -> None:
    mine = await booked(session, noura, sites, clock)
    await session.commit()

    async def cancel() -> bool:
        async with transaction() as own:
            return isinstance(await booking.cancel(own, noura, mine.id, clock.now()), Appointment)

    assert sorted(await asyncio.gather(cancel(), cancel(), cancel())) == [False, False, True]
    assert len(await jobs("offer_freed_slot")) == 1


async def test_a_remote_appointment_is_by_phone_unless_video_is_wished(
    session: AsyncSession, sites: Sites, clock: FrozenClock, noura: UUID
) -> None:
    slots = [await sites.slot("riyadh", clock.now() + hours * HOUR, Mode.REMOTE) for hours in (1, 2)]
    here = await sites.slot("riyadh", clock.now() + 3 * HOUR)
    made = [
        await booking.book(session, noura, slot, str(slot.id), clock.now(), Terms(medium=medium))
        for slot, medium in zip([*slots, here], (None, Medium.VIDEO, Medium.VIDEO), strict=True)
    ]
    assert [one.medium for one in made if isinstance(one, Appointment)] == [Medium.PHONE, Medium.VIDEO, None]


async def test_a_head_and_a_dependant_may_have_the_same_hour_but_nobody_twice(
    session: AsyncSession, sites: Sites, clock: FrozenClock, noura: UUID
) -> None:
    household = Household(head_id=noura, role=Role.HEAD)
    session.add(household)
    await session.flush()
    son = Member(household_id=household.id, name_ar="سعد", relation=Relation.SON, birth_date=date(2014, 1, 1))
    session.add(son)
    await session.flush()
    assert [member.id for member in await dependants(session, noura)] == [son.id]
    at = clock.now() + HOUR
    slots = [await sites.slot(who, at) for who in ("riyadh", "jeddah", "lawyer")]
    for_son = Terms(member=son.id)
    assert isinstance(await booking.book(session, noura, slots[0], "1", clock.now()), Appointment)
    assert isinstance(await booking.book(session, noura, slots[1], "2", clock.now(), for_son), Appointment)
    assert await booking.book(session, noura, slots[2], "3", clock.now(), for_son) == TimeClash()
    assert await session.scalar(select(func.count()).select_from(Appointment)) == 2
    assert {one.member and one.member.name_ar for one in await service.upcoming(session, noura, clock.now())} == {None, "سعد"}


async def test_nobody_else_has_ones_dependants(session: AsyncSession, salem: UUID) -> None:
    assert await dependants(session, salem) == []
