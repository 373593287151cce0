"""What would turn the outcome: candidates from the sum, each confirmed by the rules before it is told."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from actions.eligibility.assessment import Change, ChangeKind
from actions.eligibility.codes import ConditionCode, Outcome, Role, Verdict
from actions.eligibility.columns import columns_of
from actions.eligibility.facts import HouseholdFacts
from actions.eligibility.row import Row, tidy
from actions.eligibility.rules import absence_rule
from actions.eligibility.simulation import Run

_HALALA = Decimal("0.01")
_OUTCOMES = tuple(Outcome)

type Candidate = tuple[ChangeKind, Decimal | None, Decimal | None, HouseholdFacts]


def changes_of(row: Row) -> tuple[Change, ...]:
    """The single changes that turn the outcome, the nearest first; none while it needs study."""
    candidates = list(_candidates(row))
    if not candidates:
        return ()
    outcomes = Run(columns_of([facts for *_, facts in candidates]), row.on, row.rules).indices("outcome")
    changes = []
    for (kind, target, by, _), index in zip(candidates, outcomes, strict=True):
        leads_to = _OUTCOMES[int(index)]
        if leads_to is not row.outcome:
            changes.append(_dated(Change(kind, leads_to, target, by), row))
    return tuple(changes)


def _candidates(row: Row) -> Iterator[Candidate]:
    if row.outcome is Outcome.LIKELY_ELIGIBLE:
        yield from _losing(row)
    elif row.outcome is Outcome.LIKELY_INELIGIBLE:
        yield from _gaining(row)


def _gaining(row: Row) -> Iterator[Candidate]:
    """Less income, more dependants, fewer days abroad, leaving a shelter."""
    facts = row.facts
    if row.verdicts[ConditionCode.INCOME] is Verdict.FAILED:
        yield from _below_minimum(row)
    if row.verdicts[ConditionCode.RESIDENCE] is Verdict.FAILED and facts.days_abroad is not None:
        limit = absence_rule(row.month, row.rules).max_days
        by = Decimal(facts.days_abroad - limit)
        yield ChangeKind.DAYS_ABROAD_AT_MOST, Decimal(limit), by, facts.but(days_abroad=limit)
    if row.verdicts[ConditionCode.SHELTER] is Verdict.FAILED:
        yield ChangeKind.OUT_OF_SHELTER, None, None, facts.but(in_shelter=False)


def _below_minimum(row: Row) -> Iterator[Candidate]:
    facts, rules = row.facts, row.pension_rules
    surplus = row.amount("counted_income") - row.amount("calculated_minimum")
    for kind, name, share in (
        (ChangeKind.EARNED_INCOME_BELOW, "earned_income", rules.earned_share),
        (ChangeKind.UNEARNED_INCOME_BELOW, "unearned_income", rules.unearned_share),
    ):
        income = getattr(facts, name) or Decimal(0)
        target = tidy(income - surplus / share) if share else Decimal(0)
        if target > 0:
            yield kind, target, tidy(income - target), facts.but(**{name: max(target - _HALALA, Decimal(0))})
    more = int(surplus // rules.dependant_increment) + 1
    number = (facts.counted_dependants or 0) + more
    yield (
        ChangeKind.DEPENDANTS_AT_LEAST,
        Decimal(number),
        Decimal(more),
        facts.but(dependants=number, role=Role.HEAD),
    )


def _losing(row: Row) -> Iterator[Candidate]:
    """More income, more days abroad."""
    facts, rules = row.facts, row.pension_rules
    room = row.amount("highest_pension")
    for kind, name, share in (
        (ChangeKind.EARNED_INCOME_AT_LEAST, "earned_income", rules.earned_share),
        (ChangeKind.UNEARNED_INCOME_AT_LEAST, "unearned_income", rules.unearned_share),
    ):
        if share:
            by = tidy(room / share)
            target = tidy((getattr(facts, name) or Decimal(0)) + by)
            yield kind, target, by, facts.but(**{name: target})
    limit = absence_rule(row.month, row.rules).max_days
    days = facts.days_abroad or 0
    yield ChangeKind.DAYS_ABROAD_ABOVE, Decimal(limit), Decimal(limit - days), facts.but(days_abroad=limit + 1)


def _dated(change: Change, row: Row) -> Change:
    if change.kind is not ChangeKind.DAYS_ABROAD_AT_MOST:
        return change
    return replace(change, until=absence_rule(row.month, row.rules).surely_back_by(row.on))
