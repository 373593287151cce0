"""What is looked up, and what "tell me more" is about."""

from __future__ import annotations

import pytest
from rasa.shared.core.events import BotUttered, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from nlu.dialogue.explaining import more_of
from nlu.dialogue.known import with_knowledge


def understood(text, intent, confidence=0.3, entities=(), in_scope=0.6, **more):
    name, _, topic = intent.partition("/")
    claimed = {"name": name, "confidence": confidence, **({"topic": topic} if topic else {})}
    ranking = [{"name": intent, "confidence": confidence}]
    return {"text": text, "intent": claimed, "intent_ranking": ranking, "entities": list(entities), "in_scope": in_scope, **more}


def after(*acts):
    tracker = DialogueStateTracker("c", slots=None)
    tracker.update(UserUttered("x", {"name": "faq"}, message_id="1"))
    for act, data in acts:
        tracker.update(BotUttered(data={"custom": {"act": act, "data": data}}))
    return tracker


def test_what_nothing_claims_is_looked_up():
    assert with_knowledge(understood("معونة رمضان متى تجي", "nlu_fallback"))["knowledge"] == {"answer": "amounts/ramadan"}


def test_a_topic_is_read_more_closely():
    asked = understood("عندي سيارتين تاثر على الضمان", "faq/assets", 0.95)
    assert with_knowledge(asked)["knowledge"] == {"section": "second_car"}


def test_another_bodys_matter_and_a_request_and_one_word_are_left_alone():
    body = [{"entity": "body", "value": "traffic"}]
    for left in (
        understood("معونة رمضان متى تجي", "out_of_scope", entities=body),
        understood("معونة رمضان متى تجي", "report_danger", 0.9),
        understood("معونة رمضان متى تجي", "file_objection", 0.9),
        understood("رمضان", "nlu_fallback"),
    ):
        assert with_knowledge(left) == left


def test_what_asks_about_something_said_before_is_not_called_unknown():
    for text in ("يعني كيف", "كيف كذا؟"):
        assert "knowledge" not in with_knowledge(understood(text, "nlu_fallback"))


def test_of_several_requests_only_the_first_is_looked_up():
    text = "عندي سيارتين تاثر على الضمان وابي اعترض"
    asked = understood(text, "faq/assets", 0.95, further=[{"intent": "file_objection"}], first_ends=27)
    assert with_knowledge(asked)["knowledge"] == {"section": "second_car"}


@pytest.mark.parametrize("text", ["وضح اكثر", "طيب وضّح أكثر لو سمحت", "tell me more", "can you explain more please?", "esh ya3ni", "يعني ايش"])
def test_asking_for_more_is_about_the_answer_just_given(text):
    tracker = after(("faq", {"topic": "amounts"}), ("resumed", {}), ("eligibility.ask", {"question": "saudi"}))
    more = more_of(understood(text, "nlu_fallback"), tracker)
    assert (more["intent"]["name"], more["intent"]["topic"], more["chosen"]) == ("faq", "amounts", True)
    assert more["entities"] == [{"entity": "more", "value": True}]


def test_when_all_has_been_told_that_is_asked_for_again():
    for told in (("faq", {"topic": "amounts", "more": True}), ("faq.nothing_more", {"topic": "amounts"})):
        assert more_of(understood("وضح اكثر", "repeat"), after(told))["entities"] == [{"entity": "more", "value": "again"}]


@pytest.mark.parametrize("text", ["وضح لي شروط الضمان", "متى ينزل الضمان", "شكرا", "تفاصيل بطاقتي", ""])
def test_what_names_something_is_about_that(text):
    asked = understood(text, "nlu_fallback")
    assert more_of(asked, after(("faq", {"topic": "amounts"}))) == asked


def test_without_an_answer_before_it_nothing_is_assumed():
    asked = understood("وضح اكثر", "nlu_fallback")
    assert more_of(asked, after(("payment.next", {}))) == asked
    assert more_of(asked, None) == asked
