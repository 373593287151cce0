"""The intent classifier: linear over all views, with a temperature and a refusal threshold found on held-out folds."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from sklearn.model_selection import StratifiedKFold

from nlu.understanding.bags import Bags, Counted
from nlu.understanding.calibration import best_temperature
from nlu.understanding.gate import Gate
from nlu.understanding.linear import Linear, softmax
from nlu.understanding.prepared import Prepared
from nlu.understanding.readings import OUT_OF_SCOPE, Reading

FOLDS = 3
SEED = 7


class HeldOut(NamedTuple):
    """What each training message got from a model that had not seen it. `truth` and the columns of `logits` are places in `labels`."""

    labels: np.ndarray
    truth: np.ndarray
    logits: np.ndarray


class IntentClassifier:
    """Trained once, then read-only."""

    def __init__(self, labels: np.ndarray, bags: Bags, linear: Linear, temperature: float, gate: Gate) -> None:
        self._labels, self._bags, self._linear = [str(label) for label in labels], bags, linear
        self._temperature, self._gate = temperature, gate

    @classmethod
    def fit(cls, messages: Sequence[Prepared], labels: Sequence[str]) -> IntentClassifier:
        """Folds first, for the temperature and the gate; then a model of everything."""
        names, truth = np.unique(np.asarray(labels), return_inverse=True)
        counted = Counted(messages, truth)
        seen = held_out(counted, names, truth)
        temperature = best_temperature(seen.logits, seen.truth)
        gate = Gate.fit(softmax(seen.logits * temperature), seen.truth, outside_of(seen.labels))
        linear = Linear.fit(counted.rows(np.arange(len(messages))), seen.truth, len(seen.labels), SEED)
        return cls(seen.labels, counted.bags(), linear, temperature, gate)

    def probabilities(self, message: Prepared) -> np.ndarray:
        """Of each label, in the order of the labels."""
        return softmax(self._linear.of_row(self._bags.row(message)) * self._temperature)

    def read(self, message: Prepared, count: int) -> tuple[list[Reading], float, bool]:
        """The most likely labels, the best first; how likely the message is in scope; whether the best may be claimed."""
        probabilities = self.probabilities(message)
        order = np.argsort(-probabilities)[:count]
        ranking = [Reading(self._labels[place], float(probabilities[place])) for place in order]
        in_scope, claimed = self._gate.of(probabilities)
        return ranking, in_scope, claimed


def held_out(counted: Counted, names: np.ndarray, truth: np.ndarray, folds: int = FOLDS) -> HeldOut:
    """Every message read by a model of the other folds."""
    logits = np.zeros((len(truth), len(names)), dtype=np.float32)
    for learnt, unseen in StratifiedKFold(folds, shuffle=True, random_state=SEED).split(np.zeros(len(truth)), truth):
        rows = counted.rows(learnt)
        logits[unseen] = Linear.fit(rows[learnt], truth[learnt], len(names), SEED).of_rows(rows[unseen])
    return HeldOut(names, truth, logits)


def outside_of(labels: np.ndarray) -> int:
    """The place of the label for what is out of scope, -1 where there is none."""
    return int(np.argmax(labels == OUT_OF_SCOPE)) if OUT_OF_SCOPE in labels else -1
