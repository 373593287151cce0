"""What a beneficiary must do, by category (law arts. 7, 9(4), 17, 19)."""

from __future__ import annotations

from typing import Any

from openfisca_core.indexed_enums import Enum
from openfisca_core.periods import MONTH, Period
from openfisca_core.variables import Variable

from actions.eligibility.entities import Household
from actions.eligibility.enums import Category, Verdict
from actions.eligibility.vectors import Codes, Population, verdict


class category(Variable):
    value_type = Enum
    possible_values = Category
    default_value = Category.unknown
    entity = Household
    definition_period = MONTH
    label = "Category of the beneficiary"
    reference = ("social_security_law 18",)


def _of(household: Population, period: Period, possible: Any) -> Codes:
    told = household("category", period)
    return verdict(met=told == possible, failed=(told != possible) & (told != Category.unknown))


class report_change_duty(Variable):
    value_type = Enum
    possible_values = Verdict
    default_value = Verdict.met
    entity = Household
    definition_period = MONTH
    label = "Must report what changes the right or the amount"
    reference = ("social_security_law 7",)


class update_data_duty(Variable):
    value_type = Enum
    possible_values = Verdict
    default_value = Verdict.met
    entity = Household
    definition_period = MONTH
    label = "Must bring the personal data up to date when asked"
    reference = ("social_security_law 17(3)",)


class ministry_requirements_duty(Variable):
    value_type = Enum
    possible_values = Verdict
    default_value = Verdict.met
    entity = Household
    definition_period = MONTH
    label = "Must keep to the Ministry's requirements of health, education, rehabilitation and community service"
    reference = ("social_security_law 9(4)",)


class rehabilitation_plan_duty(Variable):
    value_type = Enum
    possible_values = Verdict
    default_value = Verdict.unknown
    entity = Household
    definition_period = MONTH
    label = "Must follow the rehabilitation plan"
    reference = ("social_security_law 17(4)", "social_security_law 19")

    def formula(household: Population, period: Period) -> Codes:
        """Whoever is rehabilitable."""
        return _of(household, period, Category.rehabilitable)


class job_search_duty(Variable):
    value_type = Enum
    possible_values = Verdict
    default_value = Verdict.unknown
    entity = Household
    definition_period = MONTH
    label = "Must look for work, apply on the approved platforms and accept suitable jobs and training"
    reference = ("social_security_law 17(5)", "social_security_law 19")

    def formula(household: Population, period: Period) -> Codes:
        """Whoever is able to work."""
        return _of(household, period, Category.able_to_work)
