from decimal import Decimal

import pytest

from actions.eligibility.codes import Outcome, Question
from actions.eligibility.engine import assess
from actions.eligibility.facts import HouseholdFacts, OtherIncome
from tests.actions.eligibility.households import TODAY, household


def asked(**facts):
    return assess(HouseholdFacts(**facts), TODAY).missing


def test_with_nothing_known_what_is_asked_comes_in_order():
    assert asked() == (
        Question.SAUDI,
        Question.DAYS_ABROAD,
        Question.IN_SHELTER,
        Question.FAMILY_ROLE,
        Question.EARNED_INCOME,
        Question.UNEARNED_INCOME,
        Question.ASSETS,
    )


def test_the_exception_is_asked_only_of_who_is_not_saudi():
    assert asked(saudi=False)[0] is Question.EXCEPTION
    assert Question.EXCEPTION not in asked(saudi=True)


def test_a_failed_nationality_ends_the_questions():
    assert asked(saudi=False, exception="none") == ()


def test_a_shelter_ends_the_questions():
    assert asked(in_shelter=True) == ()


def test_only_a_head_is_asked_for_dependants():
    assert Question.DEPENDENTS in asked(role="head")
    assert Question.DEPENDENTS not in asked(role="independent")
    assert Question.FAMILY_ROLE not in asked(role="independent")


def test_told_dependants_make_the_role_unnecessary():
    assert Question.FAMILY_ROLE not in asked(dependants=3)


def test_three_facts_of_an_opening_sentence_are_not_asked_again():
    questions = asked(dependants=3, earned_income=Decimal(2500), separate_dwelling=True)

    assert questions == (
        Question.SAUDI,
        Question.DAYS_ABROAD,
        Question.IN_SHELTER,
        Question.UNEARNED_INCOME,
        Question.ASSETS,
    )


def test_a_wage_that_alone_is_too_high_leaves_only_the_transfer_to_ask():
    told = household(earned_income=6500).but(unearned_income=None, other_assets=None, transferred_group=None)

    assert assess(told, TODAY).missing == (Question.TRANSFERRED_GROUP,)
    assert assess(told.but(transferred_group="none"), TODAY).outcome is Outcome.LIKELY_INELIGIBLE


def test_the_transfer_is_not_asked_of_who_is_below_the_minimum():
    told = household(earned_income=1000).but(transferred_group=None)

    assert assess(told, TODAY).outcome is Outcome.LIKELY_ELIGIBLE
    assert assess(told, TODAY).missing == ()


def test_a_transferred_person_is_not_asked_for_incomes():
    told = HouseholdFacts(transferred_group="disability_without_provider", saudi=True)

    assert assess(told, TODAY).missing == (Question.DAYS_ABROAD, Question.IN_SHELTER)


def test_told_assets_leave_the_incomes_to_ask():
    told = household(other_assets=True).but(earned_income=None)

    assert assess(told, TODAY).missing == (Question.EARNED_INCOME,)


@pytest.mark.parametrize("facts", [{"other_assets": True}, {"other_income": (OtherIncome("gifts", Decimal(9000)),)}])
def test_what_no_answer_can_settle_is_not_asked(facts):
    assessment = assess(household(**facts), TODAY)

    assert assessment.outcome is Outcome.NEEDS_STUDY
    assert assessment.missing == ()


def test_answering_every_question_settles_the_outcome():
    answers = {
        Question.SAUDI: {"saudi": True},
        Question.DAYS_ABROAD: {"days_abroad": 0},
        Question.IN_SHELTER: {"in_shelter": False},
        Question.FAMILY_ROLE: {"role": "head"},
        Question.DEPENDENTS: {"dependants": 2},
        Question.EARNED_INCOME: {"earned_income": Decimal(1000)},
        Question.UNEARNED_INCOME: {"unearned_income": Decimal(0)},
        Question.ASSETS: {"other_assets": False},
    }
    facts, told = HouseholdFacts(), []
    while missing := assess(facts, TODAY).missing:
        told.append(missing[0])
        facts = facts.but(**answers[missing[0]])

    assert told == list(answers)
    assert assess(facts, TODAY).monthly_amount == 2140
