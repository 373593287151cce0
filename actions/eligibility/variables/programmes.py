"""Neighbouring programmes, as far as it is known whom they exclude."""

from __future__ import annotations

import numpy as np
from openfisca_core.indexed_enums import Enum, EnumArray
from openfisca_core.periods import MONTH, Period
from openfisca_core.variables import Variable

from actions.eligibility.entities import Person
from actions.eligibility.enums import Answer, Entitlement, NationalityException, Verdict
from actions.eligibility.vectors import (
    UNKNOWN,
    Codes,
    Money,
    Parameters,
    Population,
    answered,
    entitlement,
    known,
    optional,
    set_answer,
    verdict,
)


class total_monthly_income(Money):
    value_type = float
    default_value = float(UNKNOWN)
    entity = Person
    definition_period = MONTH
    unit = "SAR/month"
    label = "All that the person receives a month, whatever its kind; -1 when unknown"


class state_facility_months(Variable):
    value_type = int
    default_value = UNKNOWN
    entity = Person
    definition_period = MONTH
    unit = "months/year"
    label = "Months of the year in facilities that the state pays; -1 when unknown"


class age_at_onset(Variable):
    value_type = int
    default_value = UNKNOWN
    entity = Person
    definition_period = MONTH
    label = "Age at which the disability began; -1 when unknown"


class disability_assessed(Variable):
    value_type = Enum
    possible_values = Answer
    default_value = Answer.unknown
    set_input = set_answer
    entity = Person
    definition_period = MONTH
    label = "Whether the disability is registered, assessed and of a class that is covered"


class disability_aid_nationality(Variable):
    value_type = Enum
    possible_values = Verdict
    default_value = Verdict.unknown
    entity = Person
    definition_period = MONTH
    label = "Saudi, or with the identity card of a displaced tribe"

    def formula(person: Population, period: Period) -> Codes:
        """Whoever of the household; that a mobility card is the identity card of a tribe is not sure."""
        saudi = person.household("saudi", period)
        ground = person.household("nationality_exception", period)
        card = (ground == NationalityException.mobility_card_disability) | (ground == NationalityException.unknown)
        return verdict(met=saudi == Answer.yes, failed=(saudi == Answer.no) & ~card)


class disability_aid(Variable):
    value_type = Enum
    possible_values = Entitlement
    default_value = Entitlement.needs_check
    entity = Person
    definition_period = MONTH
    label = "Cash aid for persons with disability, a programme of its own beside the pension"

    def formula(person: Population, period: Period, parameters: Parameters) -> Codes:
        """Assessed, not sheltered, and within the limits of income, months in facilities and age at onset."""
        rules = parameters(period).related_programmes.disability_aid
        limits = {
            "total_monthly_income": rules.income_limit,
            "state_facility_months": rules.facility_months_max,
            "age_at_onset": rules.onset_age_max,
        }
        told = {name: person(name, period) for name in limits}
        within = [verdict(met=known(told[name]), failed=told[name] > limit) for name, limit in limits.items()]
        none = person("disability", period) == Answer.no
        return entitlement(
            verdict(met=~none, failed=none),
            answered(person("disability_assessed", period)),
            person("disability_aid_nationality", period),
            person.household("shelter_condition", period),
            *within,
        )


class job_search_subsidy(Variable):
    value_type = Enum
    possible_values = Entitlement
    default_value = Entitlement.needs_check
    entity = Person
    definition_period = MONTH
    label = "Job-search subsidy, which whoever receives the pension cannot have"
    reference = ("job_search_subsidy_regulation 5(8)",)

    def formula(person: Population, period: Period, parameters: Parameters) -> Codes:
        """Never more than open: beside the pension and the ages it has conditions of its own."""
        pensioned = person.household("beneficiary_this_month", period) == Verdict.met
        ages = parameters(period).related_programmes.job_search_subsidy_age
        lowest, highest = optional(ages, "lowest"), optional(ages, "highest")
        years = person("age", period)
        if lowest is None or highest is None:
            outside = np.ones(person.count, dtype=np.bool_)  # not begun yet
        else:
            outside = known(years) & ((years < lowest) | (years > highest))
        excluded = pensioned | outside
        index = np.where(excluded, Entitlement.no.index, Entitlement.needs_check.index)
        return EnumArray(index.astype(np.int16), Entitlement)
