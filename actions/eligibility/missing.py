"""What is still unknown and matters: the questions whose answers could change the outcome or the amount."""

from __future__ import annotations

from collections.abc import Iterator

from actions.eligibility.codes import ConditionCode, Outcome, Question, Role, Verdict
from actions.eligibility.row import Row


def missing_of(row: Row) -> tuple[Question, ...]:
    """The questions left, the next one first; none once the outcome is settled."""
    if row.outcome is not Outcome.NEEDS_STUDY:
        return ()
    if row.waiver_open:
        return (Question.TRANSFERRED_GROUP, *_of_the_applicant(row))
    if row.waived:
        return tuple(_of_the_applicant(row))
    return (*_of_the_applicant(row), *_of_the_household(row))


def _of_the_applicant(row: Row) -> Iterator[Question]:
    facts = row.facts
    if _unknown(row, ConditionCode.NATIONALITY):
        yield Question.SAUDI if facts.saudi is None else Question.EXCEPTION
    if _unknown(row, ConditionCode.RESIDENCE) and facts.days_abroad is None:
        yield Question.DAYS_ABROAD
    if _unknown(row, ConditionCode.SHELTER):
        yield Question.IN_SHELTER


def _of_the_household(row: Row) -> Iterator[Question]:
    facts = row.facts
    if facts.counted_dependants is None:
        yield Question.DEPENDENTS if facts.role == Role.HEAD else Question.FAMILY_ROLE
    if facts.earned_income is None:
        yield Question.EARNED_INCOME
    if facts.unearned_income is None:
        yield Question.UNEARNED_INCOME
    if _unknown(row, ConditionCode.WEALTH) and facts.other_assets is None and not row.flag("assets_beyond_disregard"):
        yield Question.ASSETS


def _unknown(row: Row, code: ConditionCode) -> bool:
    return row.verdicts[code] is Verdict.UNKNOWN
