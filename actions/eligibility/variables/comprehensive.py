"""The comprehensive service for the elderly and persons with disability who have nobody adult with them."""

from __future__ import annotations

import numpy as np
from openfisca_core.indexed_enums import Enum, EnumArray
from openfisca_core.periods import MONTH, Period
from openfisca_core.variables import Variable

from actions.eligibility.entities import Household
from actions.eligibility.enums import Answer, Entitlement, Verdict
from actions.eligibility.vectors import (
    UNKNOWN,
    Codes,
    Floats,
    Parameters,
    Population,
    answered,
    entitlement,
    known,
    verdict,
)


class adult_dependants(Variable):
    value_type = int
    default_value = UNKNOWN
    entity = Household
    definition_period = MONTH
    label = "Adults among the dependants; -1 when unknown"
    reference = ("social_security_law 1(6)",)

    def formula(household: Population, period: Period, parameters: Parameters) -> Floats:
        """Those known to be of age; unknown while none is and one could be."""
        years = household.members("age", period)
        adult = years >= parameters(period).persons.independent_min_age
        number = household.sum(adult, role=Household.DEPENDANT)
        ages_known = household.sum(known(years), role=Household.DEPENDANT)
        told = household("counted_dependants", period)
        return np.where((number > 0) | (known(told) & (told <= ages_known)), number, UNKNOWN)


class is_elderly(Variable):
    value_type = Enum
    possible_values = Verdict
    default_value = Verdict.unknown
    entity = Household
    definition_period = MONTH
    label = "The applicant is elderly"
    reference = ("elderly_rights_law 1(5)",)

    def formula(household: Population, period: Period, parameters: Parameters) -> Codes:
        """From the age at which the law calls a citizen elderly."""
        years = household.value_from_person(household.members("age", period), Household.PROVIDER, default=UNKNOWN)
        old = years >= parameters(period).persons.elderly_min_age
        return verdict(met=old, failed=known(years) & ~old)


class has_disability(Variable):
    value_type = Enum
    possible_values = Verdict
    default_value = Verdict.unknown
    entity = Household
    definition_period = MONTH
    label = "The applicant has a disability"

    def formula(household: Population, period: Period) -> Codes:
        """As told."""
        told = household.members("disability", period).view(np.ndarray)
        own = household.value_from_person(told, Household.PROVIDER, default=Answer.unknown.index)
        return answered(EnumArray(own.astype(np.int16), Answer))


class no_adult_dependants(Variable):
    value_type = Enum
    possible_values = Verdict
    default_value = Verdict.unknown
    entity = Household
    definition_period = MONTH
    label = "Nobody adult among the dependants"
    reference = ("social_security_law 1(6)",)

    def formula(household: Population, period: Period, parameters: Parameters) -> Codes:
        """No more adults than the service allows."""
        adults = household("adult_dependants", period)
        few = adults <= parameters(period).comprehensive_service.adult_dependants_max
        return verdict(met=known(adults) & few, failed=~few)


class comprehensive_service(Variable):
    value_type = Enum
    possible_values = Entitlement
    default_value = Entitlement.needs_check
    entity = Household
    definition_period = MONTH
    label = "The comprehensive service is for the applicant"

    def formula(household: Population, period: Period, parameters: Parameters) -> Codes:
        """Of one of its groups, with nobody adult among the dependants."""
        found = {"elderly": "is_elderly", "disability": "has_disability"}
        groups = [found[group] for group in parameters(period).comprehensive_service.groups]
        best = np.maximum.reduce([household(name, period).view(np.ndarray) for name in groups])
        return entitlement(EnumArray(best, Verdict), household("no_adult_dependants", period))
