"""Which messages are alike, as the model sees them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from sklearn.cluster import AgglomerativeClustering

from nlu.training.sentences import Sentence
from nlu.understanding.evidence import rows
from nlu.understanding.understanding import Understanding

MOST = 3000
"""Messages that are grouped at once: every two are compared."""
_FARTHEST = 0.62  # of the average of a group: beyond it people would not call them the same question


class Neighbour(NamedTuple):
    """A training sentence and how alike it is, zero to one."""

    sentence: Sentence
    likeness: float


class Neighbours:
    """Training sentences, ready to be compared with."""

    def __init__(self, model: Understanding, known: Sequence[Sentence]) -> None:
        self._model, self._known = model, known
        self._rows = rows(model, (sentence.text for sentence in self._known))

    def of(self, text: str, count: int) -> list[Neighbour]:
        """The most alike, the nearest first."""
        alike = np.asarray((self._rows @ rows(self._model, [text]).T).todense()).ravel()
        return [Neighbour(self._known[at], float(alike[at])) for at in np.argsort(-alike, kind="stable")[:count]]


def groups(model: Understanding, texts: Sequence[str]) -> list[list[int]]:
    """Places of the texts, those that are alike together, the largest group first; within it and among equals in their order."""
    if len(texts) < 2:
        return [[at] for at in range(len(texts))]
    counted = rows(model, texts)
    far = 1 - np.asarray((counted @ counted.T).todense())
    np.clip(far, 0, 1, out=far)
    cluster = AgglomerativeClustering(
        n_clusters=None, affinity="precomputed", linkage="average", distance_threshold=_FARTHEST
    ).fit(far)
    found: dict[int, list[int]] = {}
    for at, group in enumerate(cluster.labels_):
        found.setdefault(int(group), []).append(at)
    return sorted(found.values(), key=lambda places: (-len(places), places[0]))
