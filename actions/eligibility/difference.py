"""Why the pension of one month differs from that of another."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from actions.eligibility.assessment import Assessment, FactValue
from actions.eligibility.codes import PaymentReason
from actions.eligibility.columns import columns_of
from actions.eligibility.facts import HouseholdFacts
from actions.eligibility.row import exact_decimal
from actions.eligibility.simulation import Run


@dataclass(frozen=True, slots=True)
class Cause:
    """One cause: the fact before and after, and what it did to the pension, SAR a month (negative: fell)."""

    reason: PaymentReason
    before: FactValue
    after: FactValue
    effect: Decimal


@dataclass(frozen=True, slots=True)
class Difference:
    """The pension of two months, None where none was due, and the causes, the strongest first.

    Where a pension was due in both months the effects add up to `change`.
    """

    before: Decimal | None
    after: Decimal | None
    causes: tuple[Cause, ...]

    @property
    def change(self) -> Decimal:
        """How much the pension rose, SAR a month; negative where it fell."""
        return (self.after or Decimal(0)) - (self.before or Decimal(0))

    @property
    def reasons(self) -> tuple[PaymentReason, ...]:
        """The codes of the causes."""
        return tuple(cause.reason for cause in self.causes)


def difference(before: Assessment, after: Assessment) -> Difference:
    """What made the pension of `after` differ from that of `before`, both of the rules in force."""
    causes = sorted(_causes(before, after), key=lambda cause: abs(cause.effect), reverse=True)
    if before.monthly_amount is not None and after.monthly_amount is None:
        lost = -before.monthly_amount
        stop = Cause(PaymentReason.SUSPENDED, before.outcome.value, after.outcome.value, lost)
        causes = [stop, *(cause for cause in causes if cause.effect < 0)]
    return Difference(before.monthly_amount, after.monthly_amount, tuple(causes))


def _causes(before: Assessment, after: Assessment) -> Iterator[Cause]:
    """Turn the facts of one month into those of the other, one by one, and see what each did."""
    old, new = before.facts, after.facts
    with_family = old.but(dependants=new.dependants, role=new.role)
    with_wages = with_family.but(earned_income=new.earned_income)
    start = _balances([old], before.on)[0]
    under_new_rules, family, wages, end = _balances([old, with_family, with_wages, new], after.on)
    if effect := under_new_rules - start:
        yield Cause(PaymentReason.PARAMETERS_CHANGED, None, None, effect)
    if effect := family - under_new_rules:
        reason = PaymentReason.DEPENDANT_ADDED if effect > 0 else PaymentReason.DEPENDANT_REMOVED
        yield Cause(reason, old.counted_dependants, new.counted_dependants, effect)
    if effect := wages - family:
        reason = PaymentReason.EARNED_INCOME_FELL if effect > 0 else PaymentReason.EARNED_INCOME_ROSE
        yield Cause(reason, old.earned_income, new.earned_income, effect)
    if effect := end - wages:
        reason = PaymentReason.UNEARNED_INCOME_FELL if effect > 0 else PaymentReason.UNEARNED_INCOME_ROSE
        yield Cause(reason, old.unearned_income, new.unearned_income, effect)


def _balances(cases: list[HouseholdFacts], on: date) -> list[Decimal]:
    """The minimum less all counted and contested income, also where it is negative."""
    run = Run(columns_of(cases), on)
    balances = run.amounts("calculated_minimum") - run.amounts("counted_income") - run.amounts("contested_income")
    return [exact_decimal(float(balance)) for balance in balances]
