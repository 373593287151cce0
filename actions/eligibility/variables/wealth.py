"""What is owned (law art. 9(3), executive regulation)."""

from __future__ import annotations

import numpy as np
from openfisca_core.indexed_enums import Enum
from openfisca_core.periods import MONTH, Period
from openfisca_core.variables import Variable

from actions.eligibility.entities import Household
from actions.eligibility.enums import Answer, Verdict
from actions.eligibility.vectors import Bools, Codes, Money, Parameters, Population, optional, set_answer, verdict


class cars(Variable):
    value_type = int
    entity = Household
    definition_period = MONTH
    label = "Cars of the household"


class liquid_assets(Money):
    value_type = float
    entity = Household
    definition_period = MONTH
    unit = "SAR"
    label = "Value of assets that can be sold, besides the main home and the disregarded cars"
    reference = ("social_security_law 9(3)",)


class other_assets(Variable):
    value_type = Enum
    possible_values = Answer
    default_value = Answer.unknown
    set_input = set_answer
    entity = Household
    definition_period = MONTH
    label = "Whether anything is owned besides the main home and the disregarded cars"
    reference = ("social_security_law 9(3)",)


class assets_beyond_disregard(Variable):
    value_type = bool
    entity = Household
    definition_period = MONTH
    label = "Assets beyond the disregarded are told"
    reference = ("social_security_law 9(3)",)

    def formula(household: Population, period: Period, parameters: Parameters) -> Bools:
        """Told as such, by a value, or by more cars than are disregarded."""
        return (
            (household("other_assets", period) == Answer.yes)
            | (household("liquid_assets", period) > 0)
            | (household("cars", period) > parameters(period).wealth.cars_disregarded)
        )


class wealth_condition(Variable):
    value_type = Enum
    possible_values = Verdict
    default_value = Verdict.unknown
    entity = Household
    definition_period = MONTH
    label = "Within the criteria of wealth"
    reference = ("social_security_law 9(3)",)

    def formula(household: Population, period: Period, parameters: Parameters) -> Codes:
        """Met without further assets. With them it is open, for no limit has been published.

        An operator who sets a limit has it applied to the value told.
        """
        beyond = household("assets_beyond_disregard", period)
        nothing_more = (household("other_assets", period) == Answer.no) & ~beyond
        limit = optional(parameters(period).wealth, "wealth_limit")
        failed = np.zeros_like(beyond) if limit is None else household("liquid_assets", period) > limit
        return verdict(met=nothing_more, failed=failed)
