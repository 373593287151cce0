"""A family, or an independent (law arts. 1(5)-(8))."""

from __future__ import annotations

import numpy as np
from openfisca_core.indexed_enums import Enum
from openfisca_core.periods import MONTH, Period
from openfisca_core.variables import Variable

from actions.eligibility.entities import Household
from actions.eligibility.enums import Answer, Role, Verdict
from actions.eligibility.vectors import UNKNOWN, Codes, Floats, Parameters, Population, known, set_answer, verdict


class family_role(Variable):
    value_type = Enum
    possible_values = Role
    default_value = Role.unknown
    entity = Household
    definition_period = MONTH
    label = "Whether the applicant heads a family or is independent"
    reference = ("social_security_law 1(5)", "social_security_law 1(8)")


class separate_dwelling(Variable):
    value_type = Enum
    possible_values = Answer
    default_value = Answer.unknown
    set_input = set_answer
    entity = Household
    definition_period = MONTH
    label = "Whether the applicant lives in a dwelling apart"
    reference = ("social_security_law 1(8)",)


class self_supporting(Variable):
    value_type = Enum
    possible_values = Answer
    default_value = Answer.unknown
    set_input = set_answer
    entity = Household
    definition_period = MONTH
    label = "Whether the applicant supports himself or herself"
    reference = ("social_security_law 1(8)",)


class number_of_dependants(Variable):
    value_type = int
    default_value = UNKNOWN
    entity = Household
    definition_period = MONTH
    label = "Number of dependants; -1 when unknown"
    reference = ("social_security_law 1(6)",)

    def formula(household: Population, period: Period) -> Floats:
        """The members who are spelled out as dependants; none spelled out says nothing."""
        named = household.nb_persons(Household.DEPENDANT)
        return np.where(named > 0, named, UNKNOWN)


class dependants_counted_elsewhere(Variable):
    value_type = int
    entity = Household
    definition_period = MONTH
    label = "Dependants among them who are already counted in another family"
    reference = ("social_security_law 11",)


class counted_dependants(Variable):
    value_type = int
    entity = Household
    definition_period = MONTH
    label = "Dependants for whom the minimum rises; -1 when unknown"
    reference = ("social_security_law 14(1)",)

    def formula(household: Population, period: Period, parameters: Parameters) -> Floats:
        """Those told but for those of another family, and none for an independent of whom none is told."""
        told = household("number_of_dependants", period)
        alone = household("family_role", period) == Role.independent
        elsewhere = household("dependants_counted_elsewhere", period)
        in_one_family_only = parameters(period).persons.families_per_person_max == 1
        here = np.maximum(told - elsewhere, 0) if in_one_family_only else told
        return np.where(known(told), here, np.where(alone, 0, UNKNOWN))


class family_condition(Variable):
    value_type = Enum
    possible_values = Verdict
    default_value = Verdict.unknown
    entity = Household
    definition_period = MONTH
    label = "A family, or an independent"
    reference = ("social_security_law 1(7)", "social_security_law 1(8)")

    def formula(household: Population, period: Period, parameters: Parameters) -> Codes:
        """A family has a dependant; who has none is of age, lives apart and supports himself unless told otherwise."""
        number = household("counted_dependants", period)
        years = household.value_from_person(household.members("age", period), Household.PROVIDER, default=UNKNOWN)
        too_young = known(years) & (years < parameters(period).persons.independent_min_age)
        not_apart = household("separate_dwelling", period) == Answer.no
        supported = household("self_supporting", period) == Answer.no
        alone = number == 0
        return verdict(met=known(number), failed=alone & (too_young | not_apart | supported))
