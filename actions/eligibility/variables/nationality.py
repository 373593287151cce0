"""Nationality and its exceptions (law arts. 9(1), 10)."""

from __future__ import annotations

from openfisca_core.indexed_enums import Enum
from openfisca_core.periods import MONTH, Period
from openfisca_core.variables import Variable

from actions.eligibility.entities import Household
from actions.eligibility.enums import Answer, NationalityException, Verdict
from actions.eligibility.vectors import Codes, Parameters, Population, among, set_answer, verdict


class saudi(Variable):
    value_type = Enum
    possible_values = Answer
    default_value = Answer.unknown
    set_input = set_answer
    entity = Household
    definition_period = MONTH
    label = "Whether the applicant is Saudi"


class nationality_exception(Variable):
    value_type = Enum
    possible_values = NationalityException
    default_value = NationalityException.unknown
    entity = Household
    definition_period = MONTH
    label = "The group that covers an applicant who is not Saudi"
    reference = ("social_security_law 10",)


class exception_proven(Variable):
    value_type = Enum
    possible_values = Answer
    default_value = Answer.unknown
    set_input = set_answer
    entity = Household
    definition_period = MONTH
    label = "Whether the proofs of the exception (valid iqama, marriage, mobility card) are there"
    reference = ("social_security_law 10",)


class nationality_condition(Variable):
    value_type = Enum
    possible_values = Verdict
    default_value = Verdict.unknown
    entity = Household
    definition_period = MONTH
    label = "Saudi, or of a group excepted from nationality"
    reference = ("social_security_law 9(1)", "social_security_law 10")

    def formula(household: Population, period: Period, parameters: Parameters) -> Codes:
        """Saudis meet it; others when an exception in force covers them. Missing proofs leave it open."""
        is_saudi = household("saudi", period)
        exception = household("nationality_exception", period)
        groups = parameters(period).exceptions.nationality_exceptions
        foreign = is_saudi == Answer.no
        unproven = household("exception_proven", period) == Answer.no
        covered = among(exception, NationalityException, groups) & ~unproven
        return verdict(
            met=(is_saudi == Answer.yes) | (foreign & covered),
            failed=foreign & (exception == NationalityException.none),
        )
