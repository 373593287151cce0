"""The intent classifier: linear over the three views, with a temperature and a refusal threshold found on held-out folds."""

from __future__ import annotations

from typing import List, NamedTuple, Sequence

import numpy as np
import scipy.sparse as sp
from sklearn.model_selection import StratifiedKFold
from sklearn.svm import LinearSVC

from nlu.understanding.prepared import Prepared
from nlu.understanding.views import Views

FOLDS = 3
# The share of messages of our own domain that may be answered with "please say it another way".
REFUSED_IN_SCOPE = 0.03
OUT_OF_SCOPE = "out_of_scope"
_TEMPERATURES = np.geomspace(0.5, 20.0, 60)


class Reading(NamedTuple):
    """A label with its calibrated probability."""

    label: str
    confidence: float


class IntentClassifier:
    """Trained once, then read-only. `threshold` is the confidence under which nothing is claimed."""

    def __init__(self, c: float = 0.35, seed: int = 7) -> None:
        self._c, self._seed = c, seed
        self.threshold = 0.0

    def fit(self, messages: Sequence[Prepared], labels: Sequence[str]) -> "IntentClassifier":
        self._labels, truth = np.unique(np.asarray(labels), return_inverse=True)
        margins = self._held_out_margins(messages, truth)
        self._temperature = _best_temperature(margins, truth)
        confidence = _softmax(margins * self._temperature).max(axis=1)
        in_scope = self._labels[truth] != OUT_OF_SCOPE
        self.threshold = float(np.quantile(confidence[in_scope], REFUSED_IN_SCOPE))
        self.held_out_accuracy = float((margins.argmax(axis=1) == truth).mean())
        self._views = Views()
        self._weights, self._bias = self._linear(self._views.fit(messages), truth)
        return self

    def read(self, messages: Sequence[Prepared], count: int = 10) -> List[List[Reading]]:
        """The most likely labels of each message, the best first."""
        probabilities = _softmax(self._margins(self._views.transform(messages)) * self._temperature)
        best = np.argsort(-probabilities, axis=1)[:, :count]
        return [[Reading(str(self._labels[i]), float(row[i])) for i in order] for row, order in zip(probabilities, best)]

    def _held_out_margins(self, messages: Sequence[Prepared], truth: np.ndarray) -> np.ndarray:
        margins = np.zeros((len(messages), len(self._labels)), dtype=np.float32)
        folds = StratifiedKFold(FOLDS, shuffle=True, random_state=self._seed)
        for known, unseen in folds.split(np.zeros(len(truth)), truth):
            views = Views()
            weights, bias = self._linear(views.fit([messages[i] for i in known]), truth[known])
            margins[unseen] = views.transform([messages[i] for i in unseen]) @ weights + bias
        return margins

    def _linear(self, rows: sp.csr_matrix, truth: np.ndarray) -> "tuple[np.ndarray, np.ndarray]":
        model = LinearSVC(C=self._c, random_state=self._seed).fit(rows, truth)
        # One C-ordered matrix: a sparse row times it takes milliseconds, scikit-learn's own path copies it each time.
        return np.ascontiguousarray(model.coef_.T, dtype=np.float32), model.intercept_.astype(np.float32)

    def _margins(self, rows: sp.csr_matrix) -> np.ndarray:
        return np.asarray(rows @ self._weights + self._bias)


def _best_temperature(margins: np.ndarray, truth: np.ndarray) -> float:
    """The temperature under which the held-out messages were least surprising."""
    rows = np.arange(len(truth))
    surprise = [-np.log(_softmax(margins * t)[rows, truth] + 1e-9).mean() for t in _TEMPERATURES]
    return float(_TEMPERATURES[int(np.argmin(surprise))])


def _softmax(scores: np.ndarray) -> np.ndarray:
    exponents = np.exp(scores - scores.max(axis=1, keepdims=True))
    return exponents / exponents.sum(axis=1, keepdims=True)
