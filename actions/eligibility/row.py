"""One household of a run, in exact values: what the explanation is written from."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from openfisca_core.taxbenefitsystems import TaxBenefitSystem

from actions.eligibility.codes import ConditionCode, Outcome, StopCase, TransferredGroup, Verdict
from actions.eligibility.columns import columns_of
from actions.eligibility.facts import HouseholdFacts
from actions.eligibility.rules import PensionRules, pension_rules
from actions.eligibility.simulation import Run

_EXACT = Decimal("0.0001")
_VERDICTS = tuple(Verdict)
_OUTCOMES = tuple(Outcome)
_STOP_CASES = tuple(StopCase)


class Row:
    """The first household of a run, with the facts it was made from and the rules of its month."""

    def __init__(self, facts: HouseholdFacts, on: date, rules: TaxBenefitSystem | None) -> None:
        self.facts = facts
        self.on = on
        self.month = on.replace(day=1)
        self.rules = rules
        self.run = Run(columns_of([facts]), on, rules)
        self.pension_rules: PensionRules = pension_rules(self.month, rules)
        self.outcome = _OUTCOMES[int(self.run.indices("outcome")[0])]
        self.verdicts = {code: self.verdict(code) for code in ConditionCode}
        self.stop_case = _STOP_CASES[int(self.run.indices("stop_case")[0])]
        self.waived = self.flag("income_comparison_waived")

    def verdict(self, code: ConditionCode) -> Verdict:
        """What became of a condition."""
        return _VERDICTS[int(self.run.indices(f"{code}_condition")[0])]

    def flag(self, name: str) -> bool:
        """A variable that is true or false."""
        return bool(self.run.flags(name)[0])

    def amount(self, name: str) -> Decimal:
        """A variable that is an amount, without trailing zeros."""
        return exact_decimal(float(self.run.amounts(name)[0]))

    @property
    def minimum_known(self) -> bool:
        """Whether the number of dependants, and so the minimum, is known."""
        return self.facts.counted_dependants is not None

    @property
    def numbers_needed(self) -> bool:
        """Whether the outcome hung on the income comparison: not if another condition failed, or it is waived."""
        if self.waived:
            return False
        if self.outcome is Outcome.LIKELY_INELIGIBLE:
            return self.verdicts[ConditionCode.INCOME] is Verdict.FAILED
        return True

    @property
    def waiver_open(self) -> bool:
        """Whether only a transferred group, not yet told, could keep the income comparison from failing."""
        untold = self.facts.transferred_group in (None, TransferredGroup.UNKNOWN)
        return untold and self.flag("income_reaches_minimum") and self.verdicts[ConditionCode.INCOME] is Verdict.UNKNOWN


def exact_decimal(value: float) -> Decimal:
    """An amount of the rules as the shortest Decimal."""
    return tidy(Decimal(str(value)))


def tidy(value: Decimal) -> Decimal:
    """`value` to the four decimals to which the rules are exact, without trailing zeros or an exponent."""
    rounded = value.quantize(_EXACT)
    return rounded.to_integral_value() if rounded == rounded.to_integral_value() else rounded.normalize()
