"""A message as the extractors share it, and what they find in it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TypeVar

from nlu.arabic.numbers import Number
from nlu.arabic.phrases import Scan

Value = str | int | float
Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class Found:
    """A value found at `start` to `end` of the original text. Of two that overlap the higher `rank` stays, then the longer.

    An empty entity is a phrase that is known to mean nothing of the kind; it only keeps others away.
    """

    entity: str
    value: Value
    start: int
    end: int
    rank: int = 0


@dataclass(frozen=True, slots=True)
class Message:
    """The phrases and numbers of a message, the day it was written in Riyadh, and the name of what was just asked for.

    `by_first` and `by_last` are the numbers by the token they begin at and the one after them; `inside` the tokens within one;
    `words` how many tokens are not punctuation.
    """

    scan: Scan
    numbers: Sequence[Number]
    by_first: dict[int, Number]
    by_last: dict[int, Number]
    inside: frozenset[int]
    today: date
    expecting: str | None
    words: int


def message(scan: Scan, numbers: Sequence[Number], today: date, expecting: str | None) -> Message:
    """The message, with its number phrases indexed by where they begin and end."""
    inside = frozenset(place for number in numbers for place in range(number.first + 1, number.last))
    by_first, by_last = {n.first: n for n in numbers}, {n.last: n for n in numbers}
    words = sum(token.kind != "mark" for token in scan.tokens)
    return Message(scan, numbers, by_first, by_last, inside, today, expecting, words)


def apart(candidates: Iterable[tuple[int, int, Item]]) -> list[Item]:
    """Of things from a place to another (exclusive) those that do not overlap one that came before them."""
    taken = bytearray()
    kept: list[Item] = []
    for start, end, item in candidates:
        if taken.find(1, start, end) < 0:
            taken.extend(bytes(max(0, end - len(taken))))
            taken[start:end] = b"\x01" * (end - start)
            kept.append(item)
    return kept


def whole(number: Number | None, most: int) -> int | None:
    """The number as an int if it is a plain one between 1 and `most`."""
    if number is None or number.scaled or number.value != number.value.to_integral_value():
        return None
    return int(number.value) if 1 <= number.value <= most else None


def plain(value: Decimal) -> int | float:
    """An int where there is no fraction."""
    return int(value) if value == value.to_integral_value() else float(value)
