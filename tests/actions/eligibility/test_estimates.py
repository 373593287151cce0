"""An estimate that is kept, supposed to be different, put right and compared."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

import pytest

from actions.eligibility.codes import Question
from actions.eligibility.engine import assess
from actions.eligibility.estimate.conversation import Estimates, answered, follow
from actions.eligibility.estimate.effects import Open, effect_of
from actions.eligibility.estimate.heard import Heard
from actions.eligibility.estimate.kept import Basis, Kept, kept
from actions.eligibility.estimate.told import estimate_data
from actions.eligibility.facts import HouseholdFacts
from tests.actions.eligibility.households import TODAY, alone, household
from tests.actions.eligibility.test_prescreen import turn_of

THREE = household(dependants=3, earned_income=2500)


def heard(text: str) -> Heard:
    return Heard(turn_of(text, None))


def effect(text: str, facts: HouseholdFacts = THREE) -> Any:
    return effect_of(heard(text).events, facts, TODAY)


@pytest.mark.parametrize(("text", "facts", "changes"), [
    ("ولو توظف ولدي بثلاثة آلاف؟", THREE, {"earned_income": 5500}),
    ("لو جاني ولد", THREE, {"dependants": 4}),
    ("لو جاني ولد", alone(), {"dependants": 1, "role": "head"}),
    ("لو جاني توأم", THREE, {"dependants": 5}),
    ("لو جاني ولدين", THREE, {"dependants": 5}),
    ("لو جاني ايجار 800", THREE, {"unearned_income": 800}),
    ("لو تزوجت", alone(), {"dependants": 1, "role": "head"}),
    ("لو بنتي تزوجت وطلعت من البيت", THREE, {"dependants": 2}),
    ("لو ضفت امي وابوي", THREE, {"dependants": 5}),
    ("لو ماتت امي", THREE, {"dependants": 2}),
    ("لو سكنت لحالي", THREE, {"dependants": 0, "role": "independent"}),
    ("لو زاد راتبي الف", THREE, {"earned_income": 3500}),
    ("لو نزل راتبي للنص", THREE, {"earned_income": 1250}),
    ("لو نزل راتبي الى 1500", THREE, {"earned_income": 1500}),
    ("لو نزل راتبي عشرة الاف", THREE, {"earned_income": 0}),
    ("لو زاد دخلي 500", household(unearned_income=1000), {"unearned_income": 1500}),
    ("لو تركت شغلي", THREE, {"earned_income": 0}),
    ("افرض اني تقاعدت ب 4000", THREE, {"earned_income": 0, "unearned_income": 4000}),
    ("لو رجعت للسعودية", household(days_abroad=121), {"days_abroad": 90}),
    ("لو رجعت للسعودية", household(days_abroad=20), {"days_abroad": 20}),
    ("لو سافرت 4 شهور", household(days_abroad=20), {"days_abroad": 140}),
    ("لو طلعت من الدار", household(in_shelter=True), {"in_shelter": False}),
    ("لو شريت ارض", THREE, {"other_assets": True}),
    ("لو صار راتبي 1500 وجاني ولد", THREE, {"earned_income": 1500, "dependants": 4}),
])  # fmt: skip
def test_what_a_supposed_event_changes(text: str, facts: HouseholdFacts, changes: dict[str, Any]) -> None:
    found = effect(text, facts)
    assert {name: found[name] for name in changes} == changes


@pytest.mark.parametrize(("text", "question"), [
    ("واذا طلقت؟", Question.DEPENDENTS), ("لو توظف ولدي", Question.EARNED_INCOME), ("لو ولدي ترك شغله", Question.EARNED_INCOME),
    ("لو زاد راتبي", Question.EARNED_INCOME), ("لو سافرت", Question.DAYS_ABROAD), ("افرض اني تقاعدت", Question.UNEARNED_INCOME),
    ("لو زاد راتبي 50 مليون", Question.EARNED_INCOME), ("لو جاني 40 ولد", Question.DEPENDENTS),
])  # fmt: skip
def test_what_cannot_be_known_or_be_is_asked(text: str, question: Question) -> None:
    assert effect(text) == Open(question)


def test_an_estimate_is_kept_as_plain_values_and_read_back() -> None:
    estimate = Kept.of(Basis.ANSWERS, THREE).suppose({"earned_income": Decimal("2500.50"), "dependants": 4})
    assert kept(json.loads(json.dumps(estimate.as_json()))) == estimate


def test_of_a_household_on_file_no_fact_is_kept() -> None:
    assert Kept.of(Basis.RECORD, THREE).as_json() == {"basis": "record", "facts": {}, "supposed": []}


def test_a_correction_is_of_the_supposition_that_told_the_fact() -> None:
    estimate = Kept.of(Basis.ANSWERS, THREE).suppose({"earned_income": Decimal(4000)})
    assert estimate.correct({"earned_income": Decimal(3500)}).now().earned_income == 3500
    assert estimate.correct({"earned_income": Decimal(3500)}).base().earned_income == 2500
    assert estimate.correct({"dependants": 5}).base().dependants == 5


def talk(*texts: str, basis: Basis = Basis.ANSWERS, facts: HouseholdFacts = THREE) -> dict[str, Any]:
    """Says one thing after the other about an estimate; the data of the last answer."""
    estimate: Kept | None = Kept.of(basis, facts)
    data: Any = {}
    for text in texts:
        assert estimate is not None
        record = facts if basis is Basis.RECORD else None
        reply = follow(heard(text), Estimates(estimate, record, TODAY), estimate)
        stored = next(event["value"] for event in reply.events if event["name"] == "estimate")
        estimate = kept(stored)
        data = reply.messages[0].data
    return dict(data)


def test_the_difference_is_told_with_both_amounts_and_the_cause() -> None:
    data = talk("ولو توظف ولدي بثلاثة آلاف؟")
    assert data["monthly_amount"] == 550
    assert data["compared_to"] == {"outcome": "likely_eligible", "monthly_amount": 2050}
    difference = data["difference"]
    assert (difference["before"], difference["after"], difference["change"]) == (2050, 550, -1500)
    cause = {"reason": "earned_income_rose", "before": 2500, "after": 5500, "effect": -1500, "share": 0.5}
    assert difference["causes"] == [cause]
    assert data["assumed"] == [{"fact": "earned_income", "before": 2500, "after": 5500}]


def test_suppositions_follow_each_other_and_are_taken_back() -> None:
    job, child = "لو توظف ولدي بثلاثة آلاف", "طيب لو جاني ولد"
    assert talk(job, child)["monthly_amount"] == 1210
    assert talk(job, child, "بدون هذا")["monthly_amount"] == 550
    back = talk(job, child, "ارجع للاصل")
    assert back["monthly_amount"] == 2050
    assert "assumed" not in back


@pytest.mark.parametrize("basis", [Basis.ANSWERS, Basis.RECORD])
def test_a_correction_says_what_was_put_right(basis: Basis) -> None:
    data = talk("عيالي اربعة مو ثلاثة", basis=basis)
    assert data["corrected"] == [{"fact": "dependants", "before": 3, "after": 4}]
    assert data["monthly_amount"] == 2710
    assert talk("لا قصدي 2000", basis=basis)["monthly_amount"] == 2300
    assert talk("راتبي 3000 مو 2500", basis=basis)["monthly_amount"] == 1800


def test_the_wage_of_a_relative_comes_beside_the_others() -> None:
    assert talk("وراتب زوجتي 1000")["monthly_amount"] == 1550
    assert talk("راتب زوجتي 1000 مو 2500")["monthly_amount"] == 2800


def test_a_return_to_the_kingdom_says_by_when() -> None:
    data = talk("لو رجعت للسعودية", facts=household(dependants=4, unearned_income=1000, days_abroad=121))
    assert (data["outcome"], data["monthly_amount"]) == ("likely_eligible", 2960)
    assert data["compared_to"]["outcome"] == "likely_ineligible"
    assert data["back_until"] > TODAY.isoformat()


def test_a_question_that_changes_nothing_tells_the_estimate_again() -> None:
    data = talk("كم يطلع لي")
    assert data["monthly_amount"] == 2050
    assert "difference" not in data


def test_what_is_missing_is_named_with_the_most_it_could_be() -> None:
    values = {"elig_saudi": "yes", "elig_family_role": "head", "elig_dependents": 2.0, "elig_earned_income": 1000.0}
    values |= {"elig_days_abroad": "unknown", "elig_in_shelter": "no", "elig_unearned_income": "unknown", "elig_assets": "no"}
    data = answered(values, None, Estimates(None, None, TODAY)).messages[0].data
    assert (data["outcome"], data["monthly_amount"]) == ("needs_study", None)
    assert (data["missing"], data["at_most"]) == (["days_abroad", "unearned_income"], 2140)


@pytest.mark.parametrize(("text", "relation", "expected"), [
    ("امي تنطبق؟", "mother", True), ("شف امي تستحق ولا لا", "mother", True), ("does my mother qualify", "mother", True),
    ("كم بيطلع لأختي المطلقة معها ولدين", "sister", True), ("ولو توظف ولدي بثلاثة آلاف؟", "son", False),
    ("what if my son gets a job at 3000?", "son", False), ("كم يزيد ضماننا لو امي سكنت معنا", "mother", False),
    ("انا وامي ننطبق؟", "mother", False), ("هل انطبق للضمان", None, False),
])  # fmt: skip
def test_whose_case_it_is(text: str, relation: str | None, expected: bool) -> None:
    assert heard(text).is_about_another is expected


def test_an_estimate_by_rules_past_their_review_says_so() -> None:
    assert "overdue" not in estimate_data(assess(THREE, TODAY))
    assert estimate_data(assess(THREE, TODAY.replace(year=2027, month=3)))["overdue"] is True
