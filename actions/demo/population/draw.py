"""Drawing whole columns at random."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

import numpy as np
from numpy.typing import NDArray

from actions.demo.facts import Codes, Counts, Flags, Numbers


class Draw:
    """A seeded source of columns of `size` rows."""

    def __init__(self, seed: int, size: int) -> None:
        self.rng = np.random.default_rng(seed)
        self.size = size

    def chance(self, share: float) -> Flags:
        """True in about `share` of the rows."""
        return self.rng.random(self.size) < share

    def between(self, lowest: int, highest: int) -> Counts:
        """Whole numbers, both ends included."""
        return self.rng.integers(lowest, highest + 1, self.size)

    def bell(self, mean: float, deviation: float, lowest: float, highest: float) -> Numbers:
        """Numbers around `mean`, kept between the ends."""
        drawn: Numbers = np.clip(self.rng.normal(mean, deviation, self.size), lowest, highest)
        return drawn

    def index(self, weights: Sequence[float]) -> Counts:
        """Places in `weights`, by their weight."""
        parts = np.asarray(weights, dtype=np.float64)
        drawn: Counts = self.rng.choice(len(parts), self.size, p=parts / parts.sum())
        return drawn

    def code(self, weights: Mapping[str, float]) -> Codes:
        """Keys of `weights`, by their weight."""
        drawn: Codes = np.array(list(weights))[self.index(list(weights.values()))]
        return drawn

    def amounts(self, told: Mapping[str, Any]) -> Numbers:
        """Amounts with a long tail around `median`, in whole `step`s between `lowest` and `highest`."""
        drawn = told["median"] * np.exp(self.rng.normal(0, told["spread"], self.size))
        steps: Numbers = np.clip(np.round(drawn / told["step"]) * told["step"], told["lowest"], told["highest"])
        return steps

    def steps(self, told: Mapping[str, Any]) -> Numbers:
        """Amounts in whole `step`s, evenly between `lowest` and `highest`."""
        drawn: Numbers = self.rng.uniform(told["lowest"], told["highest"], self.size)
        steps: Numbers = np.round(drawn / told["step"]) * told["step"]
        return steps

    def uuids(self) -> list[UUID]:
        """Ids of version 4, the same for the same seed."""
        raw = self.rng.bytes(16 * self.size)
        return [UUID(bytes=raw[at : at + 16], version=4) for at in range(0, len(raw), 16)]


def picked(column: NDArray[Any], rows: NDArray[np.intp]) -> list[Any]:
    """The plain Python values of some rows."""
    values: list[Any] = column[rows].tolist()
    return values
