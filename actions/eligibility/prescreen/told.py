"""What has been told so far, between the slots of the dialogue and the facts of a household."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any

from actions import clock
from actions.dialogue.tasks import PRESCREEN
from actions.eligibility.codes import Question
from actions.eligibility.engine import assess
from actions.eligibility.facts import HouseholdFacts

UNKNOWN = "unknown"
"""The answer of somebody who does not know: the question is not asked again, and the fact stays unknown."""

YES, NO = "yes", "no"


def _yes(value: Any) -> bool:
    return bool(value == YES)


def _money(value: Any) -> Decimal:
    return Decimal(str(value))


FACTS: Mapping[str, tuple[str, Callable[[Any], Any]]] = {
    "elig_saudi": ("saudi", _yes),
    "elig_exception": ("exception", str),
    "elig_days_abroad": ("days_abroad", int),
    "elig_in_shelter": ("in_shelter", _yes),
    "elig_family_role": ("role", str),
    "elig_dependents": ("dependants", int),
    "elig_earned_income": ("earned_income", _money),
    "elig_unearned_income": ("unearned_income", _money),
    "elig_assets": ("other_assets", _yes),
    "elig_transferred": ("transferred_group", str),
    "elig_separate": ("separate_dwelling", _yes),
}
"""The fact that a slot fills, and how its value is read."""

QUESTIONS: Mapping[str, Question] = {
    "elig_saudi": Question.SAUDI,
    "elig_exception": Question.EXCEPTION,
    "elig_days_abroad": Question.DAYS_ABROAD,
    "elig_in_shelter": Question.IN_SHELTER,
    "elig_family_role": Question.FAMILY_ROLE,
    "elig_dependents": Question.DEPENDENTS,
    "elig_earned_income": Question.EARNED_INCOME,
    "elig_unearned_income": Question.UNEARNED_INCOME,
    "elig_assets": Question.ASSETS,
    "elig_transferred": Question.TRANSFERRED_GROUP,
}


def facts_from(values: Mapping[str, Any]) -> HouseholdFacts:
    """What has been told so far, as facts of a household."""
    told = {fact: read(values[slot]) for slot, (fact, read) in FACTS.items() if values.get(slot) not in (None, UNKNOWN)}
    return replace(HouseholdFacts(), **told)


def slots_from(facts: HouseholdFacts) -> dict[str, Any]:
    """The slots that say these facts; what is not known is None."""
    slots = {slot: _slot(getattr(facts, fact)) for slot, (fact, _) in FACTS.items()}
    return {name: slots.get(name) for name in PRESCREEN.slots}


def next_question(values: Mapping[str, Any]) -> Question | None:
    """The question whose answer matters most now; None when the outcome is settled or nobody knows more."""
    given_up = {QUESTIONS[slot] for slot in QUESTIONS if values.get(slot) == UNKNOWN}
    return next((question for question in missing(facts_from(values)) if question not in given_up), None)


@lru_cache(maxsize=256)
def missing(facts: HouseholdFacts) -> tuple[Question, ...]:
    """What is still unknown and could change the outcome."""
    return assess(facts, _month()).missing


def _slot(value: Any) -> Any:
    if isinstance(value, bool):
        return YES if value else NO
    return float(value) if isinstance(value, Decimal | int) else value


def _month() -> date:
    return clock.today().replace(day=1)
