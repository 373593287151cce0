"""All the dates of a message, a weekday and its date as one."""

from collections.abc import Iterator

from nlu.arabic.message import Found, Message, apart, whole
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
    by_first, by_last = {day.first: day for day in days}, {day.last: day for day in days}
    found = []
    for weekday in _longest(list(weekdays(message))):
        after = (by_first.get(weekday.last + gap) for gap in range(_MOST_BETWEEN + 1))
        before = (by_last.get(weekday.first - gap) for gap in range(_MOST_BETWEEN + 1))
        beside = next((day for day in (*after, *before) if day and _belong(message, weekday, day)), None)
        if beside:
            del by_first[beside.first], by_last[beside.last]
            first = min(weekday, beside, key=lambda moment: moment.first)
            found.append(Moment(beside.day, first.first, max(weekday.last, beside.last), first.start))
        else:
            found.append(_with_its_number(message, weekday))
    none = [Found("", "", hit.start, hit.end) for hit in message.scan.all("date_void")]
    moments = [*by_first.values(), *found]
    return none + [Found("date", moment.day.isoformat(), moment.start, _end(message, moment)) for moment in moments]


def _end(message: Message, moment: Moment) -> int:
    return message.scan.tokens[moment.last - 1].end


def _longest(moments: list[Moment]) -> list[Moment]:
    """Without those that overlap a longer one."""
    longest_first = sorted(moments, key=lambda m: (m.first - m.last, m.first))
    return apart((moment.first, moment.last, moment) for moment in longest_first)


def _belong(message: Message, weekday: Moment, day: Moment) -> bool:
    """Whether only "falling on", a comma or "day" stands between a weekday and a date. "Tomorrow" beside a weekday that it is
    not is another day («مو بكره الاحد»)."""
    if message.scan.at(day.first, "relative") and day.day.weekday() != weekday.day.weekday():
        return False
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
