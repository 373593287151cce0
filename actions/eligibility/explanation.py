"""The whole answer for one household: outcome, sum, conditions, what is missing and what would change it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from openfisca_core.taxbenefitsystems import TaxBenefitSystem

from actions.eligibility.assessment import (
    AmountRange,
    Assessment,
    Change,
    ChangeKind,
    Condition,
    Step,
    StepLabel,
)
from actions.eligibility.codes import Outcome, Reason
from actions.eligibility.conditions import conditions_of
from actions.eligibility.difference import Cause, Difference, difference
from actions.eligibility.facts import HouseholdFacts
from actions.eligibility.missing import missing_of
from actions.eligibility.nearest import changes_of
from actions.eligibility.reading import overdue
from actions.eligibility.reasons import reason_masks
from actions.eligibility.row import Row
from actions.eligibility.sums import steps_of

__all__ = [
    "AmountRange",
    "Assessment",
    "Cause",
    "Change",
    "ChangeKind",
    "Condition",
    "Difference",
    "Step",
    "StepLabel",
    "difference",
    "explain",
]

_USED = ("pension.", "wealth.", "persons.", "residence.", "exceptions.")


def explain(facts: HouseholdFacts, on: date, rules: TaxBenefitSystem | None = None) -> Assessment:
    """Assess one household in the month of `on`; see `Assessment`."""
    row = Row(facts, on, rules)
    eligible = row.outcome is Outcome.LIKELY_ELIGIBLE
    return Assessment(
        facts=facts,
        on=on,
        outcome=row.outcome,
        monthly_amount=row.amount("pension") if eligible else None,
        minimum=_minimum(row),
        counted_income=_counted_income(row),
        amount_range=_range(row),
        conditions=conditions_of(row),
        reasons=_reasons(row),
        steps=steps_of(row),
        missing=missing_of(row),
        changes=changes_of(row),
        overdue=tuple(name for name in overdue(on) if name.startswith(_USED)),
    )


def _minimum(row: Row) -> Decimal | None:
    return row.amount("calculated_minimum") if row.numbers_needed and row.minimum_known else None


def _counted_income(row: Row) -> Decimal | None:
    told = row.flag("income_known") or row.flag("income_reaches_minimum")
    return row.amount("counted_income") if row.numbers_needed and told else None


def _range(row: Row) -> AmountRange | None:
    contested = row.amount("contested_income")
    below = not row.flag("income_reaches_minimum")
    if not (row.numbers_needed and row.minimum_known and row.flag("income_known") and contested and below):
        return None
    highest = row.amount("highest_pension")
    return AmountRange(lowest=max(highest - contested, Decimal(0)), highest=highest)


def _reasons(row: Row) -> tuple[Reason, ...]:
    return tuple(reason for reason, mask in reason_masks(row.run).items() if mask[0])
