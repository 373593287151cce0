"""Calls are due in working hours."""

from __future__ import annotations

from datetime import datetime

import pytest

from actions.callbacks.models import PartOfDay
from actions.callbacks.service import next_window
from actions.clock import RIYADH

# 2026-11-22 is a Sunday.
CASES = [
    ("2026-11-22T08:00", PartOfDay.MORNING, "2026-11-22T09:00", "2026-11-22T12:00"),
    ("2026-11-22T10:30", PartOfDay.MORNING, "2026-11-22T10:30", "2026-11-22T12:00"),
    ("2026-11-22T11:30", PartOfDay.MORNING, "2026-11-23T09:00", "2026-11-23T12:00"),
    ("2026-11-22T11:30", PartOfDay.AFTERNOON, "2026-11-22T12:00", "2026-11-22T16:00"),
    ("2026-11-22T20:00", PartOfDay.ANY, "2026-11-23T09:00", "2026-11-23T16:00"),
    ("2026-11-26T15:30", PartOfDay.ANY, "2026-11-29T09:00", "2026-11-29T16:00"),
    ("2026-09-23T10:00", PartOfDay.ANY, "2026-09-24T09:00", "2026-09-24T16:00"),
]


@pytest.mark.parametrize(("now", "part", "start", "end"), CASES)
def test_a_call_is_due_in_the_next_working_hours(now: str, part: PartOfDay, start: str, end: str) -> None:
    window = next_window(_at(now), part)
    assert (window.start, window.end) == (_at(start), _at(end))


def _at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=RIYADH)
