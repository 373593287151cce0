"""Objections and complaints: who may file, filing once, and seeing one's own cases alone."""

from __future__ import annotations

import asyncio
from datetime import date, timedelta
from uuid import UUID

import pytest
from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession

from actions.benefits.models import Decision, DecisionStatus
from actions.cases.models import Attachment, Case, CaseEvent, CaseEventKind, CaseKind, CaseStatus
from actions.cases.service import (
    AlreadyOpen,
    Draft,
    MayObject,
    NothingToObject,
    TooLate,
    file_case,
    find_case,
    keep_attachment,
    may_object,
)
from actions.clock import FrozenClock
from actions.database.engine import transaction
from actions.database.references import is_reference
from actions.eligibility import rules
from tests.actions.people import decided, person

SINCE = date(2026, 8, 2)
OBJECTION = Draft(CaseKind.OBJECTION, "decision", "income_above_minimum", "راتبي أقل من اللي عندكم")
COMPLAINT = Draft(CaseKind.COMPLAINT, "branch", None, "الفرع ما رد علي")
REFERENCES = {CaseKind.OBJECTION: "OBJ", CaseKind.COMPLAINT: "CMP"}


@pytest.fixture
async def noura(session: AsyncSession) -> UUID:
    return await person(session)


@pytest.fixture
async def refused(session: AsyncSession, noura: UUID) -> Decision:
    return await decided(session, noura, DecisionStatus.INELIGIBLE, SINCE)


def windows() -> tuple[date, date]:
    """The last day by the shortest reading of the window, and by the longest."""
    window = rules.objection_window(SINCE)
    return window.can_object_until(SINCE), window.latest_reading(SINCE)


async def test_a_refusal_can_be_objected_to(session: AsyncSession, noura: UUID, refused: Decision) -> None:
    may = await may_object(session, noura, SINCE)
    assert isinstance(may, MayObject)
    assert (may.decision.id, may.late) == (refused.id, False)


async def test_a_stop_can_be_objected_to(session: AsyncSession, noura: UUID) -> None:
    await decided(session, noura, DecisionStatus.SUSPENDED, SINCE)
    assert isinstance(await may_object(session, noura, SINCE), MayObject)


@pytest.mark.parametrize("status", [DecisionStatus.ELIGIBLE, DecisionStatus.UNDER_REVIEW])
async def test_where_nothing_was_refused_there_is_nothing_to_object_to(
    session: AsyncSession, noura: UUID, status: DecisionStatus
) -> None:
    await decided(session, noura, status, SINCE)
    assert await may_object(session, noura, SINCE) == NothingToObject()


async def test_whoever_has_no_decision_has_nothing_to_object_to(session: AsyncSession, noura: UUID) -> None:
    assert await may_object(session, noura, SINCE) == NothingToObject()


async def test_the_last_day_of_the_shortest_reading_is_not_late(
    session: AsyncSession, noura: UUID, refused: Decision
) -> None:
    until, _ = windows()
    on_time, a_day_later = await may_object(session, noura, until), await may_object(session, noura, until + timedelta(days=1))
    assert isinstance(on_time, MayObject)
    assert isinstance(a_day_later, MayObject)
    assert (on_time.late, a_day_later.late) == (False, True)


async def test_the_window_closes_after_the_last_day_of_its_longest_reading(
    session: AsyncSession, noura: UUID, refused: Decision
) -> None:
    _, latest = windows()
    assert isinstance(await may_object(session, noura, latest), MayObject)
    assert await may_object(session, noura, latest + timedelta(days=1)) == TooLate(latest)


async def test_an_open_objection_is_named_instead_of_a_second_one(
    session: AsyncSession, clock: FrozenClock, noura: UUID, refused: Decision
) -> None:
    case = await file_case(session, noura, OBJECTION, "k", clock.now())
    assert await may_object(session, noura, SINCE) == AlreadyOpen(case.reference)


async def test_an_open_objection_is_named_also_after_the_window(
    session: AsyncSession, clock: FrozenClock, noura: UUID, refused: Decision
) -> None:
    case = await file_case(session, noura, OBJECTION, "k", clock.now())
    assert await may_object(session, noura, windows()[1] + timedelta(days=1)) == AlreadyOpen(case.reference)


@pytest.mark.parametrize("status", [status for status in CaseStatus if not status.is_open])
async def test_a_closed_objection_does_not_stand_in_the_way(
    session: AsyncSession, clock: FrozenClock, noura: UUID, refused: Decision, status: CaseStatus
) -> None:
    (await file_case(session, noura, OBJECTION, "k", clock.now())).status = status
    assert isinstance(await may_object(session, noura, SINCE), MayObject)


async def test_a_complaint_does_not_stand_in_the_way_of_an_objection(
    session: AsyncSession, clock: FrozenClock, noura: UUID, refused: Decision
) -> None:
    await file_case(session, noura, COMPLAINT, "k", clock.now())
    assert isinstance(await may_object(session, noura, SINCE), MayObject)


