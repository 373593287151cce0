"""Bags of what the views count: sub-linear counts, rarer things heavier, each view's row of a fixed length; all views side by side."""

from __future__ import annotations

from collections import Counter
from typing import Callable, Dict, Iterable, List, NamedTuple, Sequence

import numpy as np
import scipy.sparse as sp

from nlu.understanding.prepared import Prepared
from nlu.understanding.views import VIEWS

_FEWEST = 2  # messages that something must be seen in


class Row(NamedTuple):
    """One message as sparse numbers."""

    indices: np.ndarray
    values: np.ndarray


class _Bag:
    """One view: what was seen in training and how rare each is."""

    def __init__(self, view: Callable[[Prepared], List[str]], weight: float, first: int) -> None:
        self._view, self._weight, self._first = view, weight, first
        self._index: Dict[str, int] = {}

    def __len__(self) -> int:
        return len(self._index)

    def learn(self, messages: Sequence[Prepared]) -> None:
        seen: Counter = Counter()
        for message in messages:
            seen.update(set(self._view(message)))
        kept = [(thing, count) for thing, count in seen.items() if count >= _FEWEST]
        self._index = {thing: self._first + place for place, (thing, _) in enumerate(kept)}
        self._rarity = np.array([1 + np.log((1 + len(messages)) / (1 + count)) for _, count in kept], dtype=np.float32)

    def row(self, message: Prepared) -> Row:
        counted = Counter(self._view(message))
        index = self._index
        known = [(index[thing], count) for thing, count in counted.items() if thing in index]
        if not known:
            return Row(np.empty(0, np.int32), np.empty(0, np.float32))
        indices = np.array([place for place, _ in known], dtype=np.int32)
        values = 1 + np.log(np.array([count for _, count in known], dtype=np.float32))
        values *= self._rarity[indices - self._first]
        values *= self._weight / np.sqrt(values @ values)
        return Row(indices, values)


class Bags:
    """All views of a message as one sparse row."""

    def __init__(self, messages: Sequence[Prepared]) -> None:
        self._bags: List[_Bag] = []
        self.width = 0
        for view, weight in VIEWS.values():
            bag = _Bag(view, weight, self.width)
            bag.learn(messages)
            self._bags.append(bag)
            self.width += len(bag)

    def row(self, message: Prepared) -> Row:
        """One message."""
        parts = [bag.row(message) for bag in self._bags]
        return Row(np.concatenate([part.indices for part in parts]), np.concatenate([part.values for part in parts]))

    def rows(self, messages: Iterable[Prepared]) -> sp.csr_matrix:
        """Many messages, a row each."""
        found = [self.row(message) for message in messages]
        ends = np.cumsum([0, *(len(row.indices) for row in found)])
        indices = np.concatenate([row.indices for row in found])
        values = np.concatenate([row.values for row in found])
        return sp.csr_matrix((values, indices, ends), shape=(len(found), self.width), dtype=np.float32)
