"""Why a model read what it read: for people who look into it, never for the service."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

import numpy as np
import scipy.sparse as sp

from nlu.understanding.prepared import Prepared
from nlu.understanding.understanding import Understanding


class Spoken(NamedTuple):
    """Something counted in a message, and the log-odds that it adds to one label against another; below zero it speaks for the other."""

    view: str
    thing: str
    weight: float


class Belonging(NamedTuple):
    """How much a message is like the service, and the least for its best label to be claimed: log-odds, see `gate`."""

    found: float
    least: float


def prepared(model: Understanding, text: str) -> Prepared:
    """The message as the views read it."""
    return model._preparer.prepare(text)


def belonging(model: Understanding, text: str) -> Belonging:
    """What the gate weighs."""
    gate = model._classifier._gate
    return Belonging(gate.belonging(model._classifier.probabilities(prepared(model, text))), gate.least)


def spoken(model: Understanding, text: str, label: str, other: str) -> list[Spoken]:
    """Everything counted in the message, what weighs most first. ValueError for a label that the model does not know."""
    classifier, message = model._classifier, prepared(model, text)
    one, two = classifier._labels.index(label), classifier._labels.index(other)
    row = classifier._bags.row(message)
    weights = classifier._linear._weights[row.indices]
    adds = row.values * (weights[:, one] - weights[:, two]) * classifier._temperature
    added = dict(zip(row.indices.tolist(), adds.tolist()))
    found = [
        Spoken(bag._view.__name__, thing, added[bag.first + bag.index[thing]])
        for bag in classifier._bags._bags
        for thing in dict.fromkeys(bag._view(message))
        if thing in bag.index and bag.first + bag.index[thing] in added
    ]
    return sorted(found, key=lambda one: -abs(one.weight))


def rows(model: Understanding, texts: Iterable[str]) -> sp.csr_matrix:
    """The messages as the model sees them, each row of length one: their products are how alike they are, zero to one."""
    bags = model._classifier._bags
    counted = [bags.row(prepared(model, text)) for text in texts]
    ends = np.cumsum([0, *(len(row.indices) for row in counted)])
    nothing = [np.empty(0, dtype=np.float32)]
    values = np.concatenate([row.values / (np.linalg.norm(row.values) or 1.0) for row in counted] or nothing)
    indices = np.concatenate([row.indices for row in counted] or nothing).astype(np.int32)
    return sp.csr_matrix((values, indices, ends), shape=(len(counted), bags.width))
