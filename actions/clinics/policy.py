"""What the operator decides about consultations (`policy.yaml`): no published rule fixes any of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import time, timedelta
from functools import lru_cache
from pathlib import Path

import yaml

type Hours = tuple[time, time]
"""From one time of day to before another."""


@dataclass(frozen=True, slots=True)
class PartOfDay:
    """The hours that people mean by a part of the day, and the part that is nearest to it."""

    hours: Hours
    near: str


@dataclass(frozen=True, slots=True)
class Policy:
    """The parameters of consultations. `reminders`: how long before, the longest first; `parts_of_day` by their names."""

    who_may_book: frozenset[str]
    hold: timedelta
    offer: timedelta
    shortest_offer: timedelta
    offer_notice: timedelta
    reminders: tuple[timedelta, ...]
    reminder_notice: timedelta
    nearest_days: timedelta
    parts_of_day: Mapping[str, PartOfDay]


@lru_cache(maxsize=1)
def policy() -> Policy:
    """The policy of this installation."""
    told = yaml.safe_load(Path(__file__).with_name("policy.yaml").read_text(encoding="utf-8"))
    waiting, reminders = told["waiting_list"], told["reminders"]
    return Policy(
        who_may_book=frozenset(told["who_may_book"]),
        hold=timedelta(minutes=told["hold_minutes"]),
        offer=timedelta(minutes=waiting["offer_minutes"]),
        shortest_offer=timedelta(minutes=waiting["shortest_offer_minutes"]),
        offer_notice=timedelta(minutes=waiting["notice_minutes"]),
        reminders=tuple(timedelta(minutes=minutes) for minutes in sorted(reminders["before_minutes"], reverse=True)),
        reminder_notice=timedelta(minutes=reminders["least_notice_minutes"]),
        nearest_days=timedelta(days=told["nearest_days"]),
        parts_of_day={name: _part(part) for name, part in told["parts_of_day"].items()},
    )


def _part(told: Mapping[str, str]) -> PartOfDay:
    return PartOfDay((time.fromisoformat(told["from"]), time.fromisoformat(told["until"])), told["near"])
