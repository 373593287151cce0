"""Dates told from the day on which the demo data is loaded: `D-10`, `D+200`, `M-1`."""

from __future__ import annotations

import re
from datetime import date, timedelta

from actions.eligibility.months import add_months

_FORM = re.compile(r"([DM])([+-]\d+)")


def resolve(text: str, today: date) -> date:
    """`D±n`: so many days from `today`. `M±n`: the first of the month so many months from it. ValueError otherwise."""
    found = _FORM.fullmatch(text)
    if found is None:
        raise ValueError(f"not a relative date: {text}")
    number = int(found[2])
    return today + timedelta(days=number) if found[1] == "D" else month(today, -number)


def month(today: date, ago: int) -> date:
    """The first day of the month `ago` months before today's."""
    return add_months(today.replace(day=1), -ago)
