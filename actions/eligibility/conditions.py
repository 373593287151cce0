"""The conditions of a household, each with the facts and limits it was judged by."""

from __future__ import annotations

from actions.eligibility import reading
from actions.eligibility.assessment import Condition, FactValue
from actions.eligibility.citations import Citation
from actions.eligibility.codes import ConditionCode, StopCase
from actions.eligibility.reasons import citation_of
from actions.eligibility.row import Row
from actions.eligibility.sums import citation_of_variable


def conditions_of(row: Row) -> tuple[Condition, ...]:
    """Every condition, in the order in which they are told."""
    return tuple(Condition(code, row.verdicts[code], _citation(row, code), _facts(row, code)) for code in ConditionCode)


def _citation(row: Row, code: ConditionCode) -> Citation:
    if code is ConditionCode.STOP_CASES and row.stop_case is not StopCase.NONE:
        return citation_of(row.stop_case)
    if code is ConditionCode.FAMILY and row.facts.counted_dependants == 0:
        return Citation.parse("social_security_law 1(8)")
    return citation_of_variable(f"{code}_condition")


def _facts(row: Row, code: ConditionCode) -> dict[str, FactValue]:
    """What is known among the facts that this condition looks at, and the limit where it has one."""
    facts: dict[str, FactValue] = {
        name: value for name in _LOOKED_AT[code] if (value := getattr(row.facts, name)) is not None
    }
    if row.facts.saudi:
        facts.pop("exception", None)
    if code is ConditionCode.RESIDENCE:
        facts["max_absence_days"] = reading.optional("residence.max_absence_days", row.month, row.rules)
    if code is ConditionCode.FAMILY and row.facts.age is not None:
        facts["independent_min_age"] = reading.optional("persons.independent_min_age", row.month, row.rules)
    if code is ConditionCode.STOP_CASES:
        facts["stop_case"] = row.stop_case.value
    if code is ConditionCode.INCOME and row.numbers_needed and row.minimum_known:
        facts["calculated_minimum"] = row.amount("calculated_minimum")
        facts["counted_income"] = row.amount("counted_income")
        facts["contested_income"] = row.amount("contested_income")
    return facts


_LOOKED_AT: dict[ConditionCode, tuple[str, ...]] = {
    ConditionCode.NATIONALITY: ("saudi", "exception"),
    ConditionCode.RESIDENCE: ("days_abroad",),
    ConditionCode.SHELTER: ("in_shelter",),
    ConditionCode.STOP_CASES: ("unused_opportunities", "working_days_without_update"),
    ConditionCode.FAMILY: ("role", "dependants", "age", "separate_dwelling", "self_supporting"),
    ConditionCode.INCOME: ("earned_income", "unearned_income", "transferred_group"),
    ConditionCode.WEALTH: ("other_assets", "liquid_assets", "cars"),
}
