"""The income comparison, the outcome and the pension (law arts. 9, 14)."""

from __future__ import annotations

import numpy as np
from openfisca_core.indexed_enums import Enum, EnumArray
from openfisca_core.periods import MONTH, Period
from openfisca_core.variables import Variable

from actions.eligibility.codes import ConditionCode
from actions.eligibility.entities import Household
from actions.eligibility.enums import Outcome, Verdict
from actions.eligibility.vectors import Bools, Codes, Floats, Money, Population, exact, verdict


class income_reaches_minimum(Variable):
    value_type = bool
    entity = Household
    definition_period = MONTH
    label = "What is certainly counted reaches the calculated minimum"
    reference = ("social_security_law 9(2)",)

    def formula(household: Population, period: Period) -> Bools:
        """The unknown and the contested can only add to what is certain."""
        minimum = household("calculated_minimum", period)
        return (minimum > 0) & (household("counted_income", period) >= minimum)


class income_condition(Variable):
    value_type = Enum
    possible_values = Verdict
    default_value = Verdict.unknown
    entity = Household
    definition_period = MONTH
    label = "Counted income below the calculated minimum"
    reference = ("social_security_law 9(2)",)

    def formula(household: Population, period: Period) -> Codes:
        """Strictly below, with contested income counted; open where the comparison is or may be waived.

        How the decree on transferred groups is applied is not known, so nothing is computed for them.
        """
        reached = household("income_reaches_minimum", period)
        most = household("counted_income", period) + household("contested_income", period)
        below = household("income_known", period) & (exact(most) < household("calculated_minimum", period))
        waived = household("income_comparison_waived", period)
        open_ = waived | household("income_comparison_may_be_waived", period)
        return verdict(met=below & ~waived, failed=reached & ~open_)


class outcome(Variable):
    value_type = Enum
    possible_values = Outcome
    default_value = Outcome.needs_study
    entity = Household
    definition_period = MONTH
    label = "What the assessment estimates"
    reference = ("social_security_law 9", "social_security_law 17")

    def formula(household: Population, period: Period) -> Codes:
        """As good as the worst condition: one failed decides, one unknown leaves it open."""
        verdicts = [household(f"{code}_condition", period).view(np.ndarray) for code in ConditionCode]
        return EnumArray(np.minimum.reduce(verdicts), Outcome)


class pension(Money):
    value_type = float
    entity = Household
    definition_period = MONTH
    unit = "SAR/month"
    label = "Pension with contested income counted; 0 unless likely eligible"
    reference = ("social_security_law 14",)

    def formula(household: Population, period: Period) -> Floats:
        """The calculated minimum less the counted income."""
        eligible = household("outcome", period) == Outcome.likely_eligible
        amount = household("highest_pension", period) - household("contested_income", period)
        return exact(np.where(eligible, amount, 0))


class highest_pension(Money):
    value_type = float
    entity = Household
    definition_period = MONTH
    unit = "SAR/month"
    label = "Calculated minimum less what is certainly counted, never below 0, whatever the outcome"
    reference = ("social_security_law 14",)

    def formula(household: Population, period: Period) -> Floats:
        """What would be paid if nothing contested counted."""
        return exact(np.maximum(household("calculated_minimum", period) - household("counted_income", period), 0))
