"""The sum step by step: how the minimum, the counted income and the pension came about."""

from __future__ import annotations

from decimal import Decimal

from actions.eligibility.assessment import Step, StepLabel
from actions.eligibility.citations import Citation
from actions.eligibility.codes import Outcome
from actions.eligibility.row import Row
from actions.eligibility.system import system


def steps_of(row: Row) -> tuple[Step, ...]:
    """The lines of the sum, as far as the facts are known; none where no sum was needed."""
    if not row.numbers_needed:
        return ()
    steps = [*_minimum(row), *_counted(row)]
    if row.outcome is Outcome.LIKELY_ELIGIBLE:
        steps.append(_step(row, StepLabel.PENSION, "pension"))
    return tuple(steps)


def _minimum(row: Row) -> list[Step]:
    rules, number = row.pension_rules, row.facts.counted_dependants
    if number is None:
        return []
    steps = [Step(StepLabel.BASE_MINIMUM, rules.base_minimum, Citation.parse("social_security_law 15"))]
    if number:
        each = min(rules.dependant_increment, rules.base_minimum)
        steps.append(_step(row, StepLabel.DEPENDANTS_INCREMENT, "dependants_increment", rate=each, count=number))
    if rules.cap is not None:
        steps.append(Step(StepLabel.HOUSEHOLD_CAP, rules.cap, Citation.parse("social_security_law 14")))
    return [*steps, _step(row, StepLabel.CALCULATED_MINIMUM, "calculated_minimum")]


def _counted(row: Row) -> list[Step]:
    facts, rules = row.facts, row.pension_rules
    steps = []
    if facts.earned_income:
        share = rules.earned_share
        steps.append(_step(row, StepLabel.EARNED_INCOME_COUNTED, of=facts.earned_income, rate=share))
    unearned = _step(row, StepLabel.UNEARNED_INCOME_COUNTED, of=facts.unearned_income, rate=rules.unearned_share)
    if unearned.amount:
        steps.append(unearned)
    if facts.liquid_assets:
        steps.append(_step(row, StepLabel.LIQUID_ASSETS_COUNTED, of=facts.liquid_assets))
    excluded = row.amount("excluded_income")
    if excluded:
        citation = Citation.parse("executive_regulation")
        steps.append(Step(StepLabel.EXCLUDED_INCOME, Decimal(0), citation, of=excluded))
    contested = _step(row, StepLabel.CONTESTED_INCOME, rate=rules.unearned_share)
    if contested.amount:
        steps.append(contested)
    if row.flag("income_known") or row.flag("income_reaches_minimum"):
        steps.append(_step(row, StepLabel.COUNTED_INCOME))
    return steps


def _step(
    row: Row,
    label: StepLabel,
    variable: str | None = None,
    *,
    of: Decimal | None = None,
    rate: Decimal | None = None,
    count: int | None = None,
) -> Step:
    """A line whose amount and article are those of a variable, named as the label unless told."""
    name = variable or label.value
    return Step(label, row.amount(name), citation_of_variable(name), of=of, rate=rate, count=count)


def citation_of_variable(name: str) -> Citation:
    """The first article that a variable refers to."""
    return Citation.parse(system().get_variable(name).reference[0])
