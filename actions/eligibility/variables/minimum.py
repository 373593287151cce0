"""The calculated minimum of a household (law arts. 14, 15)."""

from __future__ import annotations

import numpy as np
from openfisca_core.periods import MONTH, Period

from actions.eligibility.entities import Household
from actions.eligibility.vectors import Floats, Money, Parameters, Population, exact, known, optional, or_zero


class dependants_increment(Money):
    value_type = float
    entity = Household
    definition_period = MONTH
    unit = "SAR/month"
    label = "What the dependants add to the base minimum"
    reference = ("social_security_law 14(1)",)

    def formula(household: Population, period: Period, parameters: Parameters) -> Floats:
        """An increment for each dependant, never above the base minimum each."""
        pension = parameters(period).pension
        each = min(pension.dependant_increment_monthly, pension.base_minimum_monthly)
        return exact(or_zero(household("counted_dependants", period)) * each)


class calculated_minimum(Money):
    value_type = float
    entity = Household
    definition_period = MONTH
    unit = "SAR/month"
    label = "Calculated minimum; 0 while the number of dependants is unknown"
    reference = ("social_security_law 14(1)", "social_security_law 15")

    def formula(household: Population, period: Period, parameters: Parameters) -> Floats:
        """The base minimum and the increments, up to the cap where one is set."""
        pension = parameters(period).pension
        minimum = pension.base_minimum_monthly + household("dependants_increment", period)
        cap = optional(pension, "household_cap_monthly")
        if cap is not None:
            minimum = np.minimum(minimum, cap)
        return exact(np.where(known(household("counted_dependants", period)), minimum, 0))
