"""What a person does to a case after it was filed: adding, withdrawing, opening it again."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID, uuid4

import pytest
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from actions.benefits.models import Decision, DecisionStatus
from actions.cases.changing import Addition, Asking, TooManyFiles, add, may_reopen, reopen, withdraw
from actions.cases.filing import Draft, file_case, files_of, keep_attachment
from actions.cases.finding import events_of
from actions.cases.models import Case, CaseEventKind, CaseKind, CaseStatus
from actions.cases.policy import policy
from actions.cases.states import Actor, Change, NotAllowed, move
from actions.clock import FrozenClock
from actions.eligibility import rules
from tests.actions.people import decided, person

SINCE = date(2026, 11, 12)
WORDS = Addition("الموظف اسمه سالم")


@pytest.fixture
async def noura(session: AsyncSession) -> UUID:
    return await person(session)


@pytest.fixture
async def objection(session: AsyncSession, clock: FrozenClock, noura: UUID) -> Case:
    await decided(session, noura, DecisionStatus.INELIGIBLE, SINCE)
    return await file_case(session, noura, Draft(CaseKind.OBJECTION, None, None, "كلام"), "o", clock.now())


@pytest.fixture
async def complaint(session: AsyncSession, clock: FrozenClock, noura: UUID) -> Case:
    return await file_case(session, noura, Draft(CaseKind.COMPLAINT, "service", None, "كلام"), "c", clock.now())


@pytest.fixture
def asking(clock: FrozenClock) -> Asking:
    return Asking(uuid4(), "m1", clock.now())


async def to(session: AsyncSession, case: Case, clock: FrozenClock, *states: CaseStatus) -> None:
    for status in states:
        await move(session, case.id, Change(status, Actor.OFFICER, clock.now()))


async def a_file(session: AsyncSession, name: str = "one") -> UUID:
    return await keep_attachment(session, message=5, path=name, media_type="image/png", size=3, sha256=b"s" * 32)


async def kinds(session: AsyncSession, case: Case) -> list[CaseEventKind]:
    return [event.kind for event in await events_of(session, case.id)]


async def test_withdrawing_ends_the_case_and_is_an_event(session: AsyncSession, objection: Case, asking: Asking) -> None:
    assert (await withdraw(session, objection.id, asking)).status is CaseStatus.WITHDRAWN
    assert await kinds(session, objection) == [CaseEventKind.FILED, CaseEventKind.WITHDRAWN]


async def test_a_complaint_is_withdrawn_like_an_objection(session: AsyncSession, complaint: Case, asking: Asking) -> None:
    assert (await withdraw(session, complaint.id, asking)).status is CaseStatus.WITHDRAWN


async def test_the_same_message_withdraws_once(session: AsyncSession, objection: Case, asking: Asking) -> None:
    for _ in range(2):
        assert (await withdraw(session, objection.id, asking)).status is CaseStatus.WITHDRAWN
    assert len(await kinds(session, objection)) == 2


async def test_another_message_cannot_withdraw_it_again(session: AsyncSession, objection: Case, asking: Asking) -> None:
    await withdraw(session, objection.id, asking)
    with pytest.raises(NotAllowed):
        await withdraw(session, objection.id, replace(asking, key="m2"))


@pytest.mark.parametrize("status", [CaseStatus.ACCEPTED, CaseStatus.REJECTED, CaseStatus.CLOSED])
async def test_what_is_decided_cannot_be_withdrawn(
    session: AsyncSession, clock: FrozenClock, objection: Case, asking: Asking, status: CaseStatus
) -> None:
    await to(session, objection, clock, status)
    with pytest.raises(NotAllowed):
        await withdraw(session, objection.id, asking)
    assert objection.status is status


async def test_words_and_files_are_added_with_an_event_each(
    session: AsyncSession, complaint: Case, asking: Asking
) -> None:
    await add(session, complaint.id, Addition("الموظف اسمه سالم", (await a_file(session),)), asking)
    events = await events_of(session, complaint.id)
    assert [event.kind for event in events[1:]] == [CaseEventKind.DETAILS_ADDED, CaseEventKind.ATTACHMENT_ADDED]
    assert events[1].data["details"] == "الموظف اسمه سالم"
    assert await files_of(session, complaint.id) == 1
    assert complaint.details == "كلام"


async def test_what_comes_after_is_told_where_the_person_spoke_of_it_last(
    session: AsyncSession, complaint: Case, asking: Asking
) -> None:
    await add(session, complaint.id, WORDS, asking)
    assert complaint.conversation_id == asking.conversation


async def test_the_same_message_adds_once(session: AsyncSession, complaint: Case, asking: Asking) -> None:
    for _ in range(2):
        await add(session, complaint.id, WORDS, asking)
    assert len(await kinds(session, complaint)) == 2


async def test_what_was_asked_for_sends_the_case_back_to_be_studied(
    session: AsyncSession, clock: FrozenClock, objection: Case, asking: Asking
) -> None:
    await to(session, objection, clock, CaseStatus.UNDER_STUDY, CaseStatus.MORE_INFO_NEEDED)
    assert (await add(session, objection.id, WORDS, asking)).status is CaseStatus.UNDER_STUDY


async def test_an_addition_that_nobody_asked_for_moves_nothing(
    session: AsyncSession, objection: Case, asking: Asking
) -> None:
    assert (await add(session, objection.id, WORDS, asking)).status is CaseStatus.RECEIVED


@pytest.mark.parametrize("status", [CaseStatus.ACCEPTED, CaseStatus.REJECTED, CaseStatus.CLOSED])
async def test_nothing_is_added_to_what_is_over(
    session: AsyncSession, clock: FrozenClock, objection: Case, asking: Asking, status: CaseStatus
) -> None:
    await to(session, objection, clock, status)
    with pytest.raises(NotAllowed):
        await add(session, objection.id, WORDS, asking)


async def test_a_case_takes_so_many_files_and_no_more(session: AsyncSession, complaint: Case, asking: Asking) -> None:
    files = tuple([await a_file(session, str(n)) for n in range(policy().most_files)])
    await add(session, complaint.id, Addition(files=files), asking)
    with pytest.raises(TooManyFiles):
        await add(session, complaint.id, Addition(files=(await a_file(session, "one too many"),)), replace(asking, key="m2"))
    assert await files_of(session, complaint.id) == policy().most_files


@pytest.mark.parametrize("status", [CaseStatus.REJECTED, CaseStatus.CLOSED])
async def test_a_case_is_opened_again_with_something_new(
    session: AsyncSession, clock: FrozenClock, complaint: Case, asking: Asking, status: CaseStatus
) -> None:
    await to(session, complaint, clock, status)
    assert await may_reopen(session, complaint, clock.now().date())
    assert (await reopen(session, complaint.id, WORDS, asking)).status is CaseStatus.RECEIVED
    assert await kinds(session, complaint) == [
        CaseEventKind.FILED,
        CaseEventKind.STATUS_CHANGED,
        CaseEventKind.REOPENED,
        CaseEventKind.DETAILS_ADDED,
    ]


async def test_the_same_message_opens_it_again_once(
    session: AsyncSession, clock: FrozenClock, complaint: Case, asking: Asking
) -> None:
    await to(session, complaint, clock, CaseStatus.CLOSED)
    for _ in range(2):
        await reopen(session, complaint.id, WORDS, asking)
    assert (await kinds(session, complaint)).count(CaseEventKind.REOPENED) == 1


async def test_a_case_is_opened_again_as_often_as_the_policy_allows(
    session: AsyncSession, clock: FrozenClock, complaint: Case, asking: Asking
) -> None:
    for number in range(policy().most_reopenings):
        await to(session, complaint, clock, CaseStatus.CLOSED)
        await reopen(session, complaint.id, WORDS, replace(asking, key=str(number)))
    await to(session, complaint, clock, CaseStatus.CLOSED)
    with pytest.raises(NotAllowed):
        await reopen(session, complaint.id, WORDS, replace(asking, key="last"))


async def test_an_objection_is_opened_again_while_any_reading_of_its_window_lasts(
    session: AsyncSession, clock: FrozenClock, objection: Case, asking: Asking
) -> None:
    await withdraw(session, objection.id, asking)
    latest = rules.objection_window(SINCE).latest_reading(SINCE)
    assert await may_reopen(session, objection, latest)
    assert not await may_reopen(session, objection, latest + timedelta(days=1))


async def test_an_objection_is_not_opened_again_beside_another_one(
    session: AsyncSession, clock: FrozenClock, noura: UUID, objection: Case, asking: Asking
) -> None:
    await withdraw(session, objection.id, asking)
    await file_case(session, noura, Draft(CaseKind.OBJECTION, None, None, "ثان"), "o2", clock.now())
    assert not await may_reopen(session, objection, clock.now().date())


async def test_an_objection_is_not_opened_again_once_the_decision_is_another(
    session: AsyncSession, clock: FrozenClock, noura: UUID, objection: Case, asking: Asking
) -> None:
    await withdraw(session, objection.id, asking)
    old = (await session.scalars(select(Decision).where(Decision.id == objection.decision_id))).one()
    new = Decision(beneficiary_id=noura, status=DecisionStatus.UNDER_REVIEW, since=clock.now().date(), id=uuid4())
    old.superseded_by = new.id
    await session.flush()
    session.add(new)
    await session.flush()
    assert not await may_reopen(session, objection, clock.now().date())


async def test_what_was_accepted_is_not_opened_again(
    session: AsyncSession, clock: FrozenClock, objection: Case, asking: Asking
) -> None:
    await to(session, objection, clock, CaseStatus.ACCEPTED)
    with pytest.raises(NotAllowed):
        await reopen(session, objection.id, WORDS, asking)
