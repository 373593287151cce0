"""The complementary benefits of a household in a month: which, why, how they are had, and where that stands.

    benefits(eligible=True, dependants=[Dependant.on_file("son", date(2015, 3, 1), today)], on=today)
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
from numpy.typing import NDArray
from openfisca_core.taxbenefitsystems import TaxBenefitSystem

from actions.eligibility import reading
from actions.eligibility.citations import Citation
from actions.eligibility.codes import BenefitCode, BenefitReason, Entitlement, Verdict
from actions.eligibility.columns import answer_column, told_or_unknown
from actions.eligibility.facts import check_number
from actions.eligibility.months import full_months
from actions.eligibility.reading import Reference
from actions.eligibility.simulation import Columns, Run

_AUTOMATIC = "automatic"
_MONTHS_A_YEAR = 12
_CHILDREN = frozenset({"son", "daughter"})
_NO_CHILDREN = frozenset({"husband", "wife", "father", "mother", "grandfather", "grandmother"})


@dataclass(frozen=True, slots=True)
class Dependant:
    """What is known of a dependant; None is unknown. `child`: of the head. Raises ImpossibleFact for a negative age.

    A child of school age counts as a pupil unless `pupil` is False.
    """

    age_in_months: int | None = None
    child: bool | None = None
    pupil: bool | None = None
    disability: bool | None = None

    def __post_init__(self) -> None:
        check_number("age_in_months", self.age_in_months)

    @classmethod
    def on_file(cls, relation: str, birth_date: date, on: date) -> Dependant:
        """A member of the benefits file; `relation` is a code of `people.models.Relation`.

        Whether a grandchild or a sibling counts as a beneficiary's child is not published, so it stays unknown.
        """
        is_child = True if relation in _CHILDREN else False if relation in _NO_CHILDREN else None
        return cls(age_in_months=full_months(birth_date, on), child=is_child)

    @property
    def age(self) -> int | None:
        """Age in full years."""
        return None if self.age_in_months is None else self.age_in_months // _MONTHS_A_YEAR


@dataclass(frozen=True, slots=True)
class Benefit:
    """One benefit for a household in a month.

    `reasons` are those that made `entitled` what it is: all conditions for YES, the failed for NO, the open for
    NEEDS_CHECK. `automatic` is False too where it is not known how the benefit is had. `citation` is None where no
    article gives it; `references` and `confidence` tell where the terms were read and how sure that is. `overdue`:
    they should have been verified again before now, which must be said.
    """

    code: BenefitCode
    entitled: Entitlement
    automatic: bool
    reasons: tuple[BenefitReason, ...]
    citation: Citation | None
    references: tuple[Reference, ...]
    confidence: str
    overdue: bool


def benefits(
    eligible: bool | None, dependants: Sequence[Dependant] | None, on: date, rules: TaxBenefitSystem | None = None
) -> tuple[Benefit, ...]:
    """Every benefit in the month of `on`, in the order of `BenefitCode`.

    `eligible`: whether the household is eligible in this month's cycle by the decision in force, None while that is
    open (under review, or unknown): nothing is then YES. Who is not eligible gets NO, or NEEDS_CHECK where another
    ground than social security may do. `dependants`: none is an empty sequence, None is unknown; those of whom only
    the number is known are `Dependant()` each.
    """
    run = Run(_columns(eligible, dependants), on, rules)
    return tuple(_benefit(code, run, on, rules) for code in BenefitCode)


def benefit(code: BenefitCode, eligible: bool | None, dependants: Sequence[Dependant] | None, on: date) -> Benefit:
    """One of `benefits`."""
    return _benefit(code, Run(_columns(eligible, dependants), on), on, None)


def _benefit(code: BenefitCode, run: Run, on: date, rules: TaxBenefitSystem | None) -> Benefit:
    entitled = list(Entitlement)[int(run.indices(f"{code}_benefit")[0])]
    month = on.replace(day=1)
    verdicts = [(name, _verdict(run, name)) for name in ("beneficiary_this_month", *_OF_THE_FAMILY.get(code, ()))]
    known = reading.optional(f"facilities.terms_known.{code}", month, rules)
    terms = Verdict.FAILED if known is None else Verdict.MET if known else Verdict.UNKNOWN
    source = reading.first_provenance(f"facilities.terms_known.{code}", month, rules)
    return Benefit(
        code=code,
        entitled=entitled,
        automatic=reading.optional(f"facilities.claiming.{code}", month, rules) == _AUTOMATIC,
        reasons=tuple(_reasons(code, entitled, [*verdicts, ("terms", terms)], run)),
        citation=source.citation,
        references=source.references,
        confidence=source.confidence,
        overdue=source.review_by < on,
    )


def _reasons(
    code: BenefitCode, entitled: Entitlement, verdicts: Sequence[tuple[str, Verdict]], run: Run
) -> Iterator[BenefitReason]:
    worst = min(verdicts, key=lambda named: list(Verdict).index(named[1]))[1]
    if list(Verdict).index(worst) != list(Entitlement).index(entitled):
        yield BenefitReason.PUPIL_WITH_DISABILITY  # the only other ground, of school transport
        return
    for name, verdict in verdicts:
        if verdict is worst and (reason := _REASONS[name].get(verdict)) is not None:
            yield reason


def _verdict(run: Run, name: str) -> Verdict:
    return list(Verdict)[int(run.indices(name)[0])]


def _columns(eligible: bool | None, dependants: Sequence[Dependant] | None) -> Columns:
    members = list(dependants or ())
    values: dict[str, NDArray[Any]] = {
        "eligible_this_month": answer_column([eligible]),
        "number_of_dependants": told_or_unknown([None if dependants is None else len(members)]),
        "age_in_months": told_or_unknown([None, *(member.age_in_months for member in members)]),
        "age": told_or_unknown([None, *(member.age for member in members)]),
    }
    for name in ("child", "pupil", "disability"):
        values[name] = answer_column([None, *(getattr(member, name) for member in members)])
    return Columns(1, values, np.zeros(len(members) + 1, dtype=np.intp))


_OF_THE_FAMILY: dict[BenefitCode, tuple[str, ...]] = {
    BenefitCode.SCHOOL_TRANSPORT: ("has_pupil",),
    BenefitCode.QIYAS_FEES: ("has_child",),
    BenefitCode.INFANT_FORMULA: ("has_infant",),
    BenefitCode.SCHOOL_BAG: ("has_pupil_in_bag_ages",),
    BenefitCode.UNIVERSITY_ADMISSION: ("has_child",),
}
_PUPIL = {
    Verdict.MET: BenefitReason.PUPIL,
    Verdict.FAILED: BenefitReason.NO_PUPIL,
    Verdict.UNKNOWN: BenefitReason.PUPIL_UNKNOWN,
}
_REASONS: dict[str, dict[Verdict, BenefitReason]] = {
    "beneficiary_this_month": {
        Verdict.MET: BenefitReason.ELIGIBLE_THIS_MONTH,
        Verdict.FAILED: BenefitReason.NOT_ELIGIBLE_THIS_MONTH,
        Verdict.UNKNOWN: BenefitReason.ELIGIBILITY_OPEN,
    },
    "has_pupil": _PUPIL,
    "has_pupil_in_bag_ages": _PUPIL,
    "has_child": {
        Verdict.MET: BenefitReason.CHILD,
        Verdict.FAILED: BenefitReason.NO_CHILD,
        Verdict.UNKNOWN: BenefitReason.CHILD_UNKNOWN,
    },
    "has_infant": {
        Verdict.MET: BenefitReason.INFANT,
        Verdict.FAILED: BenefitReason.NO_INFANT,
        Verdict.UNKNOWN: BenefitReason.INFANT_UNKNOWN,
    },
    "terms": {Verdict.FAILED: BenefitReason.NOT_YET_IN_FORCE, Verdict.UNKNOWN: BenefitReason.TERMS_UNKNOWN},
}
