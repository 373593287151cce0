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
from actions.cases.filing import Draft, file_case, keep_attachment
from actions.cases.finding import by_digits, cases_of, find_case
from actions.cases.models import Attachment, Case, CaseEvent, CaseEventKind, CaseKind, CaseStatus
from actions.cases.windows import (
    AlreadyDecided,
    AlreadyOpen,
    MayObject,
    NothingToObject,
    TooLate,
    may_object,
)
from actions.clock import FrozenClock
from actions.database.engine import transaction
from actions.database.references import is_reference
from actions.eligibility import rules
from tests.actions.people import decided, person

SINCE = date(2026, 8, 2)
OBJECTION = Draft(CaseKind.OBJECTION, None, "income_is_lower", "راتبي أقل من اللي عندكم")
COMPLAINT = Draft(CaseKind.COMPLAINT, "service", None, "الفرع ما رد علي")
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


@pytest.mark.parametrize("status", [CaseStatus.ACCEPTED, CaseStatus.REJECTED])
async def test_what_was_answered_is_not_objected_to_again(
    session: AsyncSession, clock: FrozenClock, noura: UUID, refused: Decision, status: CaseStatus
) -> None:
    case = await file_case(session, noura, OBJECTION, "k", clock.now())
    case.status = status
    assert await may_object(session, noura, SINCE) == AlreadyDecided(case.reference)


@pytest.mark.parametrize("status", [CaseStatus.WITHDRAWN, CaseStatus.CLOSED])
async def test_an_objection_that_was_never_answered_does_not_stand_in_the_way(
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


@pytest.mark.parametrize(
    ("status", "category"), [(DecisionStatus.INELIGIBLE, "refusal"), (DecisionStatus.SUSPENDED, "stop")]
)
async def test_what_an_objection_is_against_comes_from_the_decision(
    session: AsyncSession, clock: FrozenClock, noura: UUID, status: DecisionStatus, category: str
) -> None:
    await decided(session, noura, status, SINCE)
    assert (await file_case(session, noura, OBJECTION, "k", clock.now())).category == category


async def test_a_file_of_another_case_is_not_taken_from_it(
    session: AsyncSession, clock: FrozenClock, noura: UUID, refused: Decision
) -> None:
    kept = await keep_attachment(session, message=5, path="one", media_type="application/pdf", size=3, sha256=b"s" * 32)
    draft = Draft(CaseKind.COMPLAINT, "service", None, "مرفق", attachments=(kept,))
    first = await file_case(session, noura, draft, "one", clock.now())
    await file_case(session, noura, draft, "two", clock.now())
    await session.flush()
    assert (await session.get_one(Attachment, kept)).case_id == first.id


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
    draft = Draft(CaseKind.OBJECTION, None, None, "مرفق", attachments=(kept[0],))
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


async def test_of_two_kinds_the_one_that_is_spoken_of_is_found(
    session: AsyncSession, clock: FrozenClock, noura: UUID, refused: Decision
) -> None:
    objection = await file_case(session, noura, OBJECTION, "one", clock.now())
    await file_case(session, noura, COMPLAINT, "two", clock.now() + timedelta(days=1))
    found = await find_case(session, noura, None, CaseKind.OBJECTION)
    assert found is not None
    assert found.id == objection.id


async def test_what_waits_for_the_person_comes_before_what_is_newer(
    session: AsyncSession, clock: FrozenClock, noura: UUID, refused: Decision
) -> None:
    filed = [await file_case(session, noura, COMPLAINT, str(n), clock.now() + timedelta(days=n)) for n in range(3)]
    filed[0].status, filed[2].status = CaseStatus.MORE_INFO_NEEDED, CaseStatus.CLOSED
    await session.flush()
    assert [case.id for case in await cases_of(session, noura)] == [filed[0].id, filed[1].id, filed[2].id]


async def test_a_part_of_the_number_names_a_case_where_it_fits_only_one(
    session: AsyncSession, clock: FrozenClock, noura: UUID, refused: Decision
) -> None:
    cases = [await file_case(session, noura, COMPLAINT, str(n), clock.now()) for n in range(2)]
    digits = cases[0].reference[-6:]
    assert by_digits(cases, digits) is cases[0]
    assert by_digits(cases, "1448" + digits) is cases[0]
    assert by_digits(cases, digits[-3:]) is None
    assert by_digits(cases, "999999") is None
