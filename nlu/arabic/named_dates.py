"""Dates with a month by name or number: 15 Rajab, the fifteenth of March 2027, the first of next month, "day 27"."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from nlu.arabic.calendars import (
    GREGORIAN_YEARS,
    HIJRI_YEARS,
    add_months,
    gregorian,
    hijri,
    hijri_year,
    last_of_gregorian,
    last_of_hijri,
    next_gregorian,
    next_hijri,
)
from nlu.arabic.message import Message, whole
from nlu.arabic.moments import Moment
from nlu.arabic.phrases import Hit

_DAYS, _MONTHS = 31, 12
_LAST = 0  # stands for the last day of whatever month follows
_MIDDLE = 15
_WHICH = {"after_next": 2, "next": 1, "last": -1, "this": 0}
_SMALLEST_SPOKEN_DAY = 3  # "day one" in words is a duration
_COUNTED = ("people", "measure", "currency", "unit_of_time", "scale", "scale_after", "part_of_day")


@dataclass(frozen=True, slots=True)
class _Day:
    """The day of a month named before it: tokens `first` to `last`. `sure`: it is no bare number."""

    day: int
    first: int
    last: int
    start: int
    sure: bool


def named_dates(message: Message) -> Iterator[Moment]:
    """Every date whose month is named, or known from the words."""
    for place in message.scan.telling():
        for day in _days(message, place):
            found = _with_month(message, day) or _day_alone(message, day)
            if found:
                yield found
        found = _month_first(message, place)
        if found:
            yield found


def _days(message: Message, place: int) -> Iterator[_Day]:
    scan = message.scan
    number = message.by_first.get(place)
    day = whole(number, _DAYS)
    if number and day:
        last = number.last + bool(scan.at(number.last, "nth"))
        yield _Day(day, place, last, number.start, sure=last > number.last)
    hit = scan.at(place, "ordinal")
    if hit:
        yield _Day(hit.value, place, hit.last, hit.start, sure=bool(scan.at(hit.last, "of")))
    if place in message.inside:
        return  # the half of "three and a half"
    for name, value in (("first_of", 1), ("last_of", _LAST), ("middle_of", _MIDDLE)):
        hit = scan.at(place, name)
        if hit:
            yield _Day(value, place, hit.last, hit.start, sure=True)


def _with_month(message: Message, day: _Day) -> Moment | None:
    scan, last, month_said = message.scan, day.last, False
    for _ in range(2):
        word = scan.at(last, "month_word") or scan.at(last, "of")
        if word is None or scan.at(last, "month"):
            break
        month_said = month_said or word.name == "month_word"
        last = word.last
    month = _month(message, last)
    if month:
        return _in_named_month(message, day, month)
    number = message.by_first.get(last)
    numbered = whole(number, _MONTHS)
    if number and numbered and month_said:
        return _in_month(message, day, ("gregorian", numbered), number.last)
    before = next((hit for name in _WHICH if (hit := scan.at(last, name))), None)
    if (
        number
        and numbered
        and not month_said
        and number.worded
        and message.by_first.get(day.first)
        and _is_told(message, day.first)
    ):
        return _in_month(message, day, ("gregorian", numbered), number.last)  # "day five three": the fifth of March
    relative = scan.at(last, "month") or (scan.at(before.last, "month") if before else None)
    return _in_relative_month(message, day, relative) if relative else None


def _is_told(message: Message, place: int) -> bool:
    return message.expecting == "date" or message.scan.at(place - 1, "day_word") is not None


def _month(message: Message, place: int) -> Hit | None:
    return message.scan.at(place, "gregorian") or message.scan.at(place, "hijri")


def _in_named_month(message: Message, day: _Day, month: Hit) -> Moment | None:
    return _in_month(message, day, (month.name, month.value), month.last)


def _in_month(message: Message, day: _Day, month: tuple[str, int], last: int) -> Moment | None:
    calendar, number = month
    year, last = _year(message, calendar, last)
    if calendar == "hijri":
        found = _hijri_day(message.today, year, number, day.day)
    else:
        found = _gregorian_day(message.today, year, number, day.day)
    return Moment(found, day.first, last, day.start) if found else None


def _year(message: Message, calendar: str, last: int) -> tuple[int | None, int]:
    """The year after a month, if one follows, and where it ends. An era without a year is taken too."""
    scan = message.scan
    place = last + (scan.key(last) == ",")
    word = scan.at(place, "year_word")
    place = word.last if word else place
    number = message.by_first.get(place)
    era = "era_hijri" if calendar == "hijri" else "era_gregorian"
    if number and int(number.value) in (HIJRI_YEARS if calendar == "hijri" else GREGORIAN_YEARS):
        after = scan.at(number.last, era)
        return int(number.value), after.last if after else number.last
    after = scan.at(last, era)
    return None, after.last if after and not after.particles and calendar == "hijri" else last


def _hijri_day(today: date, year: int | None, month: int, day: int) -> date | None:
    if day != _LAST:
        return hijri(year, month, day) if year else next_hijri(today, month, day)
    this_year = hijri_year(today)
    years = [year] if year else [this_year, this_year + 1] if this_year else []
    ends = [last_of_hijri(candidate, month) for candidate in years]
    return next((end for end in ends if end and (year or end >= today)), None)


def _gregorian_day(today: date, year: int | None, month: int, day: int) -> date | None:
    if day != _LAST:
        return gregorian(year, month, day) if year else next_gregorian(today, month, day)
    this_year = last_of_gregorian(year or today.year, month)
    return this_year if year or this_year >= today else last_of_gregorian(today.year + 1, month)


def _in_relative_month(message: Message, day: _Day, month: Hit) -> Moment | None:
    """ "The first of next month": Gregorian. A bare number needs the word day before it, or a coming month after it."""
    scan, today = message.scan, message.today
    ahead, last = _which_month(message, month)
    number = message.by_first.get(day.first)
    told = scan.at(day.first - 1, "day_word") is not None
    spoken_small = number is not None and number.worded and day.day < _SMALLEST_SPOKEN_DAY and not told
    coming = number is not None and ahead is not None and ahead >= 0
    if spoken_small or not (day.sure or told or message.expecting == "date" or coming):
        return None
    if ahead is None:
        found = _gregorian_day(today, None, today.month, day.day) if day.day == _LAST else _next_day(today, day.day)
    else:
        first = add_months(today.replace(day=1), ahead)
        found = _gregorian_day(today, first.year, first.month, day.day)
    return Moment(found, day.first, last, day.start) if found else None


def _which_month(message: Message, month: Hit) -> tuple[int | None, int]:
    """Months ahead of this one, None when not said, and where the phrase ends."""
    scan, last = message.scan, month.last
    for name, ahead in _WHICH.items():
        after, before = scan.at(last, name), scan.at(month.first - 1, name)
        if after and not after.particles:
            return ahead, after.last
        if before and before.last == month.first:
            return ahead, last
    return (0 if month.particles.endswith("\u0647") else None), last  # heh before the article: this


def _next_day(today: date, day: int) -> date | None:
    """The next such day of a month on or after today."""
    months = (add_months(today.replace(day=1), ahead) for ahead in range(3))
    days = (gregorian(first.year, first.month, day) for first in months)
    return next((found for found in days if found and found >= today), None)


def _day_alone(message: Message, day: _Day) -> Moment | None:
    """ "On day 27", "the 27th"; or a bare number where a date was asked for."""
    scan = message.scan
    number = message.by_first.get(day.first)
    weekday = scan.at(day.first - 1, "weekday") or scan.at(day.first, "weekday") or scan.at(day.first, "weekday_bare")
    counted = any(scan.at(day.last, name) for name in _COUNTED) or weekday
    if number is None or counted or _is_a_rule(message, day.first, day.last):
        return None
    asked = message.expecting == "date" and message.words == day.last - day.first
    told = scan.at(day.first - 1, "day_word")
    english = scan.tokens[day.first - 1].key.isascii() if told else False
    spoken_small = number.worded and day.day < _SMALLEST_SPOKEN_DAY
    if not asked and (not told or spoken_small or (english and not day.sure)):
        return None
    found = _next_day(message.today, day.day)
    return Moment(found, day.first, day.last, day.start) if found else None


def _is_a_rule(message: Message, first: int, last: int) -> bool:
    """ "Day 1 of every month", "every day ten": no date."""
    return any(message.scan.at(place, "every") for place in (first - 2, last, last + 1))


def _month_first(message: Message, place: int) -> Moment | None:
    """March 15, 2027."""
    month = _month(message, place)
    if month is None or place in message.by_last or message.scan.at(place - 1, "of") or month.particles:
        return None
    number = message.by_first.get(month.last)
    day = whole(number, _DAYS)
    if number is None or day is None or number.worded or any(message.scan.at(number.last, name) for name in _COUNTED):
        return None
    last = number.last + bool(message.scan.at(number.last, "nth"))
    return _in_month(message, _Day(day, place, last, month.start, sure=True), (month.name, month.value), last)
