"""The household on file as the rules read it."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from decimal import Decimal
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from actions.eligibility.codes import IncomeKind as Counting
from actions.eligibility.facts import HouseholdFacts, OtherIncome
from actions.people.models import Beneficiary, Household, Income, IncomeKind, Member

_COUNTING = frozenset(str(kind) for kind in Counting)


async def facts_on_file(session: AsyncSession, beneficiary: UUID, month: date) -> HouseholdFacts | None:
    """What the file says of a beneficiary's household, with the incomes of the month of `month` (SAR).

    Everything else is as it stands today: the file keeps no earlier state of it. A month without an income has none.
    None where no household is on file.
    """
    person = await session.get_one(Beneficiary, beneficiary)
    household = await session.scalar(select(Household).where(Household.head_id == beneficiary))
    if household is None:
        return None
    members = await session.scalar(select(func.count()).where(Member.household_id == household.id))
    amounts, excluded = await _incomes(session, household.id, month.replace(day=1))
    return HouseholdFacts.recorded(
        role=str(household.role),
        saudi=person.is_saudi,
        exception=_code(person.nationality_exception),
        days_abroad=household.days_abroad_last_year,
        in_shelter=household.in_shelter,
        dependants=members or 0,
        earned_income=amounts[IncomeKind.EARNED],
        unearned_income=amounts[IncomeKind.UNEARNED],
        other_income=excluded,
        other_assets=household.other_assets,
        transferred_group=_code(household.transferred_group),
    )


async def _incomes(
    session: AsyncSession, household: UUID, month: date
) -> tuple[dict[IncomeKind, Decimal], tuple[OtherIncome, ...]]:
    """The sums by kind, and what is excluded by its source."""
    rows = await session.scalars(select(Income).where(Income.household_id == household, Income.month == month))
    amounts: dict[IncomeKind, Decimal] = defaultdict(Decimal)
    excluded = []
    for income in rows:
        if income.kind is not IncomeKind.EXCLUDED:
            amounts[income.kind] += income.amount
        elif income.source in _COUNTING:
            excluded.append(OtherIncome(income.source, income.amount))
    return amounts, tuple(excluded)


def _code(value: object) -> str | None:
    return None if value is None else str(value)
