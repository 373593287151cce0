"""One system of rules over a population, month by month."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from openfisca_core.taxbenefitsystems import TaxBenefitSystem

from actions.eligibility import reading
from actions.eligibility.codes import Outcome
from actions.eligibility.columns import columns_from
from actions.eligibility.simulation import Run
from actions.eligibility.vectors import Bools, Floats
from actions.policy.population import Population

_ELIGIBLE = list(Outcome).index(Outcome.LIKELY_ELIGIBLE)
_OPEN = list(Outcome).index(Outcome.NEEDS_STUDY)


@dataclass(frozen=True, slots=True)
class Month:
    """What the rules say of every household in a month.

    `pension` is SAR, 0 unless `eligible`; `at_most` is what a household whose case needs a study (`open`) would get
    if it were accepted and nothing contested counted, 0 for the others.
    """

    month: date
    eligible: Bools
    open: Bools
    pension: Floats
    at_most: Floats


def by_month(population: Population, months: Sequence[date], rules: TaxBenefitSystem) -> Iterator[Month]:
    """Every month in turn; one in which no rule has changed since the one before is not computed again."""
    columns = columns_from(population.columns)
    changes = _change_days(rules)
    last: Month | None = None
    for month in months:
        if last is not None and not any(last.month < day <= month for day in changes):
            yield Month(month, last.eligible, last.open, last.pension, last.at_most)
            continue
        run = Run(columns, month, rules)
        outcome = run.indices("outcome")
        open_ = outcome == _OPEN
        at_most = np.where(open_, run.amounts("highest_pension"), 0.0)
        last = Month(month, outcome == _ELIGIBLE, open_, run.amounts("pension"), at_most)
        yield last


def _change_days(rules: TaxBenefitSystem) -> list[date]:
    """The days on which a parameter or a formula of these rules changes."""
    days = {dated.instant_str for known in reading.parameters(rules) for dated in known.values_list}
    for variable in rules.variables.values():
        days |= set(variable.formulas)
    return sorted(date.fromisoformat(day) for day in days)
