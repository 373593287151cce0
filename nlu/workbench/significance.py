"""Whether a difference on the same sentences is more than chance."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from scipy.stats import binomtest

_SAMPLES, _SEED = 5000, 7


class Difference(NamedTuple):
    """Second minus first: the share right, its 95 % interval by paired bootstrap, how many sentences were won and lost, and the
    probability of so uneven a split by chance alone (exact McNemar)."""

    difference: float
    low: float
    high: float
    won: int
    lost: int
    chance: float


def difference(first: Sequence[bool], second: Sequence[bool]) -> Difference:
    """Of the same sentences in the same order, at least one."""
    change = np.array(second, dtype=int) - np.array(first, dtype=int)
    won, lost = int((change > 0).sum()), int((change < 0).sum())
    # A sample of the sentences with repetition differs only in how often each kind of change is drawn.
    kinds = np.array([won, lost, len(change) - won - lost]) / len(change)
    drawn = np.random.RandomState(_SEED).multinomial(len(change), kinds, _SAMPLES)
    low, high = np.percentile((drawn[:, 0] - drawn[:, 1]) / len(change), [2.5, 97.5])
    chance = binomtest(won, won + lost).pvalue if won + lost else 1.0
    return Difference(float(change.mean()), float(low), float(high), won, lost, float(chance))