async def test_the_objection_of_another_person_does_not_stand_in_the_way(
    session: AsyncSession, clock: FrozenClock, noura: UUID, refused: Decision
) -> None:
    other = await person(session, "1920220223", "+966500000002")
    await decided(session, other, DecisionStatus.INELIGIBLE, SINCE)
    await file_case(session, other, OBJECTION, "k", clock.now())
    assert isinstance(await may_object(session, noura, SINCE), MayObject)


@pytest.mark.parametrize("draft", [OBJECTION, COMPLAINT], ids=lambda draft: draft.kind)
async def test_a_case_gets_a_reference_that_checks_itself(
    session: AsyncSession, clock: FrozenClock, noura: UUID, refused: Decision, draft: Draft
) -> None:
    case = await file_case(session, noura, draft, "k", clock.now())
    assert is_reference(case.reference)
    assert case.reference.startswith(f"{REFERENCES[draft.kind]}-1448-")


async def test_a_filed_case_keeps_the_words_the_time_and_the_decision(
    session: AsyncSession, clock: FrozenClock, noura: UUID, refused: Decision
) -> None:
    case = await file_case(session, noura, OBJECTION, "k", clock.now())
    assert (case.details, case.filed_at, case.decision_id) == (OBJECTION.details, clock.now(), refused.id)
    assert case.status is CaseStatus.RECEIVED
    events = list(await session.scalars(select(CaseEvent.kind).where(CaseEvent.case_id == case.id)))
    assert events == [CaseEventKind.FILED]


async def test_a_complaint_hangs_on_no_decision(
    session: AsyncSession, clock: FrozenClock, noura: UUID, refused: Decision
) -> None:
    assert (await file_case(session, noura, COMPLAINT, "k", clock.now())).decision_id is None


async def test_the_same_key_files_one_case(
    session: AsyncSession, clock: FrozenClock, noura: UUID, refused: Decision
) -> None:
    first = await file_case(session, noura, OBJECTION, "k", clock.now())
    again = await file_case(session, noura, OBJECTION, "k", clock.now())
    assert again.id == first.id
    assert await session.scalar(select(func.count()).select_from(Case)) == 1
    assert await session.scalar(select(func.count()).select_from(CaseEvent)) == 1


async def test_two_objections_to_one_decision_cannot_both_be_opened(
    session: AsyncSession, clock: FrozenClock, noura: UUID, refused: Decision
) -> None:
    await session.commit()

    async def file(key: str) -> str:
        async with transaction() as own:
            return (await file_case(own, noura, OBJECTION, key, clock.now())).reference

    ended = await asyncio.gather(file("one"), file("two"), return_exceptions=True)
    assert {type(one) for one in ended} == {str, IntegrityError}
    assert await session.scalar(select(func.count()).select_from(Case)) == 1


async def test_attached_files_belong_to_the_case_and_others_do_not(
    session: AsyncSession, clock: FrozenClock, noura: UUID, refused: Decision
) -> None:
    kept = [
        await keep_attachment(session, message=5, path=name, media_type="application/pdf", size=3, sha256=b"s" * 32)
        for name in ("one", "two")
    ]
    draft = Draft(CaseKind.OBJECTION, "decision", None, "مرفق", attachments=(kept[0],))
    case = await file_case(session, noura, draft, "k", clock.now())
    await session.flush()
    rows = await session.scalars(select(Attachment))
    assert {row.media_path: row.case_id for row in rows} == {"one": case.id, "two": None}


async def test_a_case_is_found_by_its_reference(
    session: AsyncSession, clock: FrozenClock, noura: UUID, refused: Decision
) -> None:
    first = await file_case(session, noura, OBJECTION, "one", clock.now())
    await file_case(session, noura, COMPLAINT, "two", clock.now() + timedelta(days=1))
    found = await find_case(session, noura, first.reference)
    assert found is not None
    assert found.id == first.id


async def test_without_a_reference_the_newest_case_is_found(
    session: AsyncSession, clock: FrozenClock, noura: UUID, refused: Decision
) -> None:
    await file_case(session, noura, OBJECTION, "one", clock.now())
    newest = await file_case(session, noura, COMPLAINT, "two", clock.now() + timedelta(days=1))
    found = await find_case(session, noura, None)
    assert found is not None
    assert found.id == newest.id


async def test_nobody_finds_the_case_of_somebody_else(
    session: AsyncSession, clock: FrozenClock, noura: UUID, refused: Decision
) -> None:
    case = await file_case(session, noura, OBJECTION, "k", clock.now())
    other = await person(session, "1920220223", "+966500000002")
    assert await find_case(session, other, case.reference) is None
    assert await find_case(session, other, None) is None
