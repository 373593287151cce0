"""Permanent residence in the Kingdom (law art. 9(1), executive regulation art. 6)."""

from __future__ import annotations

from openfisca_core.indexed_enums import Enum
from openfisca_core.periods import MONTH, Period
from openfisca_core.variables import Variable

from actions.eligibility.entities import Household
from actions.eligibility.enums import Verdict
from actions.eligibility.vectors import UNKNOWN, Codes, Parameters, Population, known, verdict


class days_abroad(Variable):
    value_type = int
    default_value = UNKNOWN
    entity = Household
    definition_period = MONTH
    unit = "calendar days"
    label = "Days outside the Kingdom in the year before the payment; -1 when unknown"
    reference = ("executive_regulation 6",)


class residence_condition(Variable):
    value_type = Enum
    possible_values = Verdict
    default_value = Verdict.unknown
    entity = Household
    definition_period = MONTH
    label = "Permanent residence"
    reference = ("executive_regulation 6", "social_security_law 9(1)")

    def formula_2021_07(household: Population, period: Period, parameters: Parameters) -> Codes:
        """Met up to the days the regulation of June 2021 allows; before it nothing said how many."""
        days = household("days_abroad", period)
        allowed = days <= parameters(period).residence.max_absence_days
        return verdict(met=known(days) & allowed, failed=~allowed)
