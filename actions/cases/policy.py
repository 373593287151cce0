"""What cases are about and what the house allows: `policy.yaml`, typed."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from actions.benefits.models import DecisionStatus


class Window(StrEnum):
    """Periods that the rules know (`actions.eligibility.rules`)."""

    OBJECTION = "objection"
    FINANCIAL_COMPLAINT = "financial_complaint"
    DECISION_ON_APPLICATION = "decision_on_application"


@dataclass(frozen=True, slots=True)
class Policy:
    """`objections`: the category of an objection by the status of the decision; `complaints`: their windows, if any."""

    objections: dict[DecisionStatus, str]
    complaints: dict[str, Window | None]
    objection_reasons: dict[str, tuple[str, ...]]
    needs: tuple[str, ...]
    most_files: int
    most_reopenings: int

    def reasons_for(self, decision_reasons: tuple[str, ...]) -> tuple[str, ...]:
        """What can be wrong about a decision with these reasons, in the order in which it is offered."""
        listed = [self.objection_reasons.get(code) for code in decision_reasons]
        known = [codes for codes in listed if codes] or [self.objection_reasons["otherwise"]]
        fitting = dict.fromkeys(code for codes in known for code in codes if code != OWN_WORDS)
        return (*fitting, OWN_WORDS)


OWN_WORDS = "own_words"


@lru_cache(maxsize=1)
def policy() -> Policy:
    """The policy of this installation; ValueError where the file names what the code does not know."""
    told = _read("policy.yaml")
    return Policy(
        objections={DecisionStatus(status): one["category"] for status, one in told["objections"].items()},
        complaints={name: _window(one) for name, one in told["complaints"].items()},
        objection_reasons={name: tuple(codes) for name, codes in told["objection_reasons"].items()},
        needs=tuple(told["needs"]),
        most_files=told["most_files"],
        most_reopenings=told["most_reopenings"],
    )


def objection_reasons() -> tuple[str, ...]:
    """Every reason that an objection can name."""
    return policy().objection_reasons["otherwise"]


def complaint_subjects() -> tuple[str, ...]:
    """Everything that a complaint can be about."""
    return tuple(policy().complaints)


def _window(told: dict[str, str]) -> Window | None:
    return Window(told["window"]) if "window" in told else None


def _read(name: str) -> Any:
    return yaml.safe_load(Path(__file__).with_name(name).read_text(encoding="utf-8"))
