from dataclasses import fields
from decimal import Decimal

import pytest

from actions.eligibility.codes import ConditionCode, Outcome, Question, Reason, Verdict
from actions.eligibility.engine import assess
from actions.eligibility.explanation import StepLabel
from actions.eligibility.facts import HouseholdFacts, ImpossibleFact, OtherIncome
from tests.actions.eligibility.households import TODAY, alone, household


def steps(assessment):
    return {step.label_key: step.amount for step in assessment.steps}


def test_the_sum_leads_from_the_base_to_the_pension():
    assessment = assess(household(dependants=3, earned_income=2000, unearned_income=300), TODAY)

    assert [(step.label_key.value, step.amount, str(step.citation)) for step in assessment.steps] == [
        ("base_minimum", 1320, "social_security_law 15"),
        ("dependants_increment", 1980, "social_security_law 14(1)"),
        ("calculated_minimum", 3300, "social_security_law 14(1)"),
        ("earned_income_counted", 1000, "social_security_law 14(2)"),
        ("unearned_income_counted", 300, "social_security_law 14(2)"),
        ("counted_income", 1300, "social_security_law 1(13)"),
        ("pension", 2000, "social_security_law 14"),
    ]
    assert assessment.monthly_amount == 2000
    assert assessment.minimum == 3300
    assert assessment.counted_income == 1300


def test_a_line_of_the_sum_tells_what_it_was_taken_from():
    lines = {step.label_key: step for step in assess(household(dependants=3, earned_income=2000), TODAY).steps}

    assert (lines[StepLabel.DEPENDANTS_INCREMENT].count, lines[StepLabel.DEPENDANTS_INCREMENT].rate) == (3, 660)
    assert lines[StepLabel.EARNED_INCOME_COUNTED].of == 2000
    assert lines[StepLabel.EARNED_INCOME_COUNTED].rate == Decimal("0.5")


def test_amounts_have_neither_trailing_zeros_nor_an_exponent():
    assessment = assess(alone(earned_income="0.2"), TODAY)

    assert str(assessment.monthly_amount) == "1319.9"
    assert str(assess(alone(), TODAY).monthly_amount) == "1320"


def test_the_amount_is_none_unless_likely_eligible():
    above = assess(household(earned_income=6500), TODAY)

    assert above.outcome is Outcome.LIKELY_INELIGIBLE
    assert above.monthly_amount is None
    assert (above.minimum, above.counted_income) == (2640, 3250)
    assert above.reasons == (Reason.INCOME_ABOVE_MINIMUM,)
    assert StepLabel.PENSION not in steps(above)


@pytest.mark.parametrize(
    ("facts", "reason", "article"),
    [
        ({"saudi": False}, Reason.NATIONALITY, "social_security_law 9(1)"),
        ({"days_abroad": 121}, Reason.ABSENCE_FROM_KINGDOM, "executive_regulation 6"),
        ({"in_shelter": True}, Reason.IN_SHELTER, "social_security_law 17(6)"),
        ({"stop_case": "waiver"}, Reason.WAIVER, "social_security_law 17(7)"),
        ({"working_days_without_update": 31}, Reason.DATA_UPDATE_LATE, "social_security_law 17(3)"),
        ({"unused_opportunities": 3}, Reason.WORK_REFUSED, "social_security_law 17(5)"),
    ],
)
def test_a_failed_condition_needs_no_sum(facts, reason, article):
    assessment = assess(household(**facts), TODAY)

    assert assessment.outcome is Outcome.LIKELY_INELIGIBLE
    assert assessment.reasons == (reason,)
    assert (assessment.minimum, assessment.counted_income, assessment.steps) == (None, None, ())
    failed = [condition for condition in assessment.conditions if condition.result is Verdict.FAILED]
    assert [str(condition.citation) for condition in failed] == [article]


def test_two_failed_conditions_give_both_reasons_and_the_sum():
    assessment = assess(household(days_abroad=121, earned_income=6500), TODAY)

    assert assessment.reasons == (Reason.ABSENCE_FROM_KINGDOM, Reason.INCOME_ABOVE_MINIMUM)
    assert (assessment.minimum, assessment.counted_income) == (2640, 3250)


def test_other_assets_need_study_and_give_no_amount():
    assessment = assess(household(other_assets=True), TODAY)

    assert assessment.outcome is Outcome.NEEDS_STUDY
    assert assessment.reasons == (Reason.ASSETS,)
    assert assessment.monthly_amount is None
    assert assessment.missing == ()


