"""All the dates of a message, a weekday and its date as one."""

from collections.abc import Iterator

from nlu.arabic.message import Found, Message, whole
from nlu.arabic.moments import Moment
from nlu.arabic.named_dates import named_dates
from nlu.arabic.numeric_dates import numeric_dates
from nlu.arabic.relative_dates import relative_dates
from nlu.arabic.weekdays import weekdays

_YEARS = range(1950, 2077)  # beyond them Umm al-Qura has no tables
_MOST_BETWEEN = 2
_DAYS = 31
_COUNTED = ("people", "measure", "currency", "part_of_day", "unit_of_time")


def dates(message: Message) -> list[Found]:
    """Each date as ISO 8601."""
    if message.today.year not in _YEARS:
        return []
    days = _longest([*numeric_dates(message), *named_dates(message), *relative_dates(message)])
    found = []
    for weekday in _longest(list(weekdays(message))):
        beside = next((day for day in days if _belong(message, weekday, day)), None)
        if beside:
            days.remove(beside)
            first = min(weekday, beside, key=lambda moment: moment.first)
            days.append(Moment(beside.day, first.first, max(weekday.last, beside.last), first.start))
        else:
            found.append(_with_its_number(message, weekday))
    none = [Found("", "", hit.start, hit.end) for hit in message.scan.all("date_void")]
    return none + [Found("date", moment.day.isoformat(), moment.start, _end(message, moment)) for moment in days + found]


def _end(message: Message, moment: Moment) -> int:
    return message.scan.tokens[moment.last - 1].end


def _longest(moments: list[Moment]) -> list[Moment]:
    """Without those that overlap a longer one."""
    kept: list[Moment] = []
    for moment in sorted(moments, key=lambda m: (m.first - m.last, m.first)):
        if all(moment.last <= other.first or other.last <= moment.first for other in kept):
            kept.append(moment)
    return kept


def _belong(message: Message, weekday: Moment, day: Moment) -> bool:
    """Whether only "falling on", a comma or "day" stands between a weekday and a date."""
    first, last = (weekday.last, day.first) if weekday.first <= day.first else (day.last, weekday.first)
    between = list(_between(message, first, last))
    return first <= last <= first + _MOST_BETWEEN and all(between)


def _between(message: Message, first: int, last: int) -> Iterator[bool]:
    place = first
    while place < last:
        word = message.scan.at(place, "falling_on")
        yield word is not None and word.particles == ""
        place = word.last if word else last


def _with_its_number(message: Message, weekday: Moment) -> Moment:
    """ "Sunday 29": one date if the next 29th is a Sunday."""
    number = message.by_first.get(weekday.last)
    day = whole(number, _DAYS)
    if number is None or day is None or any(message.scan.at(number.last, name) for name in _COUNTED):
        return weekday
    fits = weekday.day.day == day
    return Moment(weekday.day, weekday.first, number.last, weekday.start) if fits else weekday
