"""What the operator decides about consultations (`policy.yaml`): no published rule fixes any of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from functools import lru_cache
from pathlib import Path

import yaml


@dataclass(frozen=True, slots=True)
class QuietHours:
    """Hours of the night in which nobody is written to; `last_call` is when to write to those who must hear before."""

    start: time
    end: time
    last_call: time

    def is_quiet(self, at: datetime) -> bool:
        return at.time() >= self.start or at.time() < self.end

    def over(self, at: datetime) -> datetime:
        """The first moment from `at` on that is not quiet."""
        if not self.is_quiet(at):
            return at
        day = at.date() if at.time() < self.end else at.date() + timedelta(days=1)
        return datetime.combine(day, self.end, at.tzinfo)

    def before(self, at: datetime) -> datetime:
        """The last call of the evening before the quiet hours that hold `at`."""
        day = at.date() - timedelta(days=1) if at.time() < self.end else at.date()
        return datetime.combine(day, self.last_call, at.tzinfo)


@dataclass(frozen=True, slots=True)
class Policy:
    """The parameters of consultations. `reminders`: how long before, the longest first."""

    who_may_book: frozenset[str]
    hold: timedelta
    offer: timedelta
    shortest_offer: timedelta
    offer_notice: timedelta
    reminders: tuple[timedelta, ...]
    reminder_notice: timedelta
    quiet: QuietHours
    nearest_days: timedelta


@lru_cache(maxsize=1)
def policy() -> Policy:
    """The policy of this installation."""
    told = yaml.safe_load(Path(__file__).with_name("policy.yaml").read_text(encoding="utf-8"))
    waiting, reminders, quiet = told["waiting_list"], told["reminders"], told["quiet_hours"]
    return Policy(
        who_may_book=frozenset(told["who_may_book"]),
        hold=timedelta(minutes=told["hold_minutes"]),
        offer=timedelta(minutes=waiting["offer_minutes"]),
        shortest_offer=timedelta(minutes=waiting["shortest_offer_minutes"]),
        offer_notice=timedelta(minutes=waiting["notice_minutes"]),
        reminders=tuple(timedelta(minutes=minutes) for minutes in sorted(reminders["before_minutes"], reverse=True)),
        reminder_notice=timedelta(minutes=reminders["least_notice_minutes"]),
        quiet=QuietHours(*(time.fromisoformat(quiet[name]) for name in ("from", "until", "last_call"))),
        nearest_days=timedelta(days=told["nearest_days"]),
    )
