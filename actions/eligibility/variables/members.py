"""What the benefits ask of the members of a household."""

from __future__ import annotations

from openfisca_core.indexed_enums import Enum
from openfisca_core.periods import MONTH, Period
from openfisca_core.variables import Variable

from actions.eligibility.entities import Person
from actions.eligibility.enums import Answer, Verdict
from actions.eligibility.vectors import (
    UNKNOWN,
    Codes,
    Parameters,
    Population,
    answered,
    known,
    optional,
    set_answer,
    verdict,
)


class age_in_months(Variable):
    value_type = int
    default_value = UNKNOWN
    entity = Person
    definition_period = MONTH
    label = "Age in full months; -1 when unknown"


class child(Variable):
    value_type = Enum
    possible_values = Answer
    default_value = Answer.unknown
    set_input = set_answer
    entity = Person
    definition_period = MONTH
    label = "Whether a dependant is a child of the provider"


class pupil(Variable):
    value_type = Enum
    possible_values = Answer
    default_value = Answer.unknown
    set_input = set_answer
    entity = Person
    definition_period = MONTH
    label = "Whether a dependant attends a school"


class disability(Variable):
    value_type = Enum
    possible_values = Answer
    default_value = Answer.unknown
    set_input = set_answer
    entity = Person
    definition_period = MONTH
    label = "Whether the person has a disability"


class is_child(Variable):
    value_type = Enum
    possible_values = Verdict
    default_value = Verdict.unknown
    entity = Person
    definition_period = MONTH
    label = "A child of the provider"

    def formula(person: Population, period: Period) -> Codes:
        """As told."""
        return answered(person("child", period))


class is_pupil_in_bag_ages(Variable):
    value_type = Enum
    possible_values = Verdict
    default_value = Verdict.unknown
    entity = Person
    definition_period = MONTH
    label = "A pupil within the ages of the school bag"

    def formula(person: Population, period: Period, parameters: Parameters) -> Codes:
        """Of these ages and not told to be out of school: that a child is in school needs no telling."""
        bag = parameters(period).facilities.school_bag
        years, told = person("age", period), person("pupil", period)
        inside = (years >= bag.lowest_age) & (years <= bag.highest_age)
        return verdict(met=inside, failed=(known(years) & ~inside) | (told == Answer.no))


class is_pupil(Variable):
    value_type = Enum
    possible_values = Verdict
    default_value = Verdict.unknown
    entity = Person
    definition_period = MONTH
    label = "A pupil, from kindergarten to secondary school"

    def formula(person: Population, period: Period, parameters: Parameters) -> Codes:
        """As told; else whoever is of the ages of general education. Those below may be in a kindergarten."""
        bag = parameters(period).facilities.school_bag
        years, told = person("age", period), person("pupil", period)
        inside = (years >= bag.lowest_age) & (years <= bag.highest_age)
        return verdict(
            met=(told == Answer.yes) | inside,
            failed=(told == Answer.no) | ((told == Answer.unknown) & (years > bag.highest_age)),
        )


class is_pupil_with_disability(Variable):
    value_type = Enum
    possible_values = Verdict
    default_value = Verdict.unknown
    entity = Person
    definition_period = MONTH
    label = "A pupil with a disability that has been told"

    def formula(person: Population, period: Period) -> Codes:
        """Failed for whoever is no pupil or of whom no disability has been told."""
        disabled = person("disability", period) == Answer.yes
        found = person("is_pupil", period)
        return verdict(met=disabled & (found == Verdict.met), failed=~disabled | (found == Verdict.failed))


class is_infant(Variable):
    value_type = Enum
    possible_values = Verdict
    default_value = Verdict.unknown
    entity = Person
    definition_period = MONTH
    label = "A child within the ages of the infant formula"

    def formula(person: Population, period: Period, parameters: Parameters) -> Codes:
        """Up to the highest age in full months; full years do where they settle it."""
        highest = optional(parameters(period).facilities.infant_formula, "child_age_max") or 0
        months, years = person("age_in_months", period), person("age", period)
        within = known(months) & (months <= highest)
        beyond = (months > highest) | (~known(months) & (12 * years > highest))
        return verdict(met=within | (~known(months) & known(years) & (12 * (years + 1) <= highest)), failed=beyond)
