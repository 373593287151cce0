"""The stored facts of households as the columns the rules read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import numpy as np
from numpy.typing import NDArray

from actions.eligibility.codes import NationalityException, Outcome, Reason, TransferredGroup
from actions.eligibility.engine import PopulationAssessment, assess_many

Numbers = NDArray[np.float64]
Counts = NDArray[np.int64]
Flags = NDArray[np.bool_]
Codes = NDArray[np.str_]


@dataclass(frozen=True, slots=True)
class Facts:
    """Households, one a row, in one month. Incomes are SAR; an absent code is `none`."""

    role: Codes
    saudi: Flags
    exception: Codes
    days_abroad: Counts
    in_shelter: Flags
    dependants: Counts
    other_assets: Flags
    transferred_group: Codes
    earned_income: Numbers
    unearned_income: Numbers
    citizen_account: Numbers
    disability_cash_aid: Numbers

    def columns(self) -> Mapping[str, NDArray[Any]]:
        """By the names the rules know."""
        return {name: getattr(self, name) for name in self.__slots__}

    def but(self, **changed: NDArray[Any]) -> Facts:
        """The same households with some columns changed."""
        return replace(self, **changed)


@dataclass(frozen=True, slots=True)
class Assessed:
    """What the rules say of `Facts` in a month: outcomes, SAR a month, reasons."""

    eligible: Flags
    ineligible: Flags
    pension: Numbers
    minimum: Numbers
    counted_income: Numbers
    reasons: Mapping[Reason, Flags]


def assess(facts: Facts, on: date) -> Assessed:
    """Run the rules over `facts` in the month of `on`."""
    found: PopulationAssessment = assess_many(facts.columns(), on)
    return Assessed(
        eligible=found.is_outcome(Outcome.LIKELY_ELIGIBLE),
        ineligible=found.is_outcome(Outcome.LIKELY_INELIGIBLE),
        pension=found.monthly_amount,
        minimum=found.minimum,
        counted_income=found.counted_income,
        reasons=found.reasons,
    )


NO_EXCEPTION = NationalityException.NONE.value
NO_GROUP = TransferredGroup.NONE.value
