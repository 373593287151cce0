"""Who is a beneficiary for the benefits, and what the dependants are for them."""

from __future__ import annotations

import numpy as np
from openfisca_core.indexed_enums import Enum, EnumArray
from openfisca_core.periods import MONTH, Period
from openfisca_core.variables import Variable

from actions.eligibility.entities import Household
from actions.eligibility.enums import Answer, Outcome, Verdict
from actions.eligibility.vectors import Codes, Population, answered, known, set_answer, verdict


class eligible_this_month(Variable):
    value_type = Enum
    possible_values = Answer
    default_value = Answer.unknown
    set_input = set_answer
    entity = Household
    definition_period = MONTH
    label = "Whether the household is eligible in this month's cycle: as decided, else as the rules estimate"

    def formula(household: Population, period: Period) -> Codes:
        """Unknown where the outcome needs study."""
        outcome = household("outcome", period)
        answers = np.select(
            [outcome == Outcome.likely_eligible, outcome == Outcome.likely_ineligible],
            [Answer.yes.index, Answer.no.index],
            Answer.unknown.index,
        )
        return EnumArray(answers.astype(np.int16), Answer)


class beneficiary_this_month(Variable):
    value_type = Enum
    possible_values = Verdict
    default_value = Verdict.unknown
    entity = Household
    definition_period = MONTH
    label = "Eligible in this month's cycle, as every benefit asks"

    def formula(household: Population, period: Period) -> Codes:
        """As decided or estimated."""
        return answered(household("eligible_this_month", period))


def _among_dependants(household: Population, period: Period, name: str) -> Codes:
    """Whether one of the dependants is so; unknown while one of whom that is open could be."""
    told = household.members(name, period)
    named = household.nb_persons(Household.DEPENDANT)
    number = household("counted_dependants", period)
    met = household.sum(told == Verdict.met, role=Household.DEPENDANT) > 0
    open_ = household.sum(told == Verdict.unknown, role=Household.DEPENDANT) > 0
    all_named = known(number) & (number <= named)
    return verdict(met=met, failed=~met & ~open_ & all_named)


class has_child(Variable):
    value_type = Enum
    possible_values = Verdict
    default_value = Verdict.unknown
    entity = Household
    definition_period = MONTH
    label = "A child of the provider among the dependants"

    def formula(household: Population, period: Period) -> Codes:
        """One suffices."""
        return _among_dependants(household, period, "is_child")


class has_pupil(Variable):
    value_type = Enum
    possible_values = Verdict
    default_value = Verdict.unknown
    entity = Household
    definition_period = MONTH
    label = "A pupil among the dependants"

    def formula(household: Population, period: Period) -> Codes:
        """One suffices."""
        return _among_dependants(household, period, "is_pupil")


class has_pupil_in_bag_ages(Variable):
    value_type = Enum
    possible_values = Verdict
    default_value = Verdict.unknown
    entity = Household
    definition_period = MONTH
    label = "A pupil within the ages of the school bag among the dependants"

    def formula(household: Population, period: Period) -> Codes:
        """One suffices."""
        return _among_dependants(household, period, "is_pupil_in_bag_ages")


class has_pupil_with_disability(Variable):
    value_type = Enum
    possible_values = Verdict
    default_value = Verdict.unknown
    entity = Household
    definition_period = MONTH
    label = "A pupil with disability among the dependants"

    def formula(household: Population, period: Period) -> Codes:
        """One suffices; failed where none has been told."""
        found = _among_dependants(household, period, "is_pupil_with_disability") == Verdict.met
        return verdict(met=found, failed=~found)


class has_infant(Variable):
    value_type = Enum
    possible_values = Verdict
    default_value = Verdict.unknown
    entity = Household
    definition_period = MONTH
    label = "A child within the ages of the infant formula among the dependants"

    def formula(household: Population, period: Period) -> Codes:
        """One suffices."""
        return _among_dependants(household, period, "is_infant")
