"""What stops a pension besides a failed condition (law art. 17)."""

from __future__ import annotations

import numpy as np
from openfisca_core.indexed_enums import Enum, EnumArray
from openfisca_core.periods import MONTH, Period
from openfisca_core.variables import Variable

from actions.eligibility.entities import Household
from actions.eligibility.enums import StopCase, Verdict
from actions.eligibility.vectors import Codes, Parameters, Population, optional, verdict


class unused_opportunities(Variable):
    value_type = int
    entity = Household
    definition_period = MONTH
    label = "Empowerment opportunities offered and left unused without a valid reason"
    reference = ("social_security_law 17(5)",)


class working_days_without_update(Variable):
    value_type = int
    entity = Household
    definition_period = MONTH
    unit = "working days"
    label = "Working days since the Ministry's notice to update personal data, while it is not done"
    reference = ("social_security_law 17(3)",)


class told_stop_case(Variable):
    value_type = Enum
    possible_values = StopCase
    default_value = StopCase.none
    entity = Household
    definition_period = MONTH
    label = "The case of article 17 that the Ministry has established"
    reference = ("social_security_law 17",)


class stop_case(Variable):
    value_type = Enum
    possible_values = StopCase
    default_value = StopCase.none
    entity = Household
    definition_period = MONTH
    label = "The case of article 17 that applies"
    reference = ("social_security_law 17",)

    def formula(household: Population, period: Period, parameters: Parameters) -> Codes:
        """The one told; else what late updates or unused opportunities amount to."""
        told = household("told_stop_case", period).view(np.ndarray)
        deadlines = parameters(period).deadlines
        late = household("working_days_without_update", period) > deadlines.update_data_before_stop
        chances = optional(deadlines, "empowerment_opportunities_before_stop")
        refused = household("unused_opportunities", period) >= (np.inf if chances is None else chances)
        counted = np.where(refused, StopCase.work_refused.index, StopCase.none.index)
        counted = np.where(late, StopCase.data_update_late.index, counted)
        applies = np.where(told != StopCase.none.index, told, counted)
        return EnumArray(applies.astype(np.int16), StopCase)


class stop_cases_condition(Variable):
    value_type = Enum
    possible_values = Verdict
    default_value = Verdict.met
    entity = Household
    definition_period = MONTH
    label = "No case that stops the pension"
    reference = ("social_security_law 17",)

    def formula(household: Population, period: Period) -> Codes:
        """Met unless such a case has been established."""
        free = household("stop_case", period) == StopCase.none
        return verdict(met=free, failed=~free)
