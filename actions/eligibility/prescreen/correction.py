"""A number without a name that puts an earlier answer right («لا قصدي 2000»): which answer it is about."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from actions.dialogue.turn import Turn
from actions.eligibility.prescreen.heard import amounts, people
from nlu.arabic.answers import correction
from nlu.arabic.income_answers import incomes
from nlu.arabic.openings import replaced_numbers
from nlu.arabic.quantity import first_number
from nlu.arabic.time_answers import length_of_time


@dataclass(frozen=True, slots=True)
class Limits:
    """What a number can be. `least` is the least that one without any word for it can be here, besides zero."""

    most: int
    least: int = 0

    def allow(self, number: Decimal | float) -> bool:
        return 0 <= float(number) <= self.most

    def allow_bare(self, number: Decimal | float) -> bool:
        return self.allow(number) and (number == 0 or float(number) >= self.least)


# Above these a slip of the finger is likelier than the truth.
NUMBERS: Mapping[str, Limits] = {
    "elig_days_abroad": Limits(366),
    "elig_dependents": Limits(30),
    "elig_earned_income": Limits(1_000_000, 100),
    "elig_unearned_income": Limits(1_000_000, 100),
}


def corrected(turn: Turn, text: str) -> tuple[str, float] | None:
    """The slot that a correction without a name is about, with the number: the last that was answered and can hold it."""
    if people(turn) is not None or turn.requested is None:
        return None
    number = correction(text)
    if number is None:
        return _replaced(turn, text)
    told = amounts(turn)
    found = incomes(text, told)
    if found.earned is not None or found.unearned is not None:
        return None
    if told and Decimal(str(told[-1])) == number * 1000:
        number = Decimal(str(told[-1]))
    days = length_of_time(text)
    for slot in _answered(turn):
        if days is not None and slot == "elig_days_abroad" and NUMBERS[slot].allow(days):
            return slot, float(days)
        if days is None and NUMBERS[slot].allow_bare(number):
            return slot, float(number)
    return None


def _replaced(turn: Turn, text: str) -> tuple[str, float] | None:
    """The answer that is said to be another («أربعة مو خمسة»)."""
    void, number = [float(one) for one in replaced_numbers(text)], first_number(text)
    if number is None or float(number) in void:
        return None
    slot = next((slot for slot in _answered(turn) if turn.slot(slot) in void), None)
    return (slot, float(number)) if slot is not None and NUMBERS[slot].allow_bare(number) else None


def _answered(turn: Turn) -> Iterator[str]:
    """The slots of numbers with an answer, the last one before the open question first."""
    order = ["elig_days_abroad", "elig_dependents", "elig_earned_income", "elig_unearned_income"]
    place = _PLACE.get(turn.requested or "", len(order))
    for slot in [*reversed(order[:place]), *reversed(order[place:])]:
        if isinstance(turn.slot(slot), int | float):
            yield slot


# How many of the numbers are asked before each question.
_PLACE = {
    "elig_saudi": 0,
    "elig_exception": 0,
    "elig_days_abroad": 0,
    "elig_in_shelter": 1,
    "elig_family_role": 1,
    "elig_dependents": 1,
    "elig_earned_income": 2,
    "elig_unearned_income": 3,
}
