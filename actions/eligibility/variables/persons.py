"""What belongs to one person: age, yearly incomes, a stipend."""

from __future__ import annotations

from openfisca_core.periods import MONTH
from openfisca_core.variables import Variable

from actions.eligibility.entities import Person
from actions.eligibility.vectors import UNKNOWN, Money


class age(Variable):
    value_type = int
    default_value = UNKNOWN
    entity = Person
    definition_period = MONTH
    label = "Age in full years; -1 when unknown"


class earned_income_of_year(Money):
    value_type = float
    default_value = float(UNKNOWN)
    entity = Person
    definition_period = MONTH
    unit = "SAR/year"
    label = "Wages and returns of a trade in the year before the application; -1 when unknown"
    reference = ("social_security_law 1(11)",)


class unearned_income_of_year(Money):
    value_type = float
    default_value = float(UNKNOWN)
    entity = Person
    definition_period = MONTH
    unit = "SAR/year"
    label = "Rent, retirement pensions and the like in the year before the application; -1 when unknown"
    reference = ("social_security_law 1(11)",)


class university_stipend(Money):
    value_type = float
    entity = Person
    definition_period = MONTH
    unit = "SAR/month"
    label = "University stipend of a student"
    reference = ("executive_regulation",)
