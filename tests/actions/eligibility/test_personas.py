"""The stored decisions of the demo beneficiaries come out of the rules."""

from decimal import Decimal

import pytest

from actions.eligibility.codes import Outcome, Reason
from actions.eligibility.engine import assess
from tests.actions.eligibility.households import TODAY, alone, household

WIDOW = {"saudi": False, "exception": "non_saudi_widow_or_divorcee_with_saudi_children"}
ELIGIBLE = {
    "noura": (household(dependants=3, earned_income=2000), 2300),
    "fatimah": (alone(age=76), 1320),
    "maha": (household(**WIDOW, unearned_income=1200), 1440),
    "khalid": (alone(earned_income=1000), 820),
    "reem": (household(dependants=1, earned_income=800), 1580),
    "yousef": (household(earned_income=1500, unearned_income=300), 1590),
    "sarah": (household(dependants=3, earned_income=3000), 1800),
    "turki": (alone(), 1320),
}
INELIGIBLE = {
    "abdullah": (household(earned_income=6500), Reason.INCOME_ABOVE_MINIMUM),
    "salem": (household(dependants=4, unearned_income=1000, days_abroad=121), Reason.ABSENCE_FROM_KINGDOM),
    "hind": (alone(earned_income=4000), Reason.INCOME_ABOVE_MINIMUM),
    "majed": (household(dependants=1, unearned_income=2500), Reason.INCOME_ABOVE_MINIMUM),
}


@pytest.mark.parametrize(("facts", "amount"), ELIGIBLE.values(), ids=ELIGIBLE)
def test_an_eligible_persona_receives_the_amount_paid(facts, amount):
    assessment = assess(facts, TODAY)

    assert (assessment.outcome, assessment.monthly_amount) == (Outcome.LIKELY_ELIGIBLE, Decimal(amount))


@pytest.mark.parametrize(("facts", "reason"), INELIGIBLE.values(), ids=INELIGIBLE)
def test_an_ineligible_persona_has_the_stored_reason(facts, reason):
    assessment = assess(facts, TODAY)

    assert (assessment.outcome, assessment.reasons) == (Outcome.LIKELY_INELIGIBLE, (reason,))
