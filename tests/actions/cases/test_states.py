"""The life of a case: what is allowed is what the file says, and a change is never half made."""

from __future__ import annotations

import asyncio
from datetime import date
from itertools import product
from uuid import UUID

import pytest
from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from actions.benefits.models import DecisionStatus
from actions.cases.filing import Draft, file_case
from actions.cases.models import Case, CaseEvent, CaseEventKind, CaseKind, CaseStatus
from actions.cases.states import Actor, Change, NotAllowed, may, move, transitions
from actions.clock import FrozenClock
from actions.database.audit import AuditEntry
from actions.database.engine import transaction
from tests.actions.people import decided, person

OVER = [status for status in CaseStatus if not status.is_open]


@pytest.fixture
async def case(session: AsyncSession, clock: FrozenClock) -> Case:
    noura = await person(session)
    await decided(session, noura, DecisionStatus.INELIGIBLE, date(2026, 11, 12))
    return await file_case(session, noura, Draft(CaseKind.OBJECTION, None, None, "كلام"), "k", clock.now())


def change(clock: FrozenClock, to: CaseStatus, actor: Actor = Actor.OFFICER) -> Change:
    return Change(to, actor, clock.now(), name="huda" if actor is Actor.OFFICER else None)


def test_every_status_is_told_in_the_file() -> None:
    assert set(transitions()) == set(CaseStatus)


def test_every_status_but_the_first_can_be_reached() -> None:
    reached = {to for ways in transitions().values() for to in ways}
    assert reached == set(CaseStatus)


def test_nothing_goes_to_where_it_is() -> None:
    assert not [status for status in CaseStatus if status in transitions()[status]]


def test_a_person_only_withdraws_answers_and_reopens() -> None:
    theirs = {(now, to) for now, to in product(CaseStatus, CaseStatus) if may(now, to, Actor.PERSON)}
    withdrawing = {(now, CaseStatus.WITHDRAWN) for now in CaseStatus if now.is_open}
    answering = {(CaseStatus.MORE_INFO_NEEDED, CaseStatus.UNDER_STUDY)}
    reopening = {(now, CaseStatus.RECEIVED) for now in (CaseStatus.REJECTED, CaseStatus.WITHDRAWN, CaseStatus.CLOSED)}
    assert theirs == withdrawing | answering | reopening


def test_nobody_who_studies_cases_withdraws_one() -> None:
    assert not [now for now in CaseStatus if may(now, CaseStatus.WITHDRAWN, Actor.OFFICER)]


async def test_a_change_is_a_status_an_event_and_an_entry_of_the_audit(
    session: AsyncSession, clock: FrozenClock, case: Case
) -> None:
    await move(session, case.id, change(clock, CaseStatus.UNDER_STUDY))
    events = list(await session.scalars(select(CaseEvent).where(CaseEvent.case_id == case.id).order_by(CaseEvent.id)))
    assert case.status is CaseStatus.UNDER_STUDY
    assert [(event.kind, event.actor) for event in events] == [
        (CaseEventKind.FILED, "person"),
        (CaseEventKind.STATUS_CHANGED, "officer:huda"),
    ]
    assert events[-1].data == {"from": "received", "status": "under_study"}
    audited = list(await session.scalars(select(AuditEntry.kind).order_by(AuditEntry.id)))
    assert audited == ["case.filed", "case.status_changed"]


@pytest.mark.parametrize("now", list(CaseStatus))
@pytest.mark.parametrize("to", list(CaseStatus))
@pytest.mark.parametrize("actor", list(Actor))
async def test_what_is_not_allowed_changes_nothing(
    session: AsyncSession, clock: FrozenClock, case: Case, now: CaseStatus, to: CaseStatus, actor: Actor
) -> None:
    case.status = now
    await session.flush()
    before = await session.scalar(select(func.count()).select_from(CaseEvent))
    if may(now, to, actor):
        assert (await move(session, case.id, change(clock, to, actor))).status is to
        return
    with pytest.raises(NotAllowed) as refused:
        await move(session, case.id, change(clock, to, actor))
    assert (refused.value.now, refused.value.to) == (now, to)
    assert case.status is now
    assert await session.scalar(select(func.count()).select_from(CaseEvent)) == before


@pytest.mark.parametrize("now", OVER)
async def test_opening_again_is_an_event_of_its_own(
    session: AsyncSession, clock: FrozenClock, case: Case, now: CaseStatus
) -> None:
    if not may(now, CaseStatus.RECEIVED, Actor.PERSON):
        pytest.skip("never opened again")
    case.status = now
    await session.flush()
    await move(session, case.id, change(clock, CaseStatus.RECEIVED, Actor.PERSON))
    last = await session.scalar(select(CaseEvent.kind).order_by(CaseEvent.id.desc()).limit(1))
    assert last is CaseEventKind.REOPENED


async def test_of_two_changes_at_once_the_second_sees_the_first(
    session: AsyncSession, clock: FrozenClock, case: Case
) -> None:
    number: UUID = case.id
    await session.commit()

    async def go(to: CaseStatus, actor: Actor) -> CaseStatus:
        async with transaction() as own:
            return (await move(own, number, change(clock, to, actor))).status

    ways = (go(CaseStatus.REJECTED, Actor.OFFICER), go(CaseStatus.WITHDRAWN, Actor.PERSON))
    ended = await asyncio.gather(*ways, return_exceptions=True)
    assert sorted(type(one).__name__ for one in ended) == ["CaseStatus", "NotAllowed"]
    kinds = await session.scalar(select(func.count()).select_from(CaseEvent))
    assert kinds == 2
