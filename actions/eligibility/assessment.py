"""What an assessment holds: values only."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from actions.eligibility.citations import Citation
from actions.eligibility.codes import ConditionCode, Outcome, Question, Reason, Verdict
from actions.eligibility.facts import HouseholdFacts

type FactValue = Decimal | int | bool | str | None


@dataclass(frozen=True, slots=True)
class Condition:
    """A condition of the law, what became of it, the article, and the facts and limits it was judged by."""

    code: ConditionCode
    result: Verdict
    citation: Citation
    facts: Mapping[str, FactValue]


class StepLabel(StrEnum):
    """The lines of the sum; their words live in the locales."""

    BASE_MINIMUM = "base_minimum"
    DEPENDANTS_INCREMENT = "dependants_increment"
    HOUSEHOLD_CAP = "household_cap"
    CALCULATED_MINIMUM = "calculated_minimum"
    EARNED_INCOME_COUNTED = "earned_income_counted"
    UNEARNED_INCOME_COUNTED = "unearned_income_counted"
    LIQUID_ASSETS_COUNTED = "liquid_assets_counted"
    EXCLUDED_INCOME = "excluded_income"
    CONTESTED_INCOME = "contested_income"
    COUNTED_INCOME = "counted_income"
    PENSION = "pension"


@dataclass(frozen=True, slots=True)
class Step:
    """A line of the sum: an amount of SAR a month, never negative.

    `of` is what it was taken from (an income, a value of assets), `rate` the share or the amount for each, `count`
    how many.
    """

    label_key: StepLabel
    amount: Decimal
    citation: Citation
    of: Decimal | None = None
    rate: Decimal | None = None
    count: int | None = None


class ChangeKind(StrEnum):
    """What would have to be different; `..._below` and `..._above` are strict."""

    EARNED_INCOME_BELOW = "earned_income_below"
    UNEARNED_INCOME_BELOW = "unearned_income_below"
    DEPENDANTS_AT_LEAST = "dependants_at_least"
    DAYS_ABROAD_AT_MOST = "days_abroad_at_most"
    OUT_OF_SHELTER = "out_of_shelter"
    EARNED_INCOME_AT_LEAST = "earned_income_at_least"
    UNEARNED_INCOME_AT_LEAST = "unearned_income_at_least"
    DAYS_ABROAD_ABOVE = "days_abroad_above"


@dataclass(frozen=True, slots=True)
class Change:
    """A single change that would turn the outcome into `leads_to`, as the rules themselves confirm.

    `target` is the new value and `by` how far it is, in SAR a month, persons or days; both None for a yes-or-no.
    `until`: the day on which staying in the Kingdom has surely sufficed.
    """

    kind: ChangeKind
    leads_to: Outcome
    target: Decimal | None = None
    by: Decimal | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class AmountRange:
    """The pension with the contested income counted, and without, SAR a month."""

    lowest: Decimal
    highest: Decimal


@dataclass(frozen=True, slots=True)
class Assessment:
    """An estimate for one household in the month of `on`, and why; never a decision.

    `monthly_amount` is None unless likely eligible, and the careful end where `amount_range` is given. `minimum` and
    `counted_income` are None where they were not needed or are not known. `missing` are the questions whose answers
    could still change the outcome, the next one first. `changes` would each turn the outcome, the nearest first.
    `overdue` names the parameters used whose review date has passed.
    """

    facts: HouseholdFacts
    on: date
    outcome: Outcome
    monthly_amount: Decimal | None
    minimum: Decimal | None
    counted_income: Decimal | None
    amount_range: AmountRange | None
    conditions: tuple[Condition, ...]
    reasons: tuple[Reason, ...]
    steps: tuple[Step, ...]
    missing: tuple[Question, ...]
    changes: tuple[Change, ...]
    overdue: tuple[str, ...]

    @property
    def nearest_change(self) -> Change | None:
        """The first of `changes`."""
        return self.changes[0] if self.changes else None

    def condition(self, code: ConditionCode) -> Condition:
        """The condition with this code."""
        return next(condition for condition in self.conditions if condition.code == code)
