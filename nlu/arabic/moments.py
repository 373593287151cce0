"""A day found in a message, before weekdays are joined to their dates."""

from dataclasses import dataclass
from datetime import date

from nlu.arabic.data import table
from nlu.arabic.phrases import Phrases

_NUMBERED = ("gregorian", "hijri", "ordinal", "relative")
_WEEK = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


@dataclass(frozen=True, slots=True)
class Moment:
    """The day that tokens `first` to `last` (exclusive) mean; `start` is a place in the original, without particles."""

    day: date
    first: int
    last: int
    start: int


def add_calendar(phrases: Phrases) -> None:
    """Put the words of dates; weekdays as Python numbers them, Monday 0."""
    for name, entries in table("calendar").items():
        if name in {"weekday", "weekday_bare"}:
            phrases.add_all(name, {_WEEK.index(day): spellings for day, spellings in entries.items()})
        elif name in _NUMBERED:
            phrases.add_all(name, {int(number): spellings for number, spellings in entries.items()})
        elif isinstance(entries, dict):
            phrases.add_all(name, entries)
        else:
            phrases.add(name, None, entries)
