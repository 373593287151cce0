"""How many days a short answer gives, of a stay abroad or any length of time («شهرين»)."""

from decimal import Decimal

from nlu.arabic.answer_words import PHRASES, holds
from nlu.arabic.answers import is_below_zero
from nlu.arabic.numbers import Number, number_word, numbers
from nlu.arabic.phrases import Scan

_MOST_DAYS = 366


def days_abroad(text: str, *, asked: bool) -> int | None:
    """Days outside the Kingdom: a length of time, or a denial of any journey. Unless asked, a journey must be named."""
    if is_below_zero(text):
        return None
    scan = PHRASES.scan(text)
    stayed, excepted = holds(scan, "zero"), holds(scan, "except")
    if (stayed and not excepted) or (asked and holds(scan, "nothing_abroad")):
        return 0
    if not asked and not stayed and not holds(scan, "travel"):
        return None
    length = _length(scan)
    if length is None and asked:
        found = [number for number in numbers(scan) if not _is_counted(scan, number)]
        length = found[0].value if len(found) == 1 else None
    return int(length) if length is not None and 0 <= length <= _MOST_DAYS else None


def length_of_time(text: str) -> int | None:
    """Days of a length of time with its unit («شهرين», "10 days")."""
    length = None if is_below_zero(text) else _length(PHRASES.scan(text))
    return None if length is None else int(length)


def _length(scan: Scan) -> Decimal | None:
    """Lengths of time added up («شهرين وعشرة ايام»)."""
    before = {number.last: number for number in numbers(scan)}
    total: Decimal | None = None
    for hit in scan.all("span"):
        number = before.get(hit.first)
        if number is None and (not scan.at(hit.first, "single") or scan.at(hit.first - 1, "not_length")):
            continue
        if number and scan.at(number.first - 1, "not_length"):
            continue
        length = (number.value if number else 1) * hit.value
        part = number_word(scan, hit.last)
        if part and part.name == "part" and part.particles:
            length += hit.value * part.value
        elif (half := number_word(scan, hit.first - 1)) and half.name == "part" and number is None:
            length = hit.value * half.value
        total = length if total is None else total + length
    return total


def _is_counted(scan: Scan, number: Number) -> bool:
    """Whether the number is one of people or of money rather than of days."""
    return bool(scan.at(number.last, "children") or scan.at(number.last, "currency"))
