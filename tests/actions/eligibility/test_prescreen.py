"""What the fields of the pre-screen read in a message, and what they leave alone."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
import yaml

from actions.dialogue.turn import Turn
from actions.eligibility.prescreen.questions import FIELDS, facts_told
from nlu.arabic.entities import extract
from tests.actions.dialogue.trackers import tracker

NOW = datetime(2026, 3, 1, 10)  # noqa: DTZ001
OPENERS = yaml.safe_load(Path(__file__).with_name("openers.yml").read_text(encoding="utf-8"))
EXPECTED = {
    "elig_dependents": "count",
    "elig_days_abroad": "number",
    "elig_earned_income": "money",
    "elig_unearned_income": "money",
}


def turn_of(text: str, asked: str | None, intent: str = "inform", **told: Any) -> Turn:
    slot = None if asked is None else f"elig_{asked}"
    found = [
        {"entity": e.entity, "value": e.value, "start": e.start, "end": e.end}
        for e in extract(text, NOW, EXPECTED.get(slot or ""))
    ]
    slots = {"requested_slot": slot, **{f"elig_{name}": value for name, value in told.items()}}
    return Turn(tracker(intent, text, form="eligibility_prescreen_form", slots=slots, entities=found))


def read(text: str, asked: str | None, intent: str = "inform", **told: Any) -> dict[str, Any]:
    turn = turn_of(text, asked, intent, **told)
    found = {field.slot.removeprefix("elig_"): field.find(turn, asked=field.slot == turn.requested) for field in FIELDS}
    return {name: value for name, value in found.items() if value is not None}


@pytest.mark.parametrize("asked", [field.slot.removeprefix("elig_") for field in FIELDS])
@pytest.mark.parametrize("intent", ["deny", "inform", "affirm"])
@pytest.mark.parametrize("text", ["ما ادري", "مدري", "لا ادري", "I don't know", "مدري يمكن 3"])
def test_who_does_not_know_fills_nothing_and_is_asked_again(text: str, intent: str, asked: str) -> None:
    assert read(text, asked, intent) == {}
    turn = turn_of(text, asked, intent)
    assert any(field.recognises(turn) for field in FIELDS)


@pytest.mark.parametrize("asked", ["days_abroad", "dependents", "earned_income", "unearned_income"])
@pytest.mark.parametrize("text", ["لا", "لا والله", "ابدا", "ما عندي", "ولا ريال", "ما فيه", "no", "none", "nothing"])
def test_a_bare_no_is_zero(text: str, asked: str) -> None:
    assert read(text, asked, "deny") == {asked: 0}


@pytest.mark.parametrize(("asked", "text"), [
    ("dependents", "لا مو متاكد"), ("earned_income", "لا ابي اعرف اكثر"), ("days_abroad", "لا تسالني"), ("days_abroad", "-5"),
    ("days_abroad", "400"), ("earned_income", "-5"), ("in_shelter", "لا ابي موظف"), ("assets", "لا شكلك ما فهمت"),
])  # fmt: skip
def test_a_no_with_more_words_and_impossible_numbers_are_no_answer(asked: str, text: str) -> None:
    assert read(text, asked, "deny") == {}


@pytest.mark.parametrize(("asked", "text", "told", "expected"), [
    ("in_shelter", "لا، أقصد 3", {"days_abroad": 30.0}, {"days_abroad": 3}),
    ("earned_income", "لا، أقصد 3", {"days_abroad": 0.0, "dependents": 2.0}, {"dependents": 3}),
    ("unearned_income", "لا قصدي 2000", {"dependents": 2.0, "earned_income": 4000.0}, {"earned_income": 2000}),
    ("unearned_income", "لا، أقصد 3", {"dependents": 2.0, "earned_income": 4000.0}, {"dependents": 3}),
    ("assets", "no, I mean 10 days", {"days_abroad": 5.0, "dependents": 2.0}, {"days_abroad": 10}),
    ("assets", "لا قصدي 2000", {"dependents": 2.0, "earned_income": 4000.0, "unearned_income": 0.0}, {"unearned_income": 2000}),
    ("earned_income", "لا قصدي 2000", {"dependents": 2.0}, {"earned_income": 2000}),
])  # fmt: skip
def test_a_correction_is_of_the_last_answer_of_its_kind(asked: str, text: str, told: Any, expected: Any) -> None:
    assert read(text, asked, "deny", **told) == expected


@pytest.mark.parametrize(("asked", "text", "expected"), [
    ("saudi", "ايه سعودي", {"saudi": "yes"}), ("saudi", "مو سعودية", {"saudi": "no"}), ("saudi", "مقيمة", {"saudi": "no"}),
    ("family_role", "عندي عيال", {"family_role": "head"}), ("family_role", "لحالي", {"family_role": "independent"}),
    ("days_abroad", "شهرين", {"days_abroad": 60}), ("days_abroad", "٤٥ يوم", {"days_abroad": 45}), ("days_abroad", "20", {"days_abroad": 20}),
    ("days_abroad", "ولا يوم", {"days_abroad": 0}), ("in_shelter", "لا مو ساكن بدار", {"in_shelter": "no"}),
    ("in_shelter", "ايه ساكن بدار ايواء", {"in_shelter": "yes"}), ("dependents", "ما عندي عيال", {"dependents": 0}),
    ("dependents", "ثلاثة", {"dependents": 3, "family_role": "head"}), ("earned_income", "عاطل", {"earned_income": 0}),
    ("earned_income", "ما عندي دخل", {"earned_income": 0}), ("earned_income", "الفين", {"earned_income": 2000}),
    ("earned_income", "ما عندي راتب بس تقاعد 3000", {"earned_income": 0, "unearned_income": 3000}),
    ("unearned_income", "ما عندي دخل", {"unearned_income": 0}), ("unearned_income", "1500", {"unearned_income": 1500}),
    ("unearned_income", "ايجار 1500", {"unearned_income": 1500}), ("assets", "بيتي وسيارتي بس", {"assets": "no"}),
    ("assets", "عندي ارض", {"assets": "yes"}), ("in_shelter", "45", {}), ("assets", "٣", {}),
])  # fmt: skip
def test_an_answer_to_the_open_question(asked: str, text: str, expected: dict[str, Any]) -> None:
    assert read(text, asked) == expected
    turn = turn_of(text, asked, "faq")
    assert any(field.recognises(turn) for field in FIELDS) is bool(expected)


@pytest.mark.parametrize(
    "asked", [None, "saudi", "in_shelter", "assets", "dependents", "earned_income", "unearned_income", "days_abroad"]
)
def test_several_facts_in_one_sentence(asked: str | None) -> None:
    told = read("انا سعودي ومتزوج وعندي ٣ عيال وراتبي ٤٠٠٠ وما سافرت", asked)
    assert told == {"saudi": "yes", "days_abroad": 0, "family_role": "head", "dependents": 3, "earned_income": 4000}


def test_an_opening_that_is_unsure_of_one_thing_still_tells_the_others() -> None:
    assert read("ما ادري هل استحق، انا سعودي وعندي ثلاثة عيال", None) == {"saudi": "yes", "family_role": "head", "dependents": 3}


def test_a_number_of_something_else_is_no_wage() -> None:
    assert read("عمري 30 سنة وابي اعرف اذا استحق", None) == {}


@pytest.mark.parametrize("opener", OPENERS, ids=[opener["says"] for opener in OPENERS])
def test_what_an_opening_sentence_tells_and_nothing_else(opener: dict[str, Any]) -> None:
    told = facts_told(turn_of(opener["says"], None))
    assert {slot.removeprefix("elig_"): value for slot, value in told.items()} == opener["tells"]


@pytest.mark.parametrize(("asked", "text", "problem"), [
    ("earned_income", "-500", "negative"), ("earned_income", "ناقص 500", "negative"), ("earned_income", "50 مليون", "too_large"),
    ("dependents", "40", "too_large"), ("dependents", "عندي 40 ولد", "too_large"), ("dependents", "-3", "negative"),
    ("days_abroad", "400", "too_large"), ("days_abroad", "سافرت 1/5/2027", "future_date"), ("days_abroad", "سافرت 1/1/2026", "date"),
    ("unearned_income", "كتاب", None), ("dependents", "كثير", None), ("days_abroad", "شهرين", None),
])  # fmt: skip
def test_what_is_wrong_with_an_answer(asked: str, text: str, problem: str | None) -> None:
    field = next(field for field in FIELDS if field.slot == f"elig_{asked}")
    assert field.problem(turn_of(text, asked)) == problem
    if problem is not None:
        assert asked not in read(text, asked)


@pytest.mark.parametrize(("asked", "text", "number"), [
    ("earned_income", "ما اعرف بالضبط تقريبا الفين", 2000), ("earned_income", "not sure, about 2000", 2000),
    ("days_abroad", "ما اذكر حوالي 20 يوم", 20), ("unearned_income", "مدري بالضبط حوالي 800", 800),
])  # fmt: skip
def test_a_rough_number_is_taken_from_who_is_not_sure(asked: str, text: str, number: int) -> None:
    assert read(text, asked)[asked] == number


@pytest.mark.parametrize("text", ["لا اربعه الكبير توظف", "اربعه مو خمسه", "لا لا اربعة ولدي الكبير اشتغل", "no, four, the eldest got a job"])
def test_a_number_of_people_is_put_right_while_the_wage_is_asked_for(text: str) -> None:
    assert read(text, "earned_income", "deny", dependents=5.0) == {"dependents": 4}
