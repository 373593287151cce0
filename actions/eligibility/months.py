"""Arithmetic of calendar months."""

from __future__ import annotations

from calendar import monthrange
from datetime import date

_MONTHS_A_YEAR = 12


def add_months(day: date, months: int) -> date:
    """The same day of another month, or its last day where the month is shorter; `months` may be negative."""
    year, month = divmod(day.year * _MONTHS_A_YEAR + day.month - 1 + months, _MONTHS_A_YEAR)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def full_months(since: date, until: date) -> int:
    """The full months between two days; 0 where `until` is before `since`."""
    months = (until.year - since.year) * _MONTHS_A_YEAR + until.month - since.month
    return max(months - (until.day < since.day), 0)
