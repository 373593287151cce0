"""What a beneficiary must do, with the article and the period."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np
from openfisca_core.indexed_enums import EnumArray

from actions.eligibility import enums, rules
from actions.eligibility.citations import Citation
from actions.eligibility.codes import Category, DutyCode, Verdict
from actions.eligibility.simulation import Columns, Run
from actions.eligibility.sums import citation_of_variable


@dataclass(frozen=True, slots=True)
class Duty:
    """A duty, its article, and within how many working days it must be done (give them to `working_days.deadline`)."""

    code: DutyCode
    citation: Citation
    working_days: int | None


def duties(category: Category, on: date) -> tuple[Duty, ...]:
    """The duties of a beneficiary of this category; those that hang on an unknown one are left out."""
    told = EnumArray(np.array([list(Category).index(category)], dtype=np.int16), enums.Category)
    run = Run(Columns(1, {"category": told}), on)
    periods = rules.deadlines(on)
    days = {DutyCode.REPORT_CHANGE: periods.report_change, DutyCode.UPDATE_DATA: periods.update_data}
    return tuple(
        Duty(code, citation_of_variable(f"{code}_duty"), days.get(code))
        for code in DutyCode
        if list(Verdict)[int(run.indices(f"{code}_duty")[0])] is Verdict.MET
    )
