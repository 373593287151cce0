"""The two calendars: Gregorian, and Hijri by Umm al-Qura."""

from datetime import date, timedelta

from hijridate import Gregorian, Hijri

_YEARS_TO_TRY = 9  # the longest wait for a day that most years lack: 29 February, the 30th of a Hijri month
_OLDEST, _NEWEST = 1900, 2100
HIJRI_YEARS = range(1300, 1500)
GREGORIAN_YEARS = range(_OLDEST, _NEWEST + 1)


def gregorian(year: int, month: int, day: int) -> date | None:
    """The date, or None when there is none such or it is out of reach."""
    try:
        return date(year, month, day) if year in GREGORIAN_YEARS else None
    except ValueError:
        return None


def hijri(year: int, month: int, day: int) -> date | None:
    """The Gregorian date of a Hijri one, or None when there is none such or Umm al-Qura does not reach it (1343-1500)."""
    try:
        return date(*Hijri(year, month, day).to_gregorian().datetuple())
    except (ValueError, OverflowError):
        return None


def of_year(year: int, month: int, day: int) -> date | None:
    """13xx and 14xx years are Hijri."""
    return hijri(year, month, day) if year in HIJRI_YEARS else gregorian(year, month, day)


def next_gregorian(today: date, month: int, day: int) -> date | None:
    """The next such day on or after today."""
    days = (gregorian(today.year + ahead, month, day) for ahead in range(_YEARS_TO_TRY))
    return next((found for found in days if found and found >= today), None)


def next_hijri(today: date, month: int, day: int) -> date | None:
    """The next such day on or after today."""
    year = hijri_year(today)
    if year is None:
        return None
    days = (hijri(year + ahead, month, day) for ahead in range(_YEARS_TO_TRY))
    return next((found for found in days if found and found >= today), None)


def hijri_year(today: date) -> int | None:
    """The Hijri year of a day."""
    try:
        return int(Gregorian(today.year, today.month, today.day).to_hijri().year)
    except (ValueError, OverflowError):
        return None


def last_of_gregorian(year: int, month: int) -> date:
    """The last day of a month."""
    return add_months(date(year, month, 1), 1) - timedelta(days=1)


def last_of_hijri(year: int, month: int) -> date | None:
    """The last day of a Hijri month, the 29th or the 30th."""
    return hijri(year, month, 30) or hijri(year, month, 29)


def add_months(day: date, months: int) -> date:
    """The same day of a later (or earlier) month, or its last day when it is shorter."""
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    for number in range(day.day, 27, -1):
        try:
            return date(year, month + 1, number)
        except ValueError:
            continue
    return date(year, month + 1, day.day)
