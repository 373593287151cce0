from datetime import date
from decimal import Decimal

from actions.eligibility.codes import PaymentReason
from actions.eligibility.engine import assess
from actions.eligibility.explanation import difference
from tests.actions.eligibility.households import TODAY, household

OCTOBER = date(2026, 10, 1)
NOVEMBER = date(2026, 11, 1)


def between(before, after, first=OCTOBER, second=NOVEMBER):
    return difference(assess(before, first), assess(after, second))


def test_the_pension_fell_by_half_of_what_the_wage_rose():
    found = between(household(dependants=3, earned_income=1000), household(dependants=3, earned_income=3000))

    assert (found.before, found.after, found.change) == (2800, 1800, -1000)
    assert found.reasons == (PaymentReason.EARNED_INCOME_ROSE,)
    cause = found.causes[0]
    assert (cause.before, cause.after, cause.effect) == (1000, 3000, -1000)


def test_a_lower_wage_raises_the_pension():
    found = between(household(earned_income=3000), household(earned_income=1000))

    assert (found.change, found.reasons) == (1000, (PaymentReason.EARNED_INCOME_FELL,))


def test_unearned_income_counts_in_full():
    assert between(household(), household(unearned_income=500)).causes[0].effect == -500
    assert between(household(unearned_income=500), household()).reasons == (PaymentReason.UNEARNED_INCOME_FELL,)


def test_a_dependant_more_or_less_is_told():
    assert between(household(), household(dependants=3)).reasons == (PaymentReason.DEPENDANT_ADDED,)
    left = between(household(), household(dependants=0, role="independent"))
    assert (left.reasons, left.change) == ((PaymentReason.DEPENDANT_REMOVED,), -1320)


def test_the_rise_of_november_2023_is_a_change_of_parameters():
    found = between(household(), household(), date(2023, 10, 1), date(2023, 11, 1))

    assert (found.reasons, found.change) == ((PaymentReason.PARAMETERS_CHANGED,), 440)


def test_several_causes_add_up_the_strongest_first():
    before = household(earned_income=1000)
    found = between(before, household(dependants=3, earned_income=1600), date(2023, 10, 1), date(2023, 11, 1))

    assert found.reasons == (
        PaymentReason.DEPENDANT_ADDED,
        PaymentReason.PARAMETERS_CHANGED,
        PaymentReason.EARNED_INCOME_ROSE,
    )
    assert sum(cause.effect for cause in found.causes) == found.change == Decimal(800)


def test_nothing_changed_has_no_causes():
    found = between(household(earned_income=500), household(earned_income=500))

    assert (found.change, found.causes) == (0, ())


def test_a_stay_abroad_suspends_the_whole_pension():
    found = between(household(dependants=4, unearned_income=1000), household(dependants=4, unearned_income=1000, days_abroad=121))

    assert (found.before, found.after, found.change) == (2960, None, -2960)
    assert found.reasons == (PaymentReason.SUSPENDED,)


def test_an_income_above_the_minimum_suspends_and_is_named():
    found = between(household(dependants=1, unearned_income=1500), household(dependants=1, unearned_income=2500))

    assert found.reasons == (PaymentReason.SUSPENDED, PaymentReason.UNEARNED_INCOME_ROSE)


def test_a_first_pension_has_nothing_before_it():
    found = between(household(earned_income=6500), household(earned_income=1000), TODAY, TODAY)

    assert (found.before, found.after, found.change) == (None, 2140, 2140)
    assert found.reasons == (PaymentReason.EARNED_INCOME_FELL,)
