from datetime import date
from decimal import Decimal

from actions.eligibility.codes import Outcome
from actions.eligibility.engine import assess
from actions.eligibility.explanation import ChangeKind
from tests.actions.eligibility.households import TODAY, alone, household


def changes(facts):
    return {change.kind: change for change in assess(facts, TODAY).changes}


def test_a_wage_above_the_minimum_tells_below_what_it_would_have_to_be():
    nearest = assess(household(earned_income=6500), TODAY).nearest_change

    assert nearest.kind is ChangeKind.EARNED_INCOME_BELOW
    assert (nearest.target, nearest.by) == (5280, 1220)
    assert nearest.leads_to is Outcome.LIKELY_ELIGIBLE


def test_one_dependant_more_may_turn_it_too():
    change = changes(household(earned_income=6500))[ChangeKind.DEPENDANTS_AT_LEAST]

    assert (change.target, change.by) == (3, 1)


def test_income_equal_to_the_minimum_has_to_be_below_it():
    change = changes(alone(unearned_income=1320))[ChangeKind.UNEARNED_INCOME_BELOW]

    assert (change.target, change.by) == (1320, 0)


def test_an_income_that_alone_is_not_enough_is_not_offered():
    assert ChangeKind.EARNED_INCOME_BELOW not in changes(alone(earned_income=1000, unearned_income=3000))


def test_too_many_days_abroad_tell_when_staying_has_surely_sufficed():
    nearest = assess(household(days_abroad=121), TODAY).nearest_change

    assert nearest.kind is ChangeKind.DAYS_ABROAD_AT_MOST
    assert (nearest.target, nearest.by) == (90, 31)
    assert nearest.until == date(2027, 8, 24)


def test_leaving_the_shelter_turns_it():
    assert assess(household(in_shelter=True), TODAY).nearest_change.kind is ChangeKind.OUT_OF_SHELTER


def test_nothing_single_turns_two_failed_conditions():
    assert assess(household(days_abroad=121, earned_income=6500), TODAY).changes == ()


def test_nationality_has_no_nearest_change():
    assert assess(household(saudi=False), TODAY).nearest_change is None


def test_the_eligible_learn_what_would_end_it():
    found = changes(household(dependants=3, earned_income=2000))

    assert found[ChangeKind.EARNED_INCOME_AT_LEAST].target == 6600
    assert found[ChangeKind.UNEARNED_INCOME_AT_LEAST].target == 2300
    assert found[ChangeKind.DAYS_ABROAD_ABOVE].target == 90
    assert {change.leads_to for change in found.values()} == {Outcome.LIKELY_INELIGIBLE}


def test_an_income_just_below_the_target_is_still_eligible():
    facts = household(dependants=3, earned_income=2000)
    target = changes(facts)[ChangeKind.EARNED_INCOME_AT_LEAST].target

    assert assess(facts.but(earned_income=target), TODAY).outcome is Outcome.LIKELY_INELIGIBLE
    assert assess(facts.but(earned_income=target - Decimal("0.01")), TODAY).outcome is Outcome.LIKELY_ELIGIBLE
