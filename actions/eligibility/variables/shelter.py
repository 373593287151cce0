"""Shelters and treatment centres (law arts. 1(20), 17(6))."""

from __future__ import annotations

from openfisca_core.indexed_enums import Enum
from openfisca_core.periods import MONTH, Period
from openfisca_core.variables import Variable

from actions.eligibility.entities import Household
from actions.eligibility.enums import Answer, Verdict
from actions.eligibility.vectors import Codes, Population, set_answer, verdict


class in_shelter(Variable):
    value_type = Enum
    possible_values = Answer
    default_value = Answer.unknown
    set_input = set_answer
    entity = Household
    definition_period = MONTH
    label = "Whether the applicant lives permanently in a shelter or treatment centre"
    reference = ("social_security_law 1(20)",)


class shelter_condition(Variable):
    value_type = Enum
    possible_values = Verdict
    default_value = Verdict.unknown
    entity = Household
    definition_period = MONTH
    label = "Not living permanently in a shelter or treatment centre"
    reference = ("social_security_law 17(6)",)

    def formula(household: Population, period: Period) -> Codes:
        """Homes of social and health care, hospitals, prisons and the like stop the pension."""
        sheltered = household("in_shelter", period)
        return verdict(met=sheltered == Answer.no, failed=sheltered == Answer.yes)
