"""The numbers that texts hold a place for (`{base}`), by name: which parameter says them, and in which form they are told."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache
from pathlib import Path

import yaml

from actions.eligibility.reading import amount, provenance, text

_FILE = Path(__file__).with_name("numbers.yml")


class Form(StrEnum):
    """How a number is told."""

    NUMBER = "number"
    PERCENT = "percent"  # of a share
    TEXT = "text"  # a number to dial, an address, a name
    SINCE = "since"  # the day from which the value holds
    DAYS = "days"
    WORKING_DAYS = "working_days"
    HOURS = "hours"
    MONTHS = "months"
    TIMES = "times"
    CANS = "cans"
    OPPORTUNITIES = "opportunities"
    STAGES = "stages"


@dataclass(frozen=True, slots=True)
class Number:
    """`terms` are the parameters it is the sum of, with how often each is taken: mostly one, once."""

    terms: Mapping[str, int]
    form: Form

    def value(self, on: date) -> Decimal:
        """The sum by the values in force on a day; RuleNotFound where one is not known."""
        return sum((amount(name, on) * times for name, times in self.terms.items()), Decimal(0))

    def words(self, on: date) -> str:
        """What is no number at all, as it is in force on a day; RuleNotFound where it is not known."""
        return text(next(iter(self.terms)), on)

    def since(self, on: date) -> date:
        """The first day of the value in force on a day; RuleNotFound where none is."""
        return provenance(next(iter(self.terms)), on).in_force_from

    def is_overdue(self, on: date) -> bool:
        """Whether a parameter of it should have been verified again before this day."""
        return any(provenance(name, on).review_by < on for name in self.terms)


@lru_cache(maxsize=1)
def numbers() -> Mapping[str, Number]:
    """Every number that a text may name."""
    written = yaml.safe_load(_FILE.read_text(encoding="utf-8"))
    return {name: _number(told) for name, told in written.items()}


def _number(told: Mapping[str, object]) -> Number:
    terms = told.get("sum") or {told["parameter"]: 1}
    assert isinstance(terms, dict)
    return Number(terms, Form(str(told["as"])))
