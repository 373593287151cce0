"""The one clock of the project: zone-aware, Asia/Riyadh, and replaceable in tests.

Nothing else asks the operating system for the time, so that a test decides what "today" is.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime, timedelta
from typing import Protocol
from zoneinfo import ZoneInfo

RIYADH = ZoneInfo("Asia/Riyadh")


class Clock(Protocol):
    """Whatever can say which moment it is."""

    def now(self) -> datetime:
        """The present moment, zone-aware, in Asia/Riyadh."""


class SystemClock:
    """The clock of the machine."""

    def now(self) -> datetime:
        return datetime.now(RIYADH)


class FrozenClock:
    """A clock that stands still until it is told to move."""

    def __init__(self, moment: datetime) -> None:
        """`moment` must be zone-aware; ValueError otherwise."""
        self._moment = in_riyadh(moment)

    def now(self) -> datetime:
        return self._moment

    def advance(self, by: timedelta) -> None:
        """Move on by `by`."""
        self._moment += by


_clock: ContextVar[Clock] = ContextVar("clock", default=SystemClock())  # noqa: B039


def now() -> datetime:
    """The present moment, zone-aware, in Asia/Riyadh."""
    return _clock.get().now()


def today() -> date:
    """The present day in Riyadh."""
    return now().date()


def in_riyadh(moment: datetime) -> datetime:
    """The same moment told in Asia/Riyadh; ValueError for a naive one."""
    if moment.tzinfo is None:
        raise ValueError(f"a moment needs a zone: {moment.isoformat()}")
    return moment.astimezone(RIYADH)


@contextmanager
def use_clock(clock: Clock) -> Iterator[Clock]:
    """Let `clock` be the clock of this context (thread or task) for the block."""
    token = _clock.set(clock)
    try:
        yield clock
    finally:
        _clock.reset(token)
