"""Dates in digits: 15/3/1448, 2026-11-24, 15.3.2027, 27/11. Day first; year first if it begins with the year."""

import re
from collections.abc import Iterator
from datetime import date

from nlu.arabic.calendars import GREGORIAN_YEARS, HIJRI_YEARS, next_gregorian, next_hijri, of_year
from nlu.arabic.message import Message
from nlu.arabic.moments import Moment

_SEPARATOR = re.compile(r"\D+")
_FOUR = 4
_SHORT_HIJRI, _SHORT_GREGORIAN = range(40, 60), range(20, 40)
_MONTHS = 12
_FRACTIONS = {(1, 2), (1, 3), (1, 4), (3, 4), (2, 3), (24, 7)}
_COUNTED = ("people", "measure", "currency")


def numeric_dates(message: Message) -> Iterator[Moment]:
    """Every date in digits."""
    scan = message.scan
    for place, token in enumerate(scan.tokens):
        last = place + 1
        day = None
        if token.kind == "date":
            day = _full(_SEPARATOR.split(token.text), hijri=scan.at(last, "era_hijri") is not None)
        elif token.kind == "pair":
            day = _pair(message, place)
        elif token.kind == "number":
            day, last = _spaced(message, place), place + 3
        if day:
            yield Moment(day, place, _after_era(message, last), token.start)


def _after_era(message: Message, last: int) -> int:
    era = message.scan.at(last, "era_hijri") or message.scan.at(last, "era_gregorian")
    return era.last if era and not era.particles else last


def _full(parts: list[str], *, hijri: bool) -> date | None:
    if len(parts[0]) == _FOUR:
        year, month, day = map(int, parts)
    else:
        day, month, year = map(int, parts)
        if len(parts[2]) <= 2:
            year = _long_year(year, hijri=hijri)
        elif len(parts[2]) != _FOUR:
            return None
    if month > _MONTHS >= day:
        month, day = day, month  # month first: it cannot be read otherwise
    return of_year(year, month, day)


def _long_year(short: int, *, hijri: bool) -> int:
    if hijri or short in _SHORT_HIJRI:
        return 1400 + short
    return 2000 + short if short in _SHORT_GREGORIAN else 0


def _pair(message: Message, place: int) -> date | None:
    """Day and month. Fractions and "24/7" are dates only if something says so."""
    scan = message.scan
    day, month = map(int, _SEPARATOR.split(scan.tokens[place].text))
    hijri = scan.at(place + 1, "era_hijri")
    told = message.expecting == "date" or hijri or scan.at(place - 1, "day_word")
    if (day, month) in _FRACTIONS and not told:
        return None
    if any(scan.at(place + 1, name) for name in _COUNTED):
        return None
    return next_hijri(message.today, month, day) if hijri else next_gregorian(message.today, month, day)


def _spaced(message: Message, place: int) -> date | None:
    """Three numbers with spaces between: 15 3 1448."""
    tokens = message.scan.tokens[place : place + 3]
    parts = [token.text for token in tokens]
    if [token.kind for token in tokens] != ["number"] * 3 or not all(part.isdecimal() and len(part) <= _FOUR for part in parts):
        return None
    if (
        len(parts[0]) > 2
        or len(parts[1]) > 2
        or message.scan.kind(place - 1) == "number"
        or message.scan.kind(place + 3) == "number"
    ):
        return None
    year = int(parts[2])
    return of_year(year, int(parts[1]), int(parts[0])) if year in HIJRI_YEARS or year in GREGORIAN_YEARS else None
