"""From a text to a label, a ranking, and whether it is about the service at all."""

from __future__ import annotations

from typing import List, NamedTuple, Sequence

from nlu.understanding.classifier import OUT_OF_SCOPE, IntentClassifier, Reading
from nlu.understanding.prepare import prepare

NOTHING_CLAIMED = "nlu_fallback"


class Understood(NamedTuple):
    """`intent.label` is `nlu_fallback` when nothing should be claimed; `ranking` has the real labels, the best first."""

    intent: Reading
    ranking: List[Reading]
    in_scope: float


class Understanding:
    """Trained once, then read-only."""

    def __init__(self, classifier: IntentClassifier) -> None:
        self._classifier = classifier

    @classmethod
    def train(cls, texts: Sequence[str], labels: Sequence[str]) -> "Understanding":
        return cls(IntentClassifier().fit([prepare(text) for text in texts], labels))

    def read(self, text: str, count: int = 10) -> Understood:
        """The `count` most likely labels."""
        readings = self._classifier.read([prepare(text)], 1000)[0]
        outside = next((r.confidence for r in readings if r.label == OUT_OF_SCOPE), 0.0)
        best = readings[0]
        claimed = best if best.confidence >= self._classifier.threshold else Reading(NOTHING_CLAIMED, best.confidence)
        return Understood(claimed, readings[:count], 1.0 - outside)
