"""Tomorrow, after two weeks, three days ago: counted from the day of the message. Durations are not dates."""

from collections.abc import Iterator
from datetime import date, timedelta

from nlu.arabic.calendars import add_months
from nlu.arabic.message import Message, whole
from nlu.arabic.moments import Moment

_LONGEST = {"day": 3650, "week": 520, "month": 120}
_HALF_A_MONTH = 15
_HAMZA = "\u0621"  # with it the word for tomorrow is lunch


def relative_dates(message: Message) -> Iterator[Moment]:
    """Every day given by its distance from today."""
    scan = message.scan
    for place in scan.telling():
        hit = scan.at(place, "relative")
        if hit and _HAMZA not in scan.text[hit.start : hit.end]:
            yield Moment(message.today + timedelta(days=hit.value), place, hit.last, hit.start)
        found = _ahead(message, place) or _english_ago(message, place)
        if found:
            yield found


def _ahead(message: Message, place: int) -> Moment | None:
    """After or before so much."""
    scan = message.scan
    word = scan.at(place, "after") or scan.at(place, "before")
    if word is None or word.particles not in {"", "\u0648"}:  # waw: and
        return None
    span = _span(message, word.last)
    if span is None or _from_something_else(message, span[2]):
        return None
    number, unit, last = span
    sign = 1 if word.name == "after" else -1
    day = _moved(message.today, sign * number, unit)
    half = scan.at(last, "part")
    if unit == "month" and half and half.particles and half.value * 2 == 1:
        day, last = day + sign * timedelta(days=_HALF_A_MONTH), half.last
    return Moment(day, place, last, word.start)


def _span(message: Message, place: int) -> tuple[int, str, int] | None:
    """So many of a unit, and where that ends: two weeks, 3 days, a month."""
    scan = message.scan
    two = scan.at(place, "two_units")
    if two:
        return 2, two.value, two.last
    article = scan.at(place, "a")
    number = message.by_first.get(place)
    start = article.last if article else number.last if number else place
    unit = scan.at(start, "unit_of_time")
    if unit is None or unit.particles:
        return None
    if number is None:
        english = scan.tokens[start].key.isascii() and not article
        return None if english or _named(message, start) else (1, unit.value, unit.last)
    count = whole(number, _LONGEST[unit.value])
    return (count, unit.value, unit.last) if count else None


def _named(message: Message, place: int) -> bool:
    """ "After the month of Ramadan", "after the day of Sunday": no distance."""
    scan = message.scan
    following = any(scan.at(place + 1, name) for name in ("hijri", "gregorian", "weekday", "weekday_bare"))
    return following or scan.at(place, "weekday") is not None or place + 1 in message.by_first


def _from_something_else(message: Message, last: int) -> bool:
    scan = message.scan
    event = scan.at(last, "of_event")
    return event is not None and not event.particles and scan.at(event.last, "from_now") is None


def _english_ago(message: Message, place: int) -> Moment | None:
    """Two weeks ago, 3 days from now."""
    scan = message.scan
    span = _span(message, place) if place in message.by_first or scan.at(place, "a") else None
    ago = scan.at(span[2], "ago") if span else None
    if span is None or ago is None:
        return None
    sign = -1 if scan.at(span[2], "back") else 1
    return Moment(_moved(message.today, sign * span[0], span[1]), place, ago.last, scan.tokens[place].start)


def _moved(today: date, number: int, unit: str) -> date:
    if unit == "month":
        return add_months(today, number)
    return today + timedelta(days=number * (7 if unit == "week" else 1))
