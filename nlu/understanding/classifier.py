"""The intent classifier: linear over all views, with a temperature and a refusal threshold found on held-out folds."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from sklearn.model_selection import StratifiedKFold

from nlu.understanding.alarm import Alarm
from nlu.understanding.bags import Bags, Counted
from nlu.understanding.calibration import best_temperature
from nlu.understanding.gate import Gate
from nlu.understanding.kinds import Kinds
from nlu.understanding.linear import Linear, softmax
from nlu.understanding.prepared import Prepared
from nlu.understanding.readings import DANGER, OUT_OF_SCOPE, Reading

FOLDS = 3
SEED = 7
_IDLE = 0.2
"""The share of what is counted that says least: without it the readings stay the same, and memory and file are a fifth smaller."""


class HeldOut(NamedTuple):
    """What each training message got from a model that had not seen it. `truth` and the columns of `logits` are places in `labels`."""

    labels: np.ndarray
    truth: np.ndarray
    logits: np.ndarray


class Ranked(NamedTuple):
    """The most likely labels, the best first; how likely the message is in scope; whether the best may be claimed; how surely it
    speaks of danger, and of which if so."""

    ranking: list[Reading]
    in_scope: float
    claimed: bool
    danger: float
    danger_kind: str | None


class IntentClassifier:
    """Trained once, then read-only."""

    def __init__(
        self,
        labels: np.ndarray,
        bags: Bags,
        linear: Linear,
        temperature: float,
        gate: Gate,
        alarm: Alarm | None,
        kinds: Kinds | None,
    ) -> None:
        self._labels, self._bags, self._linear = [str(label) for label in labels], bags, linear
        self._temperature, self._gate, self._alarm, self._kinds = temperature, gate, alarm, kinds

    @classmethod
    def fit(cls, messages: Sequence[Prepared], labels: Sequence[str], kinds: Sequence[str | None]) -> IntentClassifier:
        """Folds first, for the temperature, the gate and the alarm; then a model of everything. `kinds`: of the messages that
        speak of danger those that are surely of one kind."""
        names, truth = np.unique(np.asarray(labels), return_inverse=True)
        counted = Counted(messages, truth)
        seen = held_out(counted, names, truth)
        temperature = best_temperature(seen.logits, seen.truth)
        probabilities = softmax(seen.logits * temperature)
        gate = Gate.fit(probabilities, seen.truth, place_of(OUT_OF_SCOPE, seen.labels))
        danger = place_of(DANGER, seen.labels)
        alarm = Alarm.fit(seen.logits, probabilities, seen.truth, danger) if danger >= 0 else None
        rows = counted.rows(np.arange(len(messages)))
        linear = Linear.fit(rows, seen.truth, len(seen.labels), SEED)
        bags = counted.bags()
        says = linear.differences * bags.telling
        kept = says >= np.quantile(says, _IDLE)
        kinds_of = Kinds.fit(rows[:, kept], kinds, SEED)
        return cls(seen.labels, bags.only(kept), linear.only(kept), temperature, gate, alarm, kinds_of)

    def probabilities(self, message: Prepared) -> np.ndarray:
        """Of each label, in the order of the labels."""
        return softmax(self._linear.of_row(self._bags.row(message)) * self._temperature)

    def read(self, message: Prepared, count: int) -> Ranked:
        """The `count` most likely labels of a message, and what else is known of it."""
        row = self._bags.row(message)
        logits = self._linear.of_row(row)
        probabilities = softmax(logits * self._temperature)
        order = np.argsort(-probabilities)[:count]
        ranking = [Reading(self._labels[place], float(probabilities[place])) for place in order]
        in_scope, claimed = self._gate.of(probabilities)
        danger = self._alarm.of(logits, probabilities) if self._alarm else 0.0
        return Ranked(ranking, in_scope, claimed, danger, self._kinds.of(row) if self._kinds else None)


def held_out(counted: Counted, names: np.ndarray, truth: np.ndarray, folds: int = FOLDS) -> HeldOut:
    """Every message read by a model of the other folds."""
    logits = np.zeros((len(truth), len(names)), dtype=np.float32)
    for learnt, unseen in StratifiedKFold(folds, shuffle=True, random_state=SEED).split(np.zeros(len(truth)), truth):
        rows = counted.rows(learnt)
        logits[unseen] = Linear.fit(rows[learnt], truth[learnt], len(names), SEED).of_rows(rows[unseen])
    return HeldOut(names, truth, logits)


def place_of(label: str, labels: np.ndarray) -> int:
    """Where a label is among the labels, -1 where it is not."""
    return int(np.argmax(labels == label)) if label in labels else -1
