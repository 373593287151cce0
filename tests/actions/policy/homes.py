"""Populations that the tests of policies share."""

from __future__ import annotations

from typing import Any

import numpy as np

from actions.policy.population import Population, weights


def population(**told: Any) -> Population:
    """Saudi heads without other assets, but for what is told; every fact told has a value a household."""
    number = len(next(iter(told.values())))
    region = np.array(told.pop("region", [""] * number))
    category = np.array(told.pop("category", [""] * number))
    weight = np.array(told.pop("weight", weights(number)), dtype=float)
    plain = {
        "role": np.full(number, "head"),
        "saudi": np.ones(number, dtype=bool),
        "exception": np.full(number, "none"),
        "days_abroad": np.zeros(number),
        "in_shelter": np.zeros(number, dtype=bool),
        "dependants": np.full(number, 2),
        "earned_income": np.zeros(number),
        "unearned_income": np.zeros(number),
        "other_assets": np.zeros(number, dtype=bool),
        "transferred_group": np.full(number, "none"),
    }
    return Population(plain | {name: np.array(values) for name, values in told.items()}, region, category, weight)
