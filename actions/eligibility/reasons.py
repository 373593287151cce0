"""Why an outcome is not likely_eligible: the reason codes, over vectors, and their articles."""

from __future__ import annotations

from actions.eligibility.citations import Citation
from actions.eligibility.codes import ConditionCode, Outcome, Reason, StopCase, Verdict
from actions.eligibility.simulation import Run
from actions.eligibility.vectors import Bools

_FAILED = list(Verdict).index(Verdict.FAILED)
_OPEN = list(Outcome).index(Outcome.NEEDS_STUDY)

_CITATIONS = {
    Reason.NATIONALITY: "social_security_law 9(1)",
    Reason.ABSENCE_FROM_KINGDOM: "executive_regulation 6",
    Reason.IN_SHELTER: "social_security_law 17(6)",
    Reason.DATA_INCORRECT: "social_security_law 17(2)",
    Reason.DATA_UPDATE_LATE: "social_security_law 17(3)",
    Reason.PLAN_NOT_FOLLOWED: "social_security_law 17(4)",
    Reason.WORK_REFUSED: "social_security_law 17(5)",
    Reason.WAIVER: "social_security_law 17(7)",
    Reason.DEATH: "social_security_law 17(8)",
    Reason.INCOME_ABOVE_MINIMUM: "social_security_law 9(2)",
    Reason.TRANSFERRED_GROUP: "royal_decree_m35_1448",
    Reason.ASSETS: "social_security_law 9(3)",
}


def citation_of(reason: str) -> Citation:
    """The article behind a reason of a decision; ValueError for a strange code."""
    return Citation.parse(_CITATIONS[Reason(reason)])


def reason_masks(run: Run) -> dict[Reason, Bools]:
    """For every reason, where it applies, in the order in which reasons are told."""
    open_ = run.indices("outcome") == _OPEN
    stops = run.indices("stop_case")
    masks = {
        Reason.NATIONALITY: _failed(run, ConditionCode.NATIONALITY),
        Reason.ABSENCE_FROM_KINGDOM: _failed(run, ConditionCode.RESIDENCE),
        Reason.IN_SHELTER: _failed(run, ConditionCode.SHELTER),
        Reason.INCOME_ABOVE_MINIMUM: _failed(run, ConditionCode.INCOME),
        Reason.TRANSFERRED_GROUP: open_ & run.flags("income_comparison_waived"),
        Reason.ASSETS: _failed(run, ConditionCode.WEALTH) | (open_ & run.flags("assets_beyond_disregard")),
    }
    for index, case in enumerate(StopCase):
        if case is not StopCase.NONE:
            masks[Reason(case.value)] = stops == index
    return {reason: masks[reason] for reason in Reason}


def _failed(run: Run, code: ConditionCode) -> Bools:
    failed: Bools = run.indices(f"{code}_condition") == _FAILED
    return failed
