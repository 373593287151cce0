"""The complementary benefits: for whom, as far as that is published."""

from __future__ import annotations

import numpy as np
from openfisca_core.indexed_enums import Enum, EnumArray
from openfisca_core.periods import MONTH, Period
from openfisca_core.variables import Variable

from actions.eligibility.entities import Household
from actions.eligibility.enums import Entitlement, Verdict
from actions.eligibility.vectors import Codes, Parameters, Population, entitlement, optional


def _terms(household: Population, period: Period, parameters: Parameters, benefit: str) -> Codes:
    """Met where it is known who is entitled and that it runs, failed before the benefit began, else unknown."""
    published = optional(parameters(period).facilities.terms_known, benefit)
    index = Verdict.failed.index if published is None else Verdict.met.index if published else Verdict.unknown.index
    return EnumArray(np.full(household.count, index, dtype=np.int16), Verdict)


class school_transport_benefit(Variable):
    value_type = Enum
    possible_values = Entitlement
    default_value = Entitlement.needs_check
    entity = Household
    definition_period = MONTH
    label = "Exemption from the school transport fee"

    def formula(household: Population, period: Period, parameters: Parameters) -> Codes:
        """Pupils of beneficiaries. Pupils with disability are exempt whoever they are, which is not ours to tell."""
        terms = _terms(household, period, parameters, "school_transport")
        of_beneficiaries = entitlement(household("beneficiary_this_month", period), household("has_pupil", period), terms)
        with_disability = household("has_pupil_with_disability", period) == Verdict.met
        open_ = np.where(with_disability, Entitlement.needs_check.index, Entitlement.no.index)
        return EnumArray(np.maximum(of_beneficiaries.view(np.ndarray), open_).astype(np.int16), Entitlement)


class qiyas_fees_benefit(Variable):
    value_type = Enum
    possible_values = Entitlement
    default_value = Entitlement.needs_check
    entity = Household
    definition_period = MONTH
    label = "Free sittings of the Qiyas tests"

    def formula(household: Population, period: Period, parameters: Parameters) -> Codes:
        """Children of beneficiaries."""
        return entitlement(
            household("beneficiary_this_month", period),
            household("has_child", period),
            _terms(household, period, parameters, "qiyas_fees"),
        )


class infant_formula_benefit(Variable):
    value_type = Enum
    possible_values = Entitlement
    default_value = Entitlement.needs_check
    entity = Household
    definition_period = MONTH
    label = "Half-price infant formula"

    def formula(household: Population, period: Period, parameters: Parameters) -> Codes:
        """Infants of beneficiaries."""
        return entitlement(
            household("beneficiary_this_month", period),
            household("has_infant", period),
            _terms(household, period, parameters, "infant_formula"),
        )


class court_fees_benefit(Variable):
    value_type = Enum
    possible_values = Entitlement
    default_value = Entitlement.needs_check
    entity = Household
    definition_period = MONTH
    label = "Judicial costs borne by the state"
    reference = ("cabinet_resolution_519_1443",)

    def formula(household: Population, period: Period, parameters: Parameters) -> Codes:
        """Every beneficiary."""
        return entitlement(household("beneficiary_this_month", period), _terms(household, period, parameters, "court_fees"))


class school_bag_benefit(Variable):
    value_type = Enum
    possible_values = Entitlement
    default_value = Entitlement.needs_check
    entity = Household
    definition_period = MONTH
    label = "School bag"

    def formula(household: Population, period: Period, parameters: Parameters) -> Codes:
        """Pupils of beneficiaries within the ages."""
        return entitlement(
            household("beneficiary_this_month", period),
            household("has_pupil_in_bag_ages", period),
            _terms(household, period, parameters, "school_bag"),
        )


class food_support_benefit(Variable):
    value_type = Enum
    possible_values = Entitlement
    default_value = Entitlement.needs_check
    entity = Household
    definition_period = MONTH
    label = "Food support"

    def formula(household: Population, period: Period, parameters: Parameters) -> Codes:
        """Only beneficiaries; which of them is not published."""
        return entitlement(
            household("beneficiary_this_month", period),
            _terms(household, period, parameters, "food_support"),
        )


class electricity_support_benefit(Variable):
    value_type = Enum
    possible_values = Entitlement
    default_value = Entitlement.needs_check
    entity = Household
    definition_period = MONTH
    label = "Electricity support"

    def formula(household: Population, period: Period, parameters: Parameters) -> Codes:
        """Only beneficiaries; which of them is not published."""
        return entitlement(
            household("beneficiary_this_month", period),
            _terms(household, period, parameters, "electricity_support"),
        )


class soft_loan_benefit(Variable):
    value_type = Enum
    possible_values = Entitlement
    default_value = Entitlement.needs_check
    entity = Household
    definition_period = MONTH
    label = "Soft loan of the Social Development Bank"

    def formula(household: Population, period: Period, parameters: Parameters) -> Codes:
        """Only beneficiaries; the bank's terms are not published."""
        return entitlement(household("beneficiary_this_month", period), _terms(household, period, parameters, "soft_loan"))


class developmental_housing_benefit(Variable):
    value_type = Enum
    possible_values = Entitlement
    default_value = Entitlement.needs_check
    entity = Household
    definition_period = MONTH
    label = "Developmental housing"

    def formula(household: Population, period: Period, parameters: Parameters) -> Codes:
        """Only the neediest beneficiaries; how need is judged is not published."""
        return entitlement(
            household("beneficiary_this_month", period),
            _terms(household, period, parameters, "developmental_housing"),
        )


class university_admission_benefit(Variable):
    value_type = Enum
    possible_values = Entitlement
    default_value = Entitlement.needs_check
    entity = Household
    definition_period = MONTH
    label = "Exceptional university admission"

    def formula(household: Population, period: Period, parameters: Parameters) -> Codes:
        """Children of beneficiaries; each university has its own terms."""
        return entitlement(
            household("beneficiary_this_month", period),
            household("has_child", period),
            _terms(household, period, parameters, "university_admission"),
        )
