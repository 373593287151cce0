"""What a message means after an estimate."""

from __future__ import annotations

import pytest
from rasa.shared.core.events import ActiveLoop, BotUttered, SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from nlu.dialogue.following import in_context

KEPT = {"basis": "answers", "facts": {"dependants": 3}, "supposed": []}
SUPPOSED = {**KEPT, "supposed": [{"dependants": 4}]}


def tracker_of(kept=None, act="eligibility.result", form=None):
    events = [UserUttered("x", {"name": "estimate_amount"}, message_id="1"), BotUttered(data={"custom": {"act": act}})]
    events += [SlotSet("estimate", kept)] if kept else []
    events += [ActiveLoop(form)] if form else []
    tracker = DialogueStateTracker("c", slots=None)
    tracker.slots = {"estimate": type("Slot", (), {"value": kept, "name": "estimate"})()}
    for event in events:
        if not isinstance(event, SlotSet):
            tracker.update(event)
    return tracker


def meant(text, intent, tracker, confidence=0.95, money=(), **more):
    found = [{"entity": "money", "value": amount, "start": 0} for amount in money]
    understood = {"text": text, "intent": {"name": intent, "confidence": confidence}, "entities": found, **more}
    return in_context(understood, tracker)["intent"]["name"]


@pytest.mark.parametrize(("text", "intent", "money"), [
    ("ولو توظف ولدي بثلاثة آلاف؟", "report_change", (3000,)), ("لو سافرت 4 شهور", "faq", ()), ("ولو كان عندي ارض", "faq", ()),
    ("واذا طلقت؟", "frustration", ()), ("لو رجعت للسعودية", "faq", ()), ("what if I get divorced", "deny", ()),
    ("طيب واذا صار راتبي 4000", "inform", (4000,)),
])  # fmt: skip
def test_what_is_supposed_is_about_the_household_just_assessed(text, intent, money):
    assert meant(text, intent, tracker_of(KEPT), money=money) == "estimate_amount"
    assert meant(text, intent, tracker_of(KEPT, act="payment.next"), money=money) == "estimate_amount"


def test_without_an_estimate_only_what_is_mistaken_for_a_report_is_one():
    assert meant("ولو توظف ولدي بثلاثة آلاف؟", "report_change", None, money=(3000,)) == "estimate_amount"
    assert meant("لو سافرت 4 شهور", "faq", tracker_of(act="greeting")) == "faq"
    assert meant("لو رجعت للسعودية", "faq", tracker_of(act="eligibility.status")) == "estimate_amount"
    assert meant("توظف ولدي بثلاثة آلاف", "report_change", tracker_of(act="greeting"), money=(3000,)) == "report_change"


@pytest.mark.parametrize("text", ["لو تزوجت لازم ابلغكم؟", "لو جاني ولد كيف اضيفه", "شكرا", "متى ينزل الضمان"])
def test_what_asks_for_something_else_stays_what_it_is(text):
    assert meant(text, "faq", tracker_of(SUPPOSED)) == "faq"


@pytest.mark.parametrize("text", ["لا قصدي 2000", "عيالي اربعة مو ثلاثة", "راتبي 3000"])
def test_a_bare_fact_corrects_only_right_after_the_estimate(text):
    money = (3000,) if "3000" in text else ()
    assert meant(text, "deny", tracker_of(KEPT), money=money) == "estimate_amount"
    assert meant(text, "deny", tracker_of(KEPT, act="payment.next"), money=money) == "deny"
    assert meant(text, "deny", tracker_of(), money=money) == "deny"


@pytest.mark.parametrize(("text", "intent"), [("بدون هذا", "deny"), ("ارجع للاصل", "restart"), ("back to the original", "restart")])
def test_a_supposition_is_taken_back_where_there_is_one(text, intent):
    assert meant(text, intent, tracker_of(SUPPOSED)) == "estimate_amount"
    assert meant(text, intent, tracker_of(KEPT)) == intent


def test_danger_and_a_person_are_heard_in_any_case():
    assert meant("لو رجعت للسعودية زوجي بيضربني", "report_danger", tracker_of(KEPT)) == "report_danger"
    assert meant("لو زاد راتبي الف ابي اكلم موظف", "talk_to_agent", tracker_of(KEPT), money=(1000,)) == "talk_to_agent"


def test_the_questions_of_the_pre_screen_are_left_alone():
    assert meant("لو سافرت 4 شهور", "faq", tracker_of(KEPT, form="eligibility_form")) == "faq"


def test_what_goes_on_supposing_is_no_request_of_its_own():
    further = [{"intent": "report_change", "entities": [], "text": "وجاني ولد"}]
    understood = {
        "text": "لو صار راتبي 1500 وجاني ولد",
        "intent": {"name": "inform", "confidence": 0.9},
        "entities": [{"entity": "money", "value": 1500, "start": 14}],
        "further": further,
        "first_ends": 18,
    }
    assert "further" not in in_context(understood, tracker_of(KEPT))
    understood["further"] = [{"intent": "ask_payment_date", "entities": [], "text": "ومتى ينزل"}]
    found = in_context(understood, tracker_of(KEPT))
    assert (found["intent"]["name"], len(found["further"])) == ("estimate_amount", 1)