def test_a_transferred_group_is_not_computed():
    assessment = assess(alone(transferred_group="elderly_without_income", unearned_income=5000), TODAY)

    assert assessment.outcome is Outcome.NEEDS_STUDY
    assert assessment.reasons == (Reason.TRANSFERRED_GROUP,)
    assert (assessment.monthly_amount, assessment.minimum, assessment.counted_income) == (None, None, None)
    assert assessment.steps == ()


def test_conditions_tell_the_facts_and_the_limit_they_were_judged_by():
    assessment = assess(household(days_abroad=121), TODAY)

    assert [condition.code for condition in assessment.conditions] == list(ConditionCode)
    residence = assessment.condition(ConditionCode.RESIDENCE)
    assert residence.result is Verdict.FAILED
    assert residence.facts == {"days_abroad": 121, "max_absence_days": 90}


def test_a_contested_support_gives_a_range_and_the_careful_amount():
    assessment = assess(alone(other_income=(OtherIncome("alimony", Decimal(300)),)), TODAY)

    assert assessment.outcome is Outcome.LIKELY_ELIGIBLE
    assert assessment.monthly_amount == 1020
    assert (assessment.amount_range.lowest, assessment.amount_range.highest) == (1020, 1320)
    assert steps(assessment)[StepLabel.CONTESTED_INCOME] == 300
    assert steps(assessment)[StepLabel.PENSION] == 1020


def test_a_contested_support_that_reaches_the_minimum_needs_study_with_a_range():
    assessment = assess(alone(other_income=(OtherIncome("housing_support", Decimal(1500)),)), TODAY)

    assert assessment.outcome is Outcome.NEEDS_STUDY
    assert assessment.monthly_amount is None
    assert (assessment.amount_range.lowest, assessment.amount_range.highest) == (0, 1320)


def test_the_citizen_account_is_shown_as_not_counted():
    assessment = assess(alone(other_income=(OtherIncome("citizen_account", Decimal(900)),)), TODAY)

    excluded = next(step for step in assessment.steps if step.label_key is StepLabel.EXCLUDED_INCOME)
    assert (excluded.amount, excluded.of) == (0, 900)
    assert assessment.monthly_amount == 1320


def test_the_stipends_of_two_students_each_have_their_own_limit():
    stipends = (OtherIncome("university_stipend", Decimal(1000)), OtherIncome("university_stipend", Decimal(990)))

    assert assess(household(other_income=stipends), TODAY).monthly_amount == 2640


def test_an_estimate_from_a_few_facts_presumes_the_rest():
    told = HouseholdFacts(dependants=3, earned_income=Decimal(2500))

    assert assess(told, TODAY).monthly_amount is None
    assert assess(told.presumed(), TODAY).monthly_amount == 2050


def test_neither_dependants_nor_an_exception_are_presumed():
    assert assess(HouseholdFacts(role="head").presumed(), TODAY).missing == (Question.DEPENDENTS,)
    assert assess(HouseholdFacts(role="independent", saudi=False).presumed(), TODAY).missing == (Question.EXCEPTION,)
    assert assess(HouseholdFacts(role="independent").presumed(), TODAY).monthly_amount == 1320


def test_rules_past_their_review_date_are_named():
    assert assess(household(), TODAY).overdue == ()
    assert "pension.household_cap_monthly" in assess(household(), TODAY.replace(year=2027, month=3)).overdue


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("earned_income", Decimal(-1)),
        ("unearned_income", Decimal("NaN")),
        ("unearned_income", Decimal("Infinity")),
        ("earned_income", Decimal(10) ** 12),
        ("dependants", -1),
        ("days_abroad", -3),
        ("role", "cousin"),
        ("exception", "unknown"),
        ("transferred_group", "everybody"),
    ],
)
def test_an_impossible_fact_is_refused_by_name(name, value):
    with pytest.raises(ImpossibleFact) as refused:
        HouseholdFacts(**{name: value})

    assert refused.value.field == name


def test_an_unknown_kind_of_income_is_refused():
    with pytest.raises(ImpossibleFact):
        HouseholdFacts(other_income=(OtherIncome("treasure", Decimal(1)),))


def test_a_what_if_leaves_the_household_as_it_was():
    before = household(earned_income=1000)
    after = before.but(earned_income=Decimal(3000))

    changed = [field.name for field in fields(before) if getattr(before, field.name) != getattr(after, field.name)]
    assert changed == ["earned_income"]
    assert before.earned_income == 1000
