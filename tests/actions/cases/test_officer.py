"""Whoever studies cases: the change is made, and the person is told where they spoke of the case, by day."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import uuid4

import pytest
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from actions.benefits.models import DecisionStatus
from actions.cases.__main__ import parsed, run
from actions.cases.filing import Draft, file_case
from actions.cases.models import Case, CaseKind, CaseStatus
from actions.cases.officer import NeedsMissing, Ruling, UnknownCase, decide
from actions.cases.states import NotAllowed
from actions.clock import FrozenClock
from actions.contacts.models import Notice
from tests.actions.people import decided, person

CONVERSATION = uuid4()


@pytest.fixture
async def case(session: AsyncSession, clock: FrozenClock) -> Case:
    noura = await person(session)
    await decided(session, noura, DecisionStatus.INELIGIBLE, date(2026, 11, 12))
    draft = Draft(CaseKind.OBJECTION, None, None, "كلام", conversation=CONVERSATION)
    return await file_case(session, noura, draft, "k", clock.now())


async def notices(session: AsyncSession) -> list[Notice]:
    return list(await session.scalars(select(Notice)))


async def test_a_change_is_told_in_the_conversation_and_to_the_phone_on_file(
    session: AsyncSession, clock: FrozenClock, case: Case
) -> None:
    await decide(session, case.reference, Ruling(CaseStatus.UNDER_STUDY, "huda"), clock.now())
    (notice,) = await notices(session)
    assert (notice.act, notice.conversation_id, notice.unasked) == ("case.changed", CONVERSATION, True)
    assert notice.contact_id is not None
    assert notice.data["reference"] == case.reference
    assert notice.data["status"] == "under_study"


async def test_what_is_needed_is_named_and_can_be_given_by_a_tap(
    session: AsyncSession, clock: FrozenClock, case: Case
) -> None:
    ruling = Ruling(CaseStatus.MORE_INFO_NEEDED, "huda", needs=("income_proof",))
    await decide(session, case.reference, ruling, clock.now())
    (notice,) = await notices(session)
    assert notice.data["needs"] == ["income_proof"]
    assert notice.choices[0]["request"]["intent"] == "add_to_case"


async def test_a_refusal_tells_what_is_left(session: AsyncSession, clock: FrozenClock, case: Case) -> None:
    await decide(session, case.reference, Ruling(CaseStatus.REJECTED, "huda", note="الدخل مثبت"), clock.now())
    (notice,) = await notices(session)
    assert notice.data["note"] == "الدخل مثبت"
    assert set(notice.data["remaining"]) >= {"committee_before", "committee_latest", "court_days"}


@pytest.mark.parametrize(("hour", "told_at"), [(20, (0, 20)), (21, (1, 9)), (23, (1, 9)), (3, (0, 9)), (9, (0, 9))])
async def test_nobody_is_written_to_at_night(
    session: AsyncSession, clock: FrozenClock, case: Case, hour: int, told_at: tuple[int, int]
) -> None:
    now = clock.now().replace(hour=hour)
    await decide(session, case.reference, Ruling(CaseStatus.UNDER_STUDY, "huda"), now)
    (notice,) = await notices(session)
    later, at = told_at
    assert notice.due_at == now.replace(hour=at) + timedelta(days=later)


async def test_what_cannot_be_is_refused_and_nobody_is_told(session: AsyncSession, clock: FrozenClock, case: Case) -> None:
    with pytest.raises(NotAllowed):
        await decide(session, case.reference, Ruling(CaseStatus.WITHDRAWN, "huda"), clock.now())
    with pytest.raises(UnknownCase):
        await decide(session, "OBJ-1448-999999", Ruling(CaseStatus.REJECTED, "huda"), clock.now())
    assert await notices(session) == []


@pytest.mark.parametrize(
    ("to", "needs"),
    [
        (CaseStatus.MORE_INFO_NEEDED, ()),
        (CaseStatus.MORE_INFO_NEEDED, ("gold",)),
        (CaseStatus.REJECTED, ("income_proof",)),
    ],
)
async def test_more_information_is_asked_for_by_name_and_only_then(
    session: AsyncSession, clock: FrozenClock, case: Case, to: CaseStatus, needs: tuple[str, ...]
) -> None:
    with pytest.raises(NeedsMissing):
        await decide(session, case.reference, Ruling(to, "huda", needs), clock.now())


async def test_the_command_moves_shows_and_lists(
    session: AsyncSession, database_url: str, case: Case, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from actions.settings import settings

    await session.commit()
    monkeypatch.setenv("DATABASE_URL", database_url)
    settings.cache_clear()
    asked = ["more_info_needed", "--need", "bank_statement", "--as", "huda"]
    assert await run(parsed(["move", case.reference, *asked])) == 0
    assert await run(parsed(["show", case.reference.lower()])) == 0
    assert await run(parsed([])) == 0
    out = capsys.readouterr().out
    assert "officer:huda" in out
    assert "bank_statement" in out
    assert await run(parsed(["move", case.reference, "received"])) == 1
    assert await run(parsed(["move", case.reference, "rejected", "--need", "bank_statement"])) == 1
    assert await run(parsed(["show", "OBJ-1448-999999"])) == 1
    refused = capsys.readouterr().err
    assert "cannot become received" in refused
    assert "--need" in refused
    assert "no case OBJ-1448-999999" in refused
    settings.cache_clear()
