"""The income that is held against the minimum (law art. 14(2))."""

from __future__ import annotations

import numpy as np
from openfisca_core.periods import MONTH, Period
from openfisca_core.variables import Variable

from actions.eligibility.entities import Household
from actions.eligibility.vectors import Bools, Floats, Money, Parameters, Population, exact, known, or_zero

_NAMED = ("citizen_account", "disability_cash_aid", "rural_support")


def _named_support(household: Population, period: Period, parameters: Parameters, *, excluded: bool) -> Floats:
    """The sum of the named supports that are, or are not, excluded in this month."""
    rules = parameters(period).pension.excluded_income
    names = [name for name in _NAMED if bool(rules[name]) is excluded]
    return sum((household(name, period) for name in names), start=np.zeros(household.count))


class excluded_income(Money):
    value_type = float
    entity = Household
    definition_period = MONTH
    unit = "SAR/month"
    label = "Income that is not counted"
    reference = ("executive_regulation",)

    def formula(household: Population, period: Period, parameters: Parameters) -> Floats:
        """The named supports, and each stipend that does not pass its limit."""
        stipends = household.members("university_stipend", period)
        within = stipends <= parameters(period).pension.excluded_income.university_stipend
        return exact(
            _named_support(household, period, parameters, excluded=True) + household.sum(np.where(within, stipends, 0))
        )


class contested_income(Money):
    value_type = float
    entity = Household
    definition_period = MONTH
    unit = "SAR/month"
    label = "Income of which it is not known whether it counts, as unearned income if it does"
    reference = ("social_security_law 14(2)",)

    def formula(household: Population, period: Period, parameters: Parameters) -> Floats:
        """Contested supports, and each stipend above its limit."""
        pension = parameters(period).pension
        stipends = household.members("university_stipend", period)
        above = stipends > pension.excluded_income.university_stipend
        contested = household("contested_support", period) + household.sum(np.where(above, stipends, 0))
        return exact(pension.unearned_income_counted_share * contested)


class earned_income_counted(Money):
    value_type = float
    entity = Household
    definition_period = MONTH
    unit = "SAR/month"
    label = "The counted share of earned income, as far as it is known"
    reference = ("social_security_law 14(2)",)

    def formula(household: Population, period: Period, parameters: Parameters) -> Floats:
        """Half of wages and returns of a trade, by the executive regulation."""
        share = parameters(period).pension.earned_income_counted_share
        return exact(share * or_zero(household("earned_income", period)))


class unearned_income_counted(Money):
    value_type = float
    entity = Household
    definition_period = MONTH
    unit = "SAR/month"
    label = "The counted share of unearned income, as far as it is known"
    reference = ("social_security_law 14(2)",)

    def formula(household: Population, period: Period, parameters: Parameters) -> Floats:
        """Rent, retirement pensions and the like in full, with named supports that are no longer excluded."""
        received = or_zero(household("unearned_income", period))
        received = received + _named_support(household, period, parameters, excluded=False)
        return exact(parameters(period).pension.unearned_income_counted_share * received)


class liquid_assets_counted(Money):
    value_type = float
    entity = Household
    definition_period = MONTH
    unit = "SAR/month"
    label = "What assets that can be sold add to unearned income"
    reference = ("social_security_law 9(3)", "executive_regulation")

    def formula(household: Population, period: Period, parameters: Parameters) -> Floats:
        """Their value spread over a year of months, counted like unearned income."""
        rules = parameters(period)
        spread = household("liquid_assets", period) / rules.wealth.liquid_asset_divisor_months
        return exact(rules.pension.unearned_income_counted_share * spread)


class counted_income(Money):
    value_type = float
    entity = Household
    definition_period = MONTH
    unit = "SAR/month"
    label = "Counted income that is certain: without the contested and the unknown"
    reference = ("social_security_law 1(13)", "social_security_law 14(2)")

    def formula(household: Population, period: Period) -> Floats:
        """The counted shares together."""
        return exact(
            household("earned_income_counted", period)
            + household("unearned_income_counted", period)
            + household("liquid_assets_counted", period)
        )


class income_known(Variable):
    value_type = bool
    entity = Household
    definition_period = MONTH
    label = "Whether both incomes have been told"

    def formula(household: Population, period: Period) -> Bools:
        """Both must be told, if only as zero."""
        return known(household("earned_income", period)) & known(household("unearned_income", period))
