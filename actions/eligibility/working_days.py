"""Working days: the week and the public holidays that the parameters give."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from hijridate import Gregorian, Hijri

from actions.eligibility import reading

_ONE_DAY = timedelta(days=1)
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_FIXED = ("calendar.founding_day", "calendar.national_day")


@dataclass(frozen=True, slots=True)
class Deadline:
    """The two readings of a period of the law, whose "day" is a working day but is often told as a calendar day.

    Act before `act_before`; nobody is late before `latest` has passed.
    """

    act_before: date
    latest: date


def deadline(start: date, days: int) -> Deadline:
    """The last day of a period of `days` that begins the day after `start`, in both readings."""
    return Deadline(start + timedelta(days=days), add_working_days(start, days))


def add_working_days(start: date, days: int) -> date:
    """The `days`-th working day after `start`; `start` itself for 0. Eids are taken at their longest."""
    day = start
    while days > 0:
        day += _ONE_DAY
        days -= is_working_day(day)
    return day


def is_working_day(day: date) -> bool:
    """Whether public offices work on this day, as far as the calendar alone can tell."""
    return _in_workweek(day) and not is_public_holiday(day)


def is_public_holiday(day: date) -> bool:
    """Founding Day, National Day, or a day off at one of the Eids (Umm al-Qura; the sighting may move it)."""
    return any(reading.optional(name, day) == f"{day:%m-%d}" for name in _FIXED) or day in _eid_days(_hijri_year(day))


def _in_workweek(day: date) -> bool:
    return _WEEKDAYS[day.weekday()] in reading.texts("calendar.workweek", day)


def _hijri_year(day: date) -> int:
    return Gregorian.fromdate(day).to_hijri().year


@lru_cache(maxsize=16)
def _eid_days(year: int) -> frozenset[date]:
    """The days off of a Hijri year: from the day after 29 Ramadan, and from the day of Arafah."""
    al_fitr = Hijri(year, 9, 29).to_gregorian() + _ONE_DAY
    al_adha = Hijri(year, 12, 9).to_gregorian()
    return frozenset(_days_off(al_fitr) | _days_off(al_adha))


def _days_off(first: date) -> set[date]:
    left = reading.optional("calendar.eid_holiday_working_days.longest", first) or 0
    days: set[date] = set()
    day = date(first.year, first.month, first.day)
    while left > 0:
        days.add(day)
        left -= _in_workweek(day)
        day += _ONE_DAY
    return days
