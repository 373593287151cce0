"""The households that a reform is tried on: one a row."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from actions.eligibility.vectors import Floats

NO_GROUP = ""
"""As a region or category: not known, or none."""


class PopulationRefused(Exception):
    """The households cannot be read; the message is one sentence for the analyst."""


@dataclass(frozen=True, slots=True)
class Population:
    """Households with their facts as `assess_many` reads them, and what they are grouped by.

    `weight` tells how many households each row stands for. `presumed` names the facts that the source does not
    hold and that are taken as most people's.
    """

    columns: Mapping[str, NDArray[Any]]
    region: NDArray[np.str_]
    category: NDArray[np.str_]
    weight: Floats
    presumed: tuple[str, ...] = ()

    def __len__(self) -> int:
        return len(self.weight)

    @property
    def households(self) -> float:
        """How many households the rows stand for."""
        return float(self.weight.sum())

    def standing_for(self, households: float) -> Population:
        """The same rows, weighted so that together they stand for so many households."""
        return replace(self, weight=self.weight * (households / self.households))

    def without_contested_income(self, stipend_limit: float) -> Population:
        """The same households had they none of the income of which it is not known whether it counts."""
        columns = {name: values for name, values in self.columns.items() if name != "contested_support"}
        if "university_stipend" in columns:
            columns["university_stipend"] = np.minimum(columns["university_stipend"], stipend_limit)
        return replace(self, columns=columns)

    def has_contested_income(self, stipend_limit: float) -> bool:
        """Whether anybody receives such income."""
        nothing = np.zeros(1)
        contested = self.columns.get("contested_support", nothing)
        stipends = self.columns.get("university_stipend", nothing)
        return bool((contested > 0).any() or (stipends > stipend_limit).any())


def weights(rows: int) -> Floats:
    """Every row for itself."""
    return np.ones(rows)
