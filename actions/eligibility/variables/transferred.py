"""The groups moved over from the law of 1427H (Royal Decree M/35 of 1448H)."""

from __future__ import annotations

import numpy as np
from openfisca_core.indexed_enums import Enum
from openfisca_core.periods import MONTH, Period
from openfisca_core.variables import Variable

from actions.eligibility.entities import Household
from actions.eligibility.enums import TransferredGroup
from actions.eligibility.vectors import Bools, Parameters, Population, among, optional

_EXEMPTION = "legacy_income_condition_exemption"


class transferred_group(Variable):
    value_type = Enum
    possible_values = TransferredGroup
    default_value = TransferredGroup.unknown
    entity = Household
    definition_period = MONTH
    label = "The group of the decree to which a person transferred from the old law belongs"
    reference = ("royal_decree_m35_1448",)


class income_comparison_waived(Variable):
    value_type = bool
    entity = Household
    definition_period = MONTH
    label = "Of a transferred group that is freed from the income comparison"
    reference = ("royal_decree_m35_1448",)

    def formula(household: Population, period: Period, parameters: Parameters) -> Bools:
        """One of the decree's groups, in a month that begins with the decree in force."""
        groups = optional(parameters(period).exceptions, _EXEMPTION) or []
        return among(household("transferred_group", period), TransferredGroup, groups)


class income_comparison_may_be_waived(Variable):
    value_type = bool
    entity = Household
    definition_period = MONTH
    label = "It is unknown whether the income comparison is waived"
    reference = ("royal_decree_m35_1448",)

    def formula(household: Population, period: Period, parameters: Parameters) -> Bools:
        """Not told whether transferred, while the decree is in force."""
        in_force = optional(parameters(period).exceptions, _EXEMPTION) is not None
        untold = household("transferred_group", period) == TransferredGroup.unknown
        return untold if in_force else np.zeros_like(untold)
