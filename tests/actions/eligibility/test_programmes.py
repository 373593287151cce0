from datetime import date
from decimal import Decimal

import pytest

from actions.eligibility.codes import Entitlement
from actions.eligibility.facts import ImpossibleFact
from actions.eligibility.programmes import disability_aid, job_search_subsidy
from tests.actions.eligibility.households import TODAY

COVERED = {
    "disability": True,
    "assessed": True,
    "saudi": True,
    "in_shelter": False,
    "total_monthly_income": Decimal(1000),
    "state_facility_months": 0,
    "age_at_onset": 20,
}


def test_who_receives_the_pension_gets_no_job_search_subsidy():
    assert job_search_subsidy(True, 30, TODAY) is Entitlement.NO
    assert job_search_subsidy(False, 30, TODAY) is Entitlement.NEEDS_CHECK
    assert job_search_subsidy(None, 30, TODAY) is Entitlement.NEEDS_CHECK


@pytest.mark.parametrize(("age", "found"), [(19, "no"), (20, "needs_check"), (40, "needs_check"), (41, "no")])
def test_the_job_search_subsidy_has_ages(age, found):
    assert job_search_subsidy(False, age, TODAY) is Entitlement(found)


def test_the_job_search_subsidy_began_in_may_2021():
    assert job_search_subsidy(False, 30, date(2021, 5, 13)) is Entitlement.NO
    assert job_search_subsidy(False, 30, date(2021, 6, 1)) is Entitlement.NEEDS_CHECK


@pytest.mark.parametrize(
    ("changed", "found"),
    [
        ({}, "yes"),
        ({"total_monthly_income": Decimal(4000)}, "yes"),
        ({"total_monthly_income": Decimal("4000.01")}, "no"),
        ({"state_facility_months": 6}, "yes"),
        ({"state_facility_months": 7}, "no"),
        ({"age_at_onset": 60}, "yes"),
        ({"age_at_onset": 61}, "no"),
        ({"in_shelter": True}, "no"),
        ({"disability": False}, "no"),
        ({"assessed": False}, "no"),
        ({"assessed": None}, "needs_check"),
        ({"saudi": None}, "needs_check"),
        ({"total_monthly_income": None}, "needs_check"),
        ({"assessed": None, "in_shelter": True}, "no"),
    ],
)
def test_the_disability_aid_has_conditions_of_its_own(changed, found):
    assert disability_aid(TODAY, **(COVERED | changed)) is Entitlement(found)


def test_who_is_not_saudi_may_hold_a_tribes_card():
    assert disability_aid(TODAY, **(COVERED | {"saudi": False})) is Entitlement.NEEDS_CHECK


def test_a_number_that_cannot_be_is_refused():
    with pytest.raises(ImpossibleFact):
        job_search_subsidy(False, -1, TODAY)
    with pytest.raises(ImpossibleFact):
        disability_aid(TODAY, total_monthly_income=Decimal(-1))
