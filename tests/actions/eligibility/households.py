"""Households that the tests of eligibility share."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from actions.eligibility.facts import HouseholdFacts

TODAY = date(2026, 11, 22)


def household(**facts: Any) -> HouseholdFacts:
    """A Saudi head with two dependants and nothing else, but for what is told."""
    told = {"saudi": True, "role": "head", "dependants": 2} | facts
    for name in ("earned_income", "unearned_income", "liquid_assets"):
        if name in told:
            told[name] = Decimal(str(told[name]))
    return HouseholdFacts.recorded(**told)


def alone(**facts: Any) -> HouseholdFacts:
    """A Saudi independent without income, but for what is told."""
    return household(**({"role": "independent", "dependants": 0} | facts))
