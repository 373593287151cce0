"""The comprehensive service: for whom it is, why, and what is still to be asked."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

import numpy as np
from openfisca_core.taxbenefitsystems import TaxBenefitSystem

from actions.eligibility import reading
from actions.eligibility.citations import Citation
from actions.eligibility.codes import ComprehensiveReason, Entitlement, Verdict
from actions.eligibility.columns import answer_column, told_or_unknown
from actions.eligibility.facts import check_number
from actions.eligibility.reading import Reference
from actions.eligibility.simulation import Columns, Run
from actions.eligibility.sums import citation_of_variable


class ComprehensiveQuestion(StrEnum):
    """What may still be asked, in this order; as the contract calls the questions."""

    AGE = "age"
    DISABILITY = "disability"
    ADULTS_IN_HOUSEHOLD = "adults_in_household"


@dataclass(frozen=True, slots=True)
class ComprehensiveService:
    """Whether the service is for somebody; NEEDS_CHECK while an answer is `missing`.

    `reasons` made it so: the group and the absence of an adult for YES, what speaks against it for NO, what is
    settled so far otherwise. No law describes the service: `citations` are the articles of the terms used,
    `references` and `confidence` tell where the service itself was read; `overdue`: that should have been verified
    again before now.
    """

    entitled: Entitlement
    reasons: tuple[ComprehensiveReason, ...]
    missing: tuple[ComprehensiveQuestion, ...]
    citations: tuple[Citation, ...]
    references: tuple[Reference, ...]
    confidence: str
    overdue: bool


def comprehensive_service(
    age: int | None,
    disability: bool | None,
    adults_in_household: int | None,
    on: date,
    rules: TaxBenefitSystem | None = None,
) -> ComprehensiveService:
    """Whether somebody of this age (full years) and with or without a disability is in reach of the service.

    `adults_in_household` counts the other adults at home. None is unknown. Raises ImpossibleFact for a number that
    cannot be.
    """
    check_number("age", age)
    check_number("adults_in_household", adults_in_household)
    columns = Columns(
        1,
        {
            "age": told_or_unknown([age]),
            "disability": answer_column([disability]),
            "adult_dependants": told_or_unknown([adults_in_household]),
        },
        np.zeros(1, dtype=np.intp),
    )
    run = Run(columns, on, rules)
    verdicts = {name: list(Verdict)[int(run.indices(name)[0])] for name in _REASONS}
    entitled = list(Entitlement)[int(run.indices("comprehensive_service")[0])]
    source = reading.provenance("comprehensive_service.groups", on, rules)
    return ComprehensiveService(
        entitled=entitled,
        reasons=tuple(_reasons(entitled, verdicts)),
        missing=tuple(_missing(entitled, verdicts)),
        citations=tuple(_citations(entitled, verdicts)),
        references=source.references,
        confidence=source.confidence,
        overdue=source.review_by < on,
    )


_REASONS = {
    "is_elderly": {Verdict.MET: ComprehensiveReason.ELDERLY, Verdict.FAILED: ComprehensiveReason.NOT_ELDERLY},
    "has_disability": {Verdict.MET: ComprehensiveReason.DISABILITY, Verdict.FAILED: ComprehensiveReason.NO_DISABILITY},
    "no_adult_dependants": {
        Verdict.MET: ComprehensiveReason.NO_ADULT,
        Verdict.FAILED: ComprehensiveReason.ADULT_IN_HOUSEHOLD,
    },
}
_QUESTIONS = {
    "is_elderly": ComprehensiveQuestion.AGE,
    "has_disability": ComprehensiveQuestion.DISABILITY,
    "no_adult_dependants": ComprehensiveQuestion.ADULTS_IN_HOUSEHOLD,
}
_GROUPS = ("is_elderly", "has_disability")


def _told(entitled: Entitlement, verdicts: dict[str, Verdict]) -> Iterator[str]:
    """The conditions that made it so: a group that is not one's own says nothing where the other one is."""
    of_a_group = any(verdicts[name] is Verdict.MET for name in _GROUPS)
    for name, verdict in verdicts.items():
        against = verdict is Verdict.FAILED
        if verdict is Verdict.UNKNOWN or (against and name in _GROUPS and of_a_group):
            continue
        if entitled is not Entitlement.NO or against:
            yield name


def _reasons(entitled: Entitlement, verdicts: dict[str, Verdict]) -> Iterator[ComprehensiveReason]:
    for name in _told(entitled, verdicts):
        yield _REASONS[name][verdicts[name]]


def _missing(entitled: Entitlement, verdicts: dict[str, Verdict]) -> Iterator[ComprehensiveQuestion]:
    if entitled is not Entitlement.NEEDS_CHECK:
        return
    of_a_group = any(verdicts[name] is Verdict.MET for name in _GROUPS)
    for name, verdict in verdicts.items():
        if verdict is Verdict.UNKNOWN and not (name in _GROUPS and of_a_group):
            yield _QUESTIONS[name]


def _citations(entitled: Entitlement, verdicts: dict[str, Verdict]) -> Iterator[Citation]:
    for name in _told(entitled, verdicts):
        if name != "has_disability":  # no article of ours says what one is
            yield citation_of_variable(name)
