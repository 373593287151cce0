"""The one clock."""

from __future__ import annotations

import asyncio
from datetime import UTC, date, datetime, timedelta

import pytest

from actions import clock
from actions.clock import RIYADH, FrozenClock, use_clock


def test_the_clock_tells_the_time_of_riyadh() -> None:
    assert clock.now().tzinfo is RIYADH


def test_the_day_changes_at_midnight_in_riyadh() -> None:
    with use_clock(FrozenClock(datetime(2026, 11, 22, 21, 30, tzinfo=UTC))):
        assert clock.today() == date(2026, 11, 23)


def test_a_frozen_clock_moves_only_when_it_is_told() -> None:
    frozen = FrozenClock(datetime(2026, 11, 22, 10, tzinfo=RIYADH))
    with use_clock(frozen):
        before = clock.now()
        frozen.advance(timedelta(minutes=5))
        assert clock.now() - before == timedelta(minutes=5)


def test_a_clock_needs_a_zone() -> None:
    with pytest.raises(ValueError, match="needs a zone"):
        FrozenClock(datetime(2026, 11, 22, 10))  # noqa: DTZ001


async def test_tasks_that_are_started_see_the_clock_of_the_test(clock: FrozenClock) -> None:
    async def told() -> datetime:
        from actions.clock import now

        return now()

    assert await asyncio.create_task(told()) == clock.now()
