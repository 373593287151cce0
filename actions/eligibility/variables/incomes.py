"""What a household receives a month (law art. 1(11))."""

from __future__ import annotations

import numpy as np
from openfisca_core.periods import MONTH, Period

from actions.eligibility.entities import Household
from actions.eligibility.vectors import UNKNOWN, Floats, Money, Parameters, Population, exact, known


def _monthly(household: Population, yearly: Floats, months: float) -> Floats:
    """The members' yearly amounts as one monthly average; unknown where one member's is."""
    unknown = household.any(~known(yearly))
    return np.where(unknown, UNKNOWN, exact(household.sum(yearly) / months))


class earned_income(Money):
    value_type = float
    default_value = float(UNKNOWN)
    entity = Household
    definition_period = MONTH
    unit = "SAR/month"
    label = "Earned income a month, on average of the reference year; -1 when unknown"
    reference = ("social_security_law 1(11)",)

    def formula(household: Population, period: Period, parameters: Parameters) -> Floats:
        """The total of all members in the reference year, by its months."""
        months = parameters(period).pension.income_reference_months
        return _monthly(household, household.members("earned_income_of_year", period), months)


class unearned_income(Money):
    value_type = float
    default_value = float(UNKNOWN)
    entity = Household
    definition_period = MONTH
    unit = "SAR/month"
    label = "Unearned income a month, on average of the reference year; -1 when unknown"
    reference = ("social_security_law 1(11)",)

    def formula(household: Population, period: Period, parameters: Parameters) -> Floats:
        """The total of all members in the reference year, by its months."""
        months = parameters(period).pension.income_reference_months
        return _monthly(household, household.members("unearned_income_of_year", period), months)


class citizen_account(Money):
    value_type = float
    entity = Household
    definition_period = MONTH
    unit = "SAR/month"
    label = "Citizen Account"


class disability_cash_aid(Money):
    value_type = float
    entity = Household
    definition_period = MONTH
    unit = "SAR/month"
    label = "Cash aid for persons with disability"


class rural_support(Money):
    value_type = float
    entity = Household
    definition_period = MONTH
    unit = "SAR/month"
    label = "Rural support programme"


class contested_support(Money):
    value_type = float
    entity = Household
    definition_period = MONTH
    unit = "SAR/month"
    label = "Supports and transfers of which it is not known whether they count"
