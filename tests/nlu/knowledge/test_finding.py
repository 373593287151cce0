"""Looking for an answer: what is near, what is not, and what a topic's own section is."""

from __future__ import annotations

import pytest

from nlu.knowledge.finding import Finder, Found, Levels, Reading
from nlu.knowledge.pages import Kind, pages
from nlu.workbench.knowledge import Question

UNCLAIMED = Reading("nlu_fallback", 0.3, {}, 0.7)


def of_topic(topic: str, confidence: float = 0.9) -> Reading:
    return Reading(f"faq/{topic}", confidence, {f"faq/{topic}": confidence}, 1.0)


def test_every_answer_has_questions_and_words_in_both_languages() -> None:
    known = list(pages())
    places = {page.place for page in known}
    assert len({place for place in places if "/" not in place}) == 33
    for place in places:
        kinds = [page.kind for page in known if page.place == place]
        assert kinds.count(Kind.QUESTION) >= 3
        assert kinds.count(Kind.ANSWER) >= 2
    assert not any("{" in page.text for page in known)


def test_the_set_has_questions_of_all_registers_and_enough_without_an_answer(questions: list[Question]) -> None:
    places = {page.place for page in pages()}
    assert len(questions) >= 150
    assert sum(not question.places for question in questions) >= 40
    assert {question.half for question in questions} == {"dev", "test"}
    registers = {question.register.rstrip("*") for question in questions}
    assert {"najdi", "hijazi", "southern", "eastern", "msa", "english", "arabizi", "noisy"} <= registers
    assert all(question.places <= places for question in questions)


@pytest.mark.parametrize(("half", "least"), [("dev", 0.74), ("test", 0.66)])
def test_the_nearest_answer_is_mostly_the_right_one(found: Finder, questions: list[Question], half: str, least: float) -> None:
    """By the words alone; the classifier's topic makes it surer."""
    asked = [question for question in questions if question.half == half and question.places]
    right = [found.places()[int(found.claims(one.text, UNCLAIMED).argmax())] in one.places for one in asked]
    assert sum(right) / len(right) >= least


@pytest.mark.parametrize("text", [
    "متى مباراة الهلال والنصر", "what is the capital of Australia?", "كيف اسوي كيكه شوكولاته", "كم سعر الدولار اليوم", "خزعبل مزعبل",
    "فين أحسن مطعم مندي في جدة",
])  # fmt: skip
def test_the_wide_world_is_not_answered(found: Finder, text: str) -> None:
    assert found.find(text, Reading("out_of_scope", 0.9, {"out_of_scope": 0.9}, 0.1)) == Found()


def test_a_question_that_nothing_claims_is_answered_by_what_is_near(found: Finder) -> None:
    assert found.find("معونة رمضان متى تجي", UNCLAIMED).answer == "amounts/ramadan"
    assert found.find("is there a bonus in ramadan?", UNCLAIMED).answer == "amounts/ramadan"


def test_within_a_topic_the_section_that_is_asked_for(found: Finder) -> None:
    assert found.find("عندي سيارتين تاثر", of_topic("assets")) == Found(section="second_car")
    assert found.find("هل الأملاك تمنع الضمان", of_topic("assets")) == Found()


def test_a_topic_read_for_sure_does_not_give_way(found: Finder) -> None:
    text = "وش بطاقة امتياز لكبار السن"
    assert found.find(text, of_topic("card_about", 0.95)).answer is None
    assert found.find(text, of_topic("card_about", 0.3)).answer == "comprehensive_about/privilege_card"


def test_a_request_is_never_looked_up(found: Finder) -> None:
    assert found.find("معونة رمضان متى تجي", Reading("file_objection", 0.4, {}, 1.0)) == Found()


def test_a_strange_text_is_read_without_an_error(found: Finder) -> None:
    for text in ("", "؟؟؟", "ا" * 5000, "<div>", "123456"):
        found.find(text, UNCLAIMED)


def test_levels_stand_in_their_order() -> None:
    levels = Levels.read()
    assert 0 < levels.near < levels.answers < 1
    assert 0 < levels.within < 1
