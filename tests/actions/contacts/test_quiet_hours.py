"""The night in which nobody is written to unasked."""

from __future__ import annotations

from datetime import datetime

import pytest

from actions.clock import RIYADH
from actions.contacts.quiet_hours import quiet_hours


def at(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 11, day, hour, minute, tzinfo=RIYADH)


@pytest.mark.parametrize(
    ("moment", "told"),
    [
        (at(22, 9), at(22, 9)),
        (at(22, 20, 59), at(22, 20, 59)),
        (at(22, 21), at(23, 9)),
        (at(22, 23, 59), at(23, 9)),
        (at(23, 0), at(23, 9)),
        (at(23, 8, 59), at(23, 9)),
        (at(30, 22), datetime(2026, 12, 1, 9, tzinfo=RIYADH)),
    ],
)
def test_what_falls_into_the_night_waits_for_the_morning(moment: datetime, told: datetime) -> None:
    assert quiet_hours().over(moment) == told


@pytest.mark.parametrize(("moment", "told"), [(at(23, 8), at(22, 20, 30)), (at(22, 23), at(22, 20, 30))])
def test_what_has_to_come_before_the_night_comes_in_the_evening(moment: datetime, told: datetime) -> None:
    assert quiet_hours().before(moment) == told
