"""What is read in a message."""

from __future__ import annotations

from typing import NamedTuple

NOTHING_CLAIMED = "nlu_fallback"
OUT_OF_SCOPE = "out_of_scope"
TOPIC = "faq/"
DANGER = "report_danger"
DANGER_KIND = "danger_kind"


class Reading(NamedTuple):
    """A label with its calibrated probability."""

    label: str
    confidence: float


class Understood(NamedTuple):
    """`intent.label` is `nlu_fallback` when nothing should be claimed; `ranking` has the real labels, the best first;
    `in_scope` is how likely the message is about the service at all, `danger` how surely it speaks of danger, whatever else
    it asks, and `danger_kind` of which if it does (None: the model knows of no kinds)."""

    intent: Reading
    ranking: list[Reading]
    in_scope: float
    danger: float = 0.0
    danger_kind: str | None = None
