"""What is held of a person, and requests for a copy or for deletion."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from sqlalchemy.ext.asyncio import AsyncSession

from actions.benefits.models import DecisionStatus
from actions.people.models import Household, Income, IncomeKind, Member, Relation, Role
from actions.profile import own_data
from actions.profile.models import DataRequestKind, RequestStatus
from tests.actions.people import NATIONAL_ID, PHONE, decided, person
from tests.conftest import NOW


async def test_ids_and_phones_are_masked_and_the_newest_month_counts(session: AsyncSession) -> None:
    head = await person(session)
    home = Household(head_id=head, role=Role.HEAD)
    session.add(home)
    await session.flush()
    session.add(Member(household_id=home.id, name_ar="سعد", relation=Relation.SON, birth_date=date(2015, 3, 1)))
    for month, amount in ((9, 1000), (10, 2500)):
        earned = {"kind": IncomeKind.EARNED, "source": "work", "amount": Decimal(amount)}
        session.add(Income(household_id=home.id, month=date(2026, month, 1), **earned))
    await decided(session, head, DecisionStatus.ELIGIBLE, date(2026, 8, 2))
    await session.flush()
    held = await own_data.held(session, head)
    assert (held.dependents, held.earned_income, held.unearned_income) == (1, Decimal(2500), Decimal(0))
    assert held.decision == "eligible"
    assert NATIONAL_ID not in held.masked_id
    assert held.phone is not None
    assert PHONE not in held.phone


async def test_without_a_household_nothing_is_made_up(session: AsyncSession) -> None:
    held = await own_data.held(session, await person(session, phone=None))
    assert (held.phone, held.dependents, held.earned_income, held.decision) == (None, None, None, "none")


async def test_a_request_is_due_by_the_law_and_made_once_while_it_is_open(session: AsyncSession) -> None:
    head = await person(session)
    first = await own_data.request(session, head, DataRequestKind.DELETION, NOW)
    assert first.reference.startswith("REQ-")
    assert first.due_on == NOW.date() + timedelta(days=30)
    assert (await own_data.request(session, head, DataRequestKind.DELETION, NOW)).reference == first.reference
    copy = await own_data.request(session, head, DataRequestKind.COPY, NOW)
    assert copy.reference != first.reference
    assert {one.reference for one in await own_data.due_requests(session)} == {first.reference, copy.reference}
    first.status, first.done_at = RequestStatus.DONE, NOW
    await session.flush()
    assert (await own_data.request(session, head, DataRequestKind.DELETION, NOW)).reference != first.reference
