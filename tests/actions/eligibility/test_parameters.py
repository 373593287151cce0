from datetime import date

import pytest

from actions.eligibility import codes, reading, rules
from actions.eligibility.benefits import benefit
from actions.eligibility.codes import BenefitCode
from actions.eligibility.columns import CONTESTED_KINDS, NAMED_SUPPORTS
from actions.eligibility.comprehensive import comprehensive_service
from actions.eligibility.engine import assess
from actions.eligibility.system import system
from actions.policy.reform import with_values
from tests.actions.eligibility.households import TODAY, household

CONFIDENCES = {"confirmed-primary", "confirmed-page", "weak-page", "derived", "unconfirmed", "conflict", "seed"}
ALL = {parameter.name: parameter for parameter in reading.parameters()}
IN_FORCE = date(2021, 3, 27)


@pytest.mark.parametrize("name", ALL)
def test_every_value_has_a_date_a_unit_a_reference_and_a_confidence(name):
    parameter = ALL[name]

    assert parameter.description
    assert parameter.values_list
    for value in parameter.values_list:
        found = reading.provenance(name, date.fromisoformat(value.instant_str))
        assert found.unit
        assert found.source
        assert found.confidence in CONFIDENCES
        assert found.review_by > date(2026, 11, 22)
        assert all(reference.title for reference in found.references)
        assert found.references


@pytest.mark.parametrize("name", ALL)
def test_an_unknown_value_says_why_it_is_unknown(name):
    parameter = ALL[name]

    if any(value.value is None for value in parameter.values_list):
        assert parameter.documentation
        assert reading.provenance(name, TODAY).confidence in {"unconfirmed", "conflict"}


def test_the_increment_never_exceeds_the_base():
    for day in (IN_FORCE, date(2023, 10, 31), date(2023, 11, 1), TODAY):
        found = rules.pension_rules(day)
        assert found.dependant_increment <= found.base_minimum


def test_the_earlier_increment_is_marked_as_less_certain():
    assert reading.provenance("pension.dependant_increment_monthly", date(2023, 10, 31)).confidence == "unconfirmed"
    assert reading.provenance("pension.dependant_increment_monthly", date(2023, 11, 1)).confidence == "confirmed-page"


def test_codes_and_parameters_name_the_same_groups():
    said = set(rules.nationality_exceptions(TODAY))
    assert said == set(codes.NationalityException) - {"unknown", "none"}
    assert set(rules.transferred_groups(TODAY)) == set(codes.TransferredGroup) - {"unknown", "none"}
    assert all(rules.nationality_proofs(exception, TODAY) for exception in said)


def test_codes_and_parameters_name_the_same_incomes():
    assert set(reading.texts("pension.contested_income_kinds", TODAY)) == set(CONTESTED_KINDS)
    for kind in (*NAMED_SUPPORTS, codes.IncomeKind.UNIVERSITY_STIPEND):
        assert reading.optional(f"pension.excluded_income.{kind}", TODAY)


def test_a_review_date_that_has_passed_is_reported():
    assert rules.overdue(date(2026, 11, 22)) == ()
    late = rules.overdue(date(2027, 2, 23))
    assert "deadlines.platform_objection_window" in late
    assert "pension.base_minimum_monthly" not in late
    assert "pension.base_minimum_monthly" in rules.overdue(date(2027, 5, 23))


def test_a_strange_parameter_is_refused():
    with pytest.raises(LookupError):
        reading.value("pension.golden_handshake", TODAY)
    with pytest.raises(LookupError):
        reading.value("pension", TODAY)


def test_nothing_is_known_before_the_law():
    with pytest.raises(reading.RuleNotFound):
        rules.pension_rules(date(2021, 3, 26))
    assert rules.pension_rules(IN_FORCE).base_minimum == 1100


def test_an_answer_from_a_rule_past_its_review_says_so():
    told, later = date(2027, 5, 22), date(2027, 5, 23)
    assert "pension.base_minimum_monthly" not in assess(household(), told).overdue
    assert "pension.base_minimum_monthly" in assess(household(), later).overdue

    bag = [benefit(BenefitCode.SCHOOL_BAG, True, (), day).overdue for day in (told, later)]
    service = [comprehensive_service(70, None, 0, day).overdue for day in (date(2027, 2, 22), date(2027, 2, 23))]
    assert (bag, service) == ([False, True], [False, True])


def test_a_limit_of_wealth_that_an_operator_sets_is_applied():
    limited = with_values(system(), {"wealth.wealth_limit": {date(2026, 1, 1): 100_000}})
    at, above = (household(dependants=20, liquid_assets=value) for value in (100_000, 100_000.01))

    assert assess(at, TODAY, limited).outcome is codes.Outcome.NEEDS_STUDY
    assert assess(above, TODAY, limited).reasons == (codes.Reason.ASSETS,)
    assert assess(above, TODAY).outcome is codes.Outcome.NEEDS_STUDY
