"""Bags of what the views count: sub-linear counts, rarer things heavier, each view's part of a row of a fixed length."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np
import scipy.sparse as sp
from sklearn.preprocessing import normalize

from nlu.understanding.prepared import Prepared
from nlu.understanding.views import VIEWS

_FEWEST = 2  # messages that something must be seen in


class Row(NamedTuple):
    """One message as sparse numbers."""

    indices: np.ndarray
    values: np.ndarray


class _Bag:
    """One view: which things are counted, in which column, and how rare each is."""

    def __init__(self, view: Callable[[Prepared], list[str]], weight: float, index: dict[str, int], first: int) -> None:
        self._view, self.weight, self.index, self.first = view, weight, index, first
        self.rarity = np.ones(len(index), dtype=np.float32)

    def row(self, message: Prepared) -> Row:
        index = self.index
        known = [(index[thing], count) for thing, count in Counter(self._view(message)).items() if thing in index]
        if not known:
            return Row(np.empty(0, np.int32), np.empty(0, np.float32))
        indices = np.array([place for place, _ in known], dtype=np.int32)
        values = (1 + np.log(np.array([count for _, count in known], dtype=np.float32))) * self.rarity[indices]
        return Row(indices + self.first, values * (self.weight / np.sqrt(values @ values)))


class Bags:
    """All views of a message as one sparse row of `width` numbers."""

    def __init__(self, bags: list[_Bag]) -> None:
        self._bags = bags
        self.width = sum(len(bag.index) for bag in bags)

    def row(self, message: Prepared) -> Row:
        """One message."""
        parts = [bag.row(message) for bag in self._bags]
        return Row(np.concatenate([part.indices for part in parts]), np.concatenate([part.values for part in parts]))


class Counted:
    """The training messages counted once; which of them are learnt from may change."""

    def __init__(self, messages: Sequence[Prepared]) -> None:
        self._bags: list[_Bag] = []
        self._counts: list[sp.csr_matrix] = []
        for view, weight in VIEWS.values():
            index, counts = _count([view(message) for message in messages])
            if not index:
                continue  # nothing of this kind is known
            self._bags.append(_Bag(view, weight, index, sum(len(bag.index) for bag in self._bags)))
            self._counts.append(counts)

    def rows(self, learnt: np.ndarray) -> sp.csr_matrix:
        """All messages as rows, as rare as things are among those at `learnt`; what is not seen there counts nothing."""
        parts = []
        for bag, counts in zip(self._bags, self._counts):
            often = np.bincount(counts[learnt].indices, minlength=counts.shape[1])
            rarity = 1 + np.log((1 + len(learnt)) / (1 + often))
            bag.rarity = np.where(often >= _FEWEST, rarity, 0).astype(np.float32)
            parts.append(normalize(counts @ sp.diags(bag.rarity)) * bag.weight)
        rows = sp.hstack(parts).tocsr().astype(np.float32)
        rows.eliminate_zeros()
        return rows

    def bags(self) -> Bags:
        """For messages to come, as rare as things were at the last call of `rows`."""
        return Bags(self._bags)


def _count(things: Sequence[list[str]]) -> tuple[dict[str, int], sp.csr_matrix]:
    """The column of each thing seen often enough, and the sub-linear counts."""
    often = Counter(thing for listed in things for thing in dict.fromkeys(listed))  # in the same order every time
    index = {thing: place for place, thing in enumerate(thing for thing, count in often.items() if count >= _FEWEST)}
    counted = [Counter(thing for thing in listed if thing in index) for listed in things]
    ends = np.cumsum([0, *map(len, counted)])
    indices = np.fromiter((index[thing] for one in counted for thing in one), dtype=np.int32, count=ends[-1])
    values = np.fromiter((count for one in counted for count in one.values()), dtype=np.float32, count=ends[-1])
    return index, sp.csr_matrix((1 + np.log(values), indices, ends), shape=(len(things), len(index)))
