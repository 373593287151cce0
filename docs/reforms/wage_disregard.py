"""A reform of a formula: a first part of a household's wages a month is not counted at all."""

from openfisca_core.parameters import Parameter
from openfisca_core.periods import MONTH
from openfisca_core.reforms import Reform

from actions.eligibility.entities import Household
from actions.eligibility.vectors import Money, exact, or_zero

NAME = {"ar": "إعفاء أول جزء من دخل العمل", "en": "A first part of earned income left out"}
DISREGARDED = {"2027-01-01": {"value": 500}}  # SAR a month


class earned_income_counted(Money):  # noqa: N801, OpenFisca's convention
    value_type = float
    entity = Household
    definition_period = MONTH
    unit = "SAR/month"
    label = "The counted share of earned income above the part that is left out"
    reference = ("social_security_law 14(2)",)

    def formula_2027_01_01(household, period, parameters):  # noqa: N805
        pension = parameters(period).pension
        above = or_zero(household("earned_income", period)) - pension.earned_income_disregarded
        return exact(pension.earned_income_counted_share * or_zero(above))


def with_the_disregard(parameters):
    parameters.pension.add_child("earned_income_disregarded", Parameter("pension.earned_income_disregarded", DISREGARDED))
    return parameters


class WageDisregard(Reform):
    def apply(self):
        self.modify_parameters(with_the_disregard)
        self.update_variable(earned_income_counted)
