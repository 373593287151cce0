"""Assessing: one household with its explanation, or a population as vectors. Both run the same rules."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
from numpy.typing import NDArray
from openfisca_core.taxbenefitsystems import TaxBenefitSystem

from actions.eligibility.assessment import Assessment
from actions.eligibility.codes import Outcome, Reason
from actions.eligibility.columns import columns_from
from actions.eligibility.explanation import explain
from actions.eligibility.facts import HouseholdFacts
from actions.eligibility.reasons import reason_masks
from actions.eligibility.simulation import Run
from actions.eligibility.vectors import Bools, Floats


def assess(facts: HouseholdFacts, on: date, rules: TaxBenefitSystem | None = None) -> Assessment:
    """Assess one household in the month of `on`, by a reform where `rules` are one."""
    return explain(facts, on, rules)


@dataclass(frozen=True, slots=True)
class PopulationAssessment:
    """The outcomes of many households, a value for each, amounts in SAR a month.

    `outcome` is an index into `codes.Outcome`. `monthly_amount` is 0 unless likely eligible; `minimum` is 0 while
    the number of dependants is unknown; `counted_income` is what is certain. `reasons` tells for every reason where
    it applies.
    """

    outcome: NDArray[np.int16]
    monthly_amount: Floats
    minimum: Floats
    counted_income: Floats
    contested_income: Floats
    reasons: Mapping[Reason, Bools]

    def is_outcome(self, outcome: Outcome) -> Bools:
        """Where the outcome is this one."""
        found: Bools = self.outcome == list(Outcome).index(outcome)
        return found

    def outcomes(self) -> NDArray[np.str_]:
        """The codes of the outcomes."""
        return np.array([outcome.value for outcome in Outcome])[self.outcome]

    def reasons_of(self, row: int) -> tuple[Reason, ...]:
        """The reasons of one household."""
        return tuple(reason for reason, mask in self.reasons.items() if mask[row])


def assess_many(
    columns: Mapping[str, NDArray[Any]], on: date, rules: TaxBenefitSystem | None = None
) -> PopulationAssessment:
    """Assess a population in the month of `on`; see `columns.columns_from` for the arrays."""
    run = Run(columns_from(columns), on, rules)
    return PopulationAssessment(
        outcome=run.indices("outcome"),
        monthly_amount=run.amounts("pension"),
        minimum=run.amounts("calculated_minimum"),
        counted_income=run.amounts("counted_income"),
        contested_income=run.amounts("contested_income"),
        reasons=reason_masks(run),
    )


def warm_up(on: date) -> None:
    """Build the rules and run them once, so that the first person does not wait for it."""
    assess(HouseholdFacts(), on)
