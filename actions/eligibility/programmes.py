"""Neighbouring programmes: whom they exclude, so that nobody is sent the wrong way."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import numpy as np
from numpy.typing import NDArray
from openfisca_core.taxbenefitsystems import TaxBenefitSystem

from actions.eligibility.codes import Entitlement
from actions.eligibility.columns import answer_column, told_or_unknown
from actions.eligibility.facts import check_number
from actions.eligibility.simulation import Columns, Run


def job_search_subsidy(
    eligible: bool | None, age: int | None, on: date, rules: TaxBenefitSystem | None = None
) -> Entitlement:
    """NO for who receives the pension (job-search subsidy regulation art. 5(8)) or is outside its ages.

    Else NEEDS_CHECK: it has conditions of its own. `eligible` as in `benefits`; None is unknown. Raises ImpossibleFact.
    """
    check_number("age", age)
    values = {"eligible_this_month": answer_column([eligible]), "age": told_or_unknown([age])}
    return _asked("job_search_subsidy", values, on, rules)


def disability_aid(
    on: date,
    *,
    disability: bool | None = None,
    assessed: bool | None = None,
    saudi: bool | None = None,
    in_shelter: bool | None = None,
    total_monthly_income: Decimal | None = None,
    state_facility_months: int | None = None,
    age_at_onset: int | None = None,
    rules: TaxBenefitSystem | None = None,
) -> Entitlement:
    """The cash aid for persons with disability (التأهيل الشامل), which the pension neither excludes nor counts.

    One failed condition is NO, an open one NEEDS_CHECK. `assessed`: registered, and of a class that is covered;
    income SAR a month. None is unknown. Raises ImpossibleFact.
    """
    numbers = {
        "total_monthly_income": total_monthly_income,
        "state_facility_months": state_facility_months,
        "age_at_onset": age_at_onset,
    }
    answers = {
        "disability": disability,
        "disability_assessed": assessed,
        "saudi": saudi,
        "in_shelter": in_shelter,
    }
    for name, number in numbers.items():
        check_number(name, number)
    values: dict[str, NDArray[Any]] = {name: answer_column([answer]) for name, answer in answers.items()}
    values |= {name: told_or_unknown([None if number is None else float(number)]) for name, number in numbers.items()}
    return _asked("disability_aid", values, on, rules)


def _asked(programme: str, values: dict[str, NDArray[Any]], on: date, rules: TaxBenefitSystem | None) -> Entitlement:
    run = Run(Columns(1, values, np.zeros(1, dtype=np.intp)), on, rules)
    return list(Entitlement)[int(run.indices(programme)[0])]
