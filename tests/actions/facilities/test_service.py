"""Benefits by the file: who is promised what, and applying once."""

from __future__ import annotations

from datetime import date
from uuid import UUID

import pytest
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession

from actions.benefits.models import DecisionStatus
from actions.database.references import is_reference
from actions.eligibility.codes import BenefitCode, BenefitReason, Entitlement
from actions.facilities import service
from actions.facilities.models import BenefitApplicationStatus
from actions.people.models import Household, Member, Relation, Role
from tests.actions.people import decided, person
from tests.conftest import NOW

SINCE = date(2026, 8, 2)
LOAN = BenefitCode.SOFT_LOAN


async def family(session: AsyncSession, status: DecisionStatus | None, *born: date) -> UUID:
    """A head with sons born on these days."""
    head = await person(session)
    home = Household(head_id=head, role=Role.HEAD)
    session.add(home)
    await session.flush()
    session.add_all(Member(household_id=home.id, name_ar="سعد", relation=Relation.SON, birth_date=day) for day in born)
    await session.flush()
    if status is not None:
        await decided(session, head, status, SINCE)
    return head


def entitled(found: tuple[service.Benefit, ...]) -> dict[BenefitCode, Entitlement]:
    return {one.code: one.entitled for one in found}


async def test_a_family_with_a_pupil_has_the_school_benefits_and_no_formula(session: AsyncSession) -> None:
    head = await family(session, DecisionStatus.ELIGIBLE, date(2015, 3, 1))
    mine = entitled(await service.benefits_of(session, head, NOW.date()))
    assert mine[BenefitCode.SCHOOL_BAG] is Entitlement.YES
    assert mine[BenefitCode.INFANT_FORMULA] is Entitlement.NO
    assert mine[LOAN] is Entitlement.NEEDS_CHECK


@pytest.mark.parametrize("status", [DecisionStatus.INELIGIBLE, DecisionStatus.SUSPENDED, DecisionStatus.UNDER_REVIEW, None])
async def test_nothing_is_promised_without_a_decision_that_grants_it(
    session: AsyncSession, status: DecisionStatus | None
) -> None:
    head = await family(session, status, date(2015, 3, 1))
    assert Entitlement.YES not in entitled(await service.benefits_of(session, head, NOW.date())).values()


async def test_whoever_has_no_file_of_a_household_is_told_to_check(session: AsyncSession) -> None:
    alone = await person(session)
    await decided(session, alone, DecisionStatus.ELIGIBLE, SINCE)
    bag = await service.benefit_of(session, alone, BenefitCode.SCHOOL_BAG, NOW.date())
    assert (bag.entitled, bag.reasons) == (Entitlement.NEEDS_CHECK, (BenefitReason.PUPIL_UNKNOWN,))


def test_in_general_nothing_is_promised_or_refused() -> None:
    assert set(entitled(service.in_general(NOW.date())).values()) == {Entitlement.NEEDS_CHECK}


def test_an_amount_that_is_not_known_is_not_told() -> None:
    assert [service.amount(code, NOW.date()) for code in BenefitCode] == [None] * len(BenefitCode)


async def test_what_comes_by_itself_is_not_applied_for(session: AsyncSession) -> None:
    head = await family(session, DecisionStatus.ELIGIBLE, date(2015, 3, 1))
    said = await service.may_apply(session, head, BenefitCode.SCHOOL_BAG, NOW.date())
    assert isinstance(said, service.ComesByItself)


async def test_whoever_is_not_entitled_cannot_apply(session: AsyncSession) -> None:
    head = await family(session, DecisionStatus.INELIGIBLE)
    assert isinstance(await service.may_apply(session, head, LOAN, NOW.date()), service.NotEntitled)


async def test_applying_twice_with_one_key_is_one_application(session: AsyncSession) -> None:
    head = await family(session, DecisionStatus.ELIGIBLE)
    first = await service.apply(session, head, LOAN, "محل خياطة", "k", NOW)
    assert is_reference(first.reference)
    assert (await service.apply(session, head, LOAN, "محل خياطة", "k", NOW)).id == first.id
    assert await service.may_apply(session, head, LOAN, NOW.date()) == service.AlreadyApplied(first)


async def test_the_database_refuses_a_second_open_application(session: AsyncSession) -> None:
    head = await family(session, DecisionStatus.ELIGIBLE)
    await service.apply(session, head, LOAN, None, "k1", NOW)
    with pytest.raises(IntegrityError, match="uq_benefit_applications_open"):
        async with session.begin_nested():
            await service.apply(session, head, LOAN, None, "k2", NOW)


async def test_after_an_answer_one_may_apply_again(session: AsyncSession) -> None:
    head = await family(session, DecisionStatus.ELIGIBLE)
    (await service.apply(session, head, LOAN, None, "k1", NOW)).status = BenefitApplicationStatus.REJECTED
    await session.flush()
    assert isinstance(await service.may_apply(session, head, LOAN, NOW.date()), service.MayApply)
