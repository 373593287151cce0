"""The hours of the night in which nobody is written to unasked (`quiet_hours.yaml`): the one place that knows them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from functools import lru_cache
from pathlib import Path

import yaml


@dataclass(frozen=True, slots=True)
class QuietHours:
    """They begin in the evening and end in the morning; `last_call` is when to write to those who must hear before."""

    start: time
    end: time
    last_call: time

    def holds(self, at: datetime) -> bool:
        return at.time() >= self.start or at.time() < self.end

    def over(self, at: datetime) -> datetime:
        """The first moment from `at` on that is not quiet."""
        if not self.holds(at):
            return at
        day = at.date() if at.time() < self.end else at.date() + timedelta(days=1)
        return datetime.combine(day, self.end, at.tzinfo)

    def before(self, at: datetime) -> datetime:
        """The last call of the evening before the quiet hours that hold `at`."""
        day = at.date() - timedelta(days=1) if at.time() < self.end else at.date()
        return datetime.combine(day, self.last_call, at.tzinfo)


@lru_cache(maxsize=1)
def quiet_hours() -> QuietHours:
    """The quiet hours of this installation."""
    told = yaml.safe_load(Path(__file__).with_suffix(".yaml").read_text(encoding="utf-8"))
    return QuietHours(*(time.fromisoformat(told[name]) for name in ("from", "until", "last_call")))
