"""Bags of what the views count: sub-linear counts, heavier what tells more of the label, each view's part of a row of a fixed length."""

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
_IMAGINED = 1.0  # messages with each thing that are shared among the labels as all messages are: what is rare may be chance


class Row(NamedTuple):
    """One message as sparse numbers."""

    indices: np.ndarray
    values: np.ndarray


class _Bag:
    """One view: which things are counted, in which column, and how much each tells."""

    def __init__(self, view: Callable[[Prepared], list[str]], weight: float, index: dict[str, int], first: int) -> None:
        self._view, self.weight, self.index, self.first = view, weight, index, first
        self.telling = np.ones(len(index), dtype=np.float32)

    def row(self, message: Prepared) -> Row:
        index = self.index
        known = [(index[thing], count) for thing, count in Counter(self._view(message)).items() if thing in index]
        if not known:
            return Row(np.empty(0, np.int32), np.empty(0, np.float32))
        indices = np.array([place for place, _ in known], dtype=np.int32)
        values = (1 + np.log(np.array([count for _, count in known], dtype=np.float32))) * self.telling[indices]
        return Row(indices + self.first, values * (self.weight / (np.linalg.norm(values) or 1.0)))

    def only(self, kept: np.ndarray, first: int) -> _Bag:
        """The same bag without what is not kept, from column `first` on."""
        things = [thing for thing, keeps in zip(self.index, kept) if keeps]
        bag = _Bag(self._view, self.weight, {thing: place for place, thing in enumerate(things)}, first)
        bag.telling = self.telling[kept]
        return bag


class Bags:
    """All views of a message as one sparse row of `width` numbers."""

    def __init__(self, bags: list[_Bag]) -> None:
        self._bags = bags
        self.width = sum(len(bag.index) for bag in bags)

    def row(self, message: Prepared) -> Row:
        """One message."""
        parts = [bag.row(message) for bag in self._bags]
        return Row(np.concatenate([part.indices for part in parts]), np.concatenate([part.values for part in parts]))

    @property
    def telling(self) -> np.ndarray:
        """How much each number of a row weighs before its row is brought to length."""
        return np.concatenate([bag.telling * bag.weight for bag in self._bags])

    def only(self, kept: np.ndarray) -> Bags:
        """Without the numbers that are False in `kept`; those that are left move together."""
        before = np.r_[0, np.cumsum(kept)]
        return Bags([bag.only(kept[bag.first : bag.first + len(bag.index)], int(before[bag.first])) for bag in self._bags])


class Counted:
    """The training messages counted once; which of them are learnt from may change."""

    def __init__(self, messages: Sequence[Prepared], truth: np.ndarray) -> None:
        """`truth` are the labels of the messages as numbers from 0."""
        self._labels = sp.csr_matrix((np.ones(len(truth), np.float32), (truth, np.arange(len(truth)))))
        self._bags: list[_Bag] = []
        self._counts: list[sp.csr_matrix] = []
        for view, weight in VIEWS.values():
            index, counts = _count([view(message) for message in messages])
            if not index:
                continue  # nothing of this kind is known
            self._bags.append(_Bag(view, weight, index, sum(len(bag.index) for bag in self._bags)))
            self._counts.append(counts)

    def rows(self, learnt: np.ndarray) -> sp.csr_matrix:
        """All messages as rows, weighed by those at `learnt`; what is not seen there counts nothing."""
        parts = []
        for bag, counts in zip(self._bags, self._counts):
            bag.telling = _telling(counts[learnt] > 0, self._labels[:, learnt])
            parts.append(normalize(counts @ sp.diags(bag.telling)) * bag.weight)
        rows = sp.hstack(parts).tocsr().astype(np.float32)
        rows.eliminate_zeros()
        return rows

    def bags(self) -> Bags:
        """For messages to come, weighed as at the last call of `rows`."""
        return Bags(self._bags)


def _telling(seen: sp.csr_matrix, labels: sp.csr_matrix) -> np.ndarray:
    """How far the labels of the messages with a thing are from those of all messages: the root of their divergence, in nats."""
    often = np.bincount(seen.indices, minlength=seen.shape[1])
    common = np.asarray(labels.sum(axis=1)).ravel() / labels.shape[1]
    pairs = (labels @ seen).tocoo()  # of a label and a thing, how often
    shares = (pairs.data + _IMAGINED * common[pairs.row]) / (often + _IMAGINED)[pairs.col]
    told = np.bincount(pairs.col, shares * np.log(shares / common[pairs.row]), minlength=len(often))
    elsewhere = 1 - np.bincount(pairs.col, common[pairs.row], minlength=len(often))  # the labels that it was never seen with
    untold = _IMAGINED / (often + _IMAGINED)
    divergence = told + elsewhere * untold * np.log(untold)
    return np.where(often >= _FEWEST, np.sqrt(np.maximum(divergence, 0)), 0).astype(np.float32)


def _count(things: Sequence[list[str]]) -> tuple[dict[str, int], sp.csr_matrix]:
    """The column of each thing seen often enough, and the sub-linear counts."""
    often = Counter(thing for listed in things for thing in dict.fromkeys(listed))  # in the same order every time
    index = {thing: place for place, thing in enumerate(thing for thing, count in often.items() if count >= _FEWEST)}
    counted = [Counter(thing for thing in listed if thing in index) for listed in things]
    ends = np.cumsum([0, *map(len, counted)])
    indices = np.fromiter((index[thing] for one in counted for thing in one), dtype=np.int32, count=ends[-1])
    values = np.fromiter((count for one in counted for count in one.values()), dtype=np.float32, count=ends[-1])
    return index, sp.csr_matrix((1 + np.log(values), indices, ends), shape=(len(things), len(index)))
