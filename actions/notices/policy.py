"""What the operator decides about notices (`policy.yaml`)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from functools import lru_cache
from pathlib import Path

import yaml


@dataclass(frozen=True, slots=True)
class Policy:
    """`card_ahead`: how long before the end of a card, the shortest first; `catch_up`: how long a notice that was
    missed is still told."""

    card_ahead: tuple[timedelta, ...]
    catch_up: timedelta


@lru_cache(maxsize=1)
def policy() -> Policy:
    """The policy of this installation."""
    told = yaml.safe_load(Path(__file__).with_suffix(".yaml").read_text(encoding="utf-8"))
    return Policy(
        card_ahead=tuple(timedelta(days=days) for days in sorted(told["card_days_ahead"])),
        catch_up=timedelta(days=told["catch_up_days"]),
    )
