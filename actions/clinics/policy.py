"""What the operator decides about consultations (`policy.yaml`): no published rule fixes any of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from functools import lru_cache
from pathlib import Path

import yaml


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
    nearest_days: timedelta


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
    )
