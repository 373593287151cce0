"""The waiting list: what a cancellation sets free goes to whoever waits longest, for an hour, then to the next."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import select, text
from sqlalchemy.ext.asyncio import AsyncSession

from actions.clinics import booking, holds, service, waiting
from actions.clinics.booking import SlotTaken, Terms
from actions.clinics.jobs import close_offer, offer_freed_slot
from actions.clinics.models import Appointment, Mode, Slot, WaitlistEntry, WaitlistStatus
from actions.clinics.service import Search
from actions.clock import FrozenClock
from actions.contacts.models import Notice
from actions.database.engine import transaction
from tests.actions.clinics.conftest import Jobs
from tests.actions.clinics.sites import Sites

HOUR = timedelta(hours=1)
ANY = Search("psychological", None)


async def wait(session: AsyncSession, who: UUID, clock: FrozenClock, **options: Any) -> UUID:
    """Joins the list in a transaction of its own, so that one comes after the other."""
    entry = await waiting.join(session, who, "psychological", "riyadh", f"wait {who}", clock.now(), **options)
    await session.commit()
    return entry.id


async def freed(session: AsyncSession, sites: Sites, clock: FrozenClock, *, hours: int = 48, mode: Mode = Mode.IN_PERSON) -> Slot:
    """A time that nobody has, as after a cancellation."""
    slot = await sites.slot("riyadh", clock.now() + hours * HOUR, mode)
    await session.commit()
    return slot


async def entry_of(session: AsyncSession, number: UUID) -> WaitlistEntry:
    async with transaction() as other:
        return await other.get_one(WaitlistEntry, number)


async def notices(session: AsyncSession) -> list[Notice]:
    return list(await session.scalars(select(Notice).order_by(Notice.due_at)))


async def test_a_cancellation_is_offered_to_whoever_waits_longest(
    session: AsyncSession, sites: Sites, clock: FrozenClock, noura: UUID, salem: UUID, reem: UUID, jobs: Jobs
) -> None:
    slot = await freed(session, sites, clock)
    made = await booking.book(session, noura, slot, "k", clock.now())
    assert isinstance(made, Appointment)
    first, second = await wait(session, salem, clock), await wait(session, reem, clock)
    await booking.cancel(session, noura, made.id, clock.now())
    await session.commit()
    [job] = await jobs("offer_freed_slot")
    await offer_freed_slot(job["slot"])
    offered = await entry_of(session, first)
    assert (offered.status, offered.offered_slot_id) == (WaitlistStatus.OFFERED, slot.id)
    assert offered.offer_expires_at == clock.now() + HOUR
    assert (await entry_of(session, second)).status is WaitlistStatus.WAITING
    [told] = await notices(session)
    assert (told.act, told.beneficiary_id, told.unasked) == ("appointment.offer", salem, True)
    assert told.data["starts_at"] == slot.starts_at.isoformat()
    assert [choice["request"]["intent"] for choice in told.choices] == ["book_consultation", "cancel_appointment"]


async def test_whoever_asks_again_keeps_their_place_and_is_told_where_they_asked_last(
    session: AsyncSession, sites: Sites, clock: FrozenClock, salem: UUID
) -> None:
    old, new = uuid4(), uuid4()
    entry = await wait(session, salem, clock, terms=Terms(conversation=old), mode=Mode.IN_PERSON)
    assert await wait(session, salem, clock, terms=Terms(conversation=new), mode=Mode.REMOTE) == entry
    told = await entry_of(session, entry)
    assert (told.conversation_id, told.mode) == (new, None)


async def test_what_is_offered_is_kept_for_that_person(
    session: AsyncSession, sites: Sites, clock: FrozenClock, salem: UUID, reem: UUID
) -> None:
    slot = await freed(session, sites, clock)
    entry = await wait(session, salem, clock)
    await offer_freed_slot(slot.id)
    assert await service.free_slots(session, ANY, clock.now(), 9) == []
    assert await booking.book(session, reem, slot, "r", clock.now()) == SlotTaken()
    taken = Terms(holder=holds.of_offer(entry))
    made = await booking.book(session, salem, slot, "s", clock.now() + timedelta(minutes=59), taken)
    assert isinstance(made, Appointment)
    await waiting.served_by(session, salem, made, await loaded(session, slot))
    await session.commit()
    assert (await entry_of(session, entry)).status is WaitlistStatus.TAKEN


async def loaded(session: AsyncSession, slot: Slot) -> Slot:
    found = await service.get_slot(session, slot.id)
    assert found is not None
    return found


async def test_when_the_offer_is_over_the_next_is_asked(
    session: AsyncSession, sites: Sites, clock: FrozenClock, salem: UUID, reem: UUID, jobs: Jobs
) -> None:
    slot = await freed(session, sites, clock)
    first, second = await wait(session, salem, clock), await wait(session, reem, clock)
    await offer_freed_slot(slot.id)
    [job] = await jobs("close_offer")
    assert job["at"] == clock.now() + HOUR
    clock.advance(timedelta(minutes=59))
    await close_offer(job["entry"])
    assert (await entry_of(session, first)).status is WaitlistStatus.OFFERED
    clock.advance(timedelta(minutes=1))
    await close_offer(job["entry"])
    assert (await entry_of(session, first)).status is WaitlistStatus.EXPIRED
    assert await waiting.standing_offer(session, clock.now(), beneficiary=salem) is None
    [freed_again] = await jobs("offer_freed_slot")
    await offer_freed_slot(freed_again["slot"])
    offered = await entry_of(session, second)
    assert (offered.status, offered.offered_slot_id) == (WaitlistStatus.OFFERED, slot.id)


async def test_an_offer_that_was_taken_is_not_closed(
    session: AsyncSession, sites: Sites, clock: FrozenClock, salem: UUID, jobs: Jobs
) -> None:
    slot = await freed(session, sites, clock)
    entry = await wait(session, salem, clock)
    await offer_freed_slot(slot.id)
    made = await booking.book(session, salem, slot, "s", clock.now(), Terms(holder=holds.of_offer(entry)))
    assert isinstance(made, Appointment)
    await waiting.served_by(session, salem, made, await loaded(session, slot))
    await session.commit()
    clock.advance(2 * HOUR)
    await close_offer(str(entry))
    assert (await entry_of(session, entry)).status is WaitlistStatus.TAKEN
    assert await jobs("offer_freed_slot") == []


async def test_whoever_declines_waits_for_another_time_and_the_next_is_asked_at_once(
    session: AsyncSession, sites: Sites, clock: FrozenClock, salem: UUID, reem: UUID, jobs: Jobs
) -> None:
    slot = await freed(session, sites, clock)
    first, second = await wait(session, salem, clock), await wait(session, reem, clock)
    await offer_freed_slot(slot.id)
    await waiting.decline(session, await session.get_one(WaitlistEntry, first, populate_existing=True))
    await session.commit()
    [job] = await jobs("offer_freed_slot")
    await offer_freed_slot(job["slot"])
    assert (await entry_of(session, first)).status is WaitlistStatus.WAITING
    assert (await entry_of(session, second)).status is WaitlistStatus.OFFERED
    other = await freed(session, sites, clock, hours=50)
    await offer_freed_slot(other.id)
    assert (await entry_of(session, first)).offered_slot_id == other.id


async def test_a_time_nobody_waits_for_is_simply_free(
    session: AsyncSession, sites: Sites, clock: FrozenClock, salem: UUID
) -> None:
    remote = await freed(session, sites, clock, mode=Mode.REMOTE)
    await wait(session, salem, clock, mode=Mode.IN_PERSON)
    await offer_freed_slot(remote.id)
    assert await notices(session) == []
    assert [slot.id for slot in await service.free_slots(session, ANY, clock.now(), 9)] == [remote.id]


async def test_a_time_that_is_too_near_is_not_offered(
    session: AsyncSession, sites: Sites, clock: FrozenClock, salem: UUID
) -> None:
    slot = await freed(session, sites, clock, hours=2)
    await wait(session, salem, clock)
    await offer_freed_slot(slot.id)
    assert await notices(session) == []


async def test_an_offer_ends_early_enough_before_the_consultation(
    session: AsyncSession, sites: Sites, clock: FrozenClock, salem: UUID
) -> None:
    slot = await freed(session, sites, clock, hours=54)
    clock.advance(slot.starts_at - clock.now() - timedelta(hours=2, minutes=30))
    entry = await wait(session, salem, clock)
    await offer_freed_slot(slot.id)
    assert (await entry_of(session, entry)).offer_expires_at == slot.starts_at - 2 * HOUR


async def test_an_offer_of_the_night_is_told_in_the_morning_and_stands_from_then(
    session: AsyncSession, sites: Sites, clock: FrozenClock, salem: UUID
) -> None:
    slot = await freed(session, sites, clock)
    clock.advance(13 * HOUR)
    assert clock.now().hour == 23
    entry = await wait(session, salem, clock)
    await offer_freed_slot(slot.id)
    [told] = await notices(session)
    assert told.due_at == clock.now() + 10 * HOUR
    assert (await entry_of(session, entry)).offer_expires_at == clock.now() + 11 * HOUR
    assert await service.free_slots(session, ANY, clock.now(), 9) == []


async def test_a_time_that_somebody_is_confirming_is_offered_when_they_let_it_go(
    session: AsyncSession, sites: Sites, clock: FrozenClock, salem: UUID, jobs: Jobs
) -> None:
    slot = await freed(session, sites, clock)
    entry = await wait(session, salem, clock)
    await holds.hold(session, slot.id, "somebody", clock.now())
    await session.commit()
    await offer_freed_slot(slot.id)
    assert (await entry_of(session, entry)).status is WaitlistStatus.WAITING
    [job] = await jobs("offer_freed_slot")
    assert job["at"] == clock.now() + timedelta(minutes=2)
    clock.advance(timedelta(minutes=2))
    await offer_freed_slot(job["slot"])
    assert (await entry_of(session, entry)).status is WaitlistStatus.OFFERED


async def test_whoever_is_busy_at_that_time_is_passed_over(
    session: AsyncSession, sites: Sites, clock: FrozenClock, salem: UUID, reem: UUID
) -> None:
    slot = await freed(session, sites, clock)
    other = await sites.slot("lawyer", slot.starts_at)
    assert isinstance(await booking.book(session, salem, other, "k", clock.now()), Appointment)
    first, second = await wait(session, salem, clock), await wait(session, reem, clock)
    await offer_freed_slot(slot.id)
    assert (await entry_of(session, first)).status is WaitlistStatus.WAITING
    assert (await entry_of(session, second)).status is WaitlistStatus.OFFERED


async def test_whoever_waits_for_a_remote_time_may_get_one_of_another_region(
    session: AsyncSession, sites: Sites, clock: FrozenClock, salem: UUID
) -> None:
    entry = await waiting.join(session, salem, "psychological", "hail", "w", clock.now(), mode=Mode.REMOTE)
    slot = await freed(session, sites, clock, mode=Mode.REMOTE)
    await offer_freed_slot(slot.id)
    assert (await entry_of(session, entry.id)).status is WaitlistStatus.OFFERED


async def test_whoever_booked_another_time_waits_no_more_and_the_offered_one_goes_on(
    session: AsyncSession, sites: Sites, clock: FrozenClock, salem: UUID, jobs: Jobs
) -> None:
    slot, other = await freed(session, sites, clock), await sites.slot("riyadh", clock.now() + 60 * HOUR)
    entry = await wait(session, salem, clock)
    await offer_freed_slot(slot.id)
    made = await booking.book(session, salem, other, "s", clock.now())
    assert isinstance(made, Appointment)
    await waiting.served_by(session, salem, made, await loaded(session, other))
    await session.commit()
    assert (await entry_of(session, entry)).status is WaitlistStatus.TAKEN
    assert [job["slot"] for job in await jobs("offer_freed_slot")] == [slot.id]
    assert await holds.held_until(session, slot.id, clock.now()) is None


async def test_one_time_is_offered_to_one_person_however_often_the_job_runs(
    session: AsyncSession, sites: Sites, clock: FrozenClock, salem: UUID, reem: UUID
) -> None:
    slot = await freed(session, sites, clock)
    first, second = await wait(session, salem, clock), await wait(session, reem, clock)
    await offer_freed_slot(slot.id)
    await offer_freed_slot(slot.id)
    states = {(await entry_of(session, number)).status for number in (first, second)}
    assert states == {WaitlistStatus.OFFERED, WaitlistStatus.WAITING}
    assert len(await notices(session)) == 1


@pytest.mark.parametrize("where", ["person", "conversation"])
async def test_an_offer_is_found_by_the_person_and_by_the_conversation_it_was_told_in(
    session: AsyncSession, sites: Sites, clock: FrozenClock, salem: UUID, noura: UUID, where: str
) -> None:
    talk = uuid4()
    slot = await freed(session, sites, clock)
    await wait(session, salem, clock, terms=Terms(conversation=talk))
    await offer_freed_slot(slot.id)
    by = {"beneficiary": salem} if where == "person" else {"conversation": talk}
    wrong = {"beneficiary": noura} if where == "person" else {"conversation": uuid4()}
    assert await waiting.standing_offer(session, clock.now(), **by) is not None
    assert await waiting.standing_offer(session, clock.now(), **wrong) is None
    assert await waiting.standing_offer(session, clock.now() + HOUR, **by) is None


async def test_the_jobs_are_known_to_those_who_run_them(session: AsyncSession) -> None:
    from actions.settings import settings
    from bot.jobs import make_app

    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DATABASE_URL", "postgresql://nobody@localhost/nothing")
        settings.cache_clear()
        known = set(make_app().tasks)
    settings.cache_clear()
    assert {"offer_freed_slot", "close_offer"} <= known
    assert await session.scalar(text("SELECT 1")) == 1
