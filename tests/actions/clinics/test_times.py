"""Which week, and which times around a day that is full."""

from __future__ import annotations

from datetime import datetime

import pytest

from actions.clinics.times import next_week
from actions.clock import RIYADH


@pytest.mark.parametrize(
    ("today", "sunday"),
    [("2026-11-22T10:00", "2026-11-29"), ("2026-11-23T00:00", "2026-11-29"), ("2026-11-28T23:59", "2026-11-29")],
)
def test_next_week_begins_on_sunday(today: str, sunday: str) -> None:
    assert next_week(datetime.fromisoformat(today).replace(tzinfo=RIYADH)).date().isoformat() == sunday
