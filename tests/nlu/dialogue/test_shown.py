"""What follows a status or a payment that was shown."""

from __future__ import annotations

import pytest
from rasa.shared.core.events import ActiveLoop, BotUttered, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from nlu.dialogue.shown import about_what_was_shown

STOPPED = {"act": "eligibility.status", "data": {"status": "suspended", "reasons": [{"code": "absence_from_kingdom"}]}}
REFUSED = {"act": "eligibility.status", "data": {"status": "ineligible", "reasons": [{"code": "income_above_minimum"}]}}
FELL = {"act": "payment.last", "data": {"amount": 1800.0, "previous_amount": 2800.0, "reasons": ["earned_income_rose"]}}
NEXT = {"act": "eligibility.next_steps", "data": {"status": "eligible", "reasons": [], "fell": True}}
SAME = {"act": "payment.last", "data": {"amount": 2300.0, "previous_amount": 2300.0, "reasons": []}}


def after(*said, form=None):
    tracker = DialogueStateTracker("c", slots=None)
    for number, message in enumerate(said, start=1):
        tracker.update(UserUttered("x", {"name": "ask_my_status"}, message_id=str(number)))
        tracker.update(BotUttered(data={"custom": message}))
    if form:
        tracker.update(ActiveLoop(form))
    return tracker


def meant(text, intent, tracker):
    read = about_what_was_shown({"text": text, "intent": {"name": intent, "confidence": 0.7}, "entities": []}, tracker)
    return read["intent"]["name"], [one["value"] for one in read["entities"]]


@pytest.mark.parametrize("text", ["يعني متى يرجع", "متى بيرجع لي؟", "ايمتى حيرجع", "when will it come back"])
def test_when_it_comes_back(text):
    assert meant(text, "nlu_fallback", after(STOPPED)) == ("ask_next_steps", ["return"])


@pytest.mark.parametrize("text", ["وش اسوي الحين", "ايش اسوي دحين", "طيب والحل", "وش المطلوب مني", "what should I do now"])
def test_what_to_do(text):
    assert meant(text, "out_of_scope", after(REFUSED)) == ("ask_next_steps", ["steps"])


@pytest.mark.parametrize("text", ["دخلي ما تغير", "راتبي نفسه ما زاد", "مين قال ان دخلي زاد", "هذا غلط", "والله راتبي زي ما هو ما زاد ولا ريال", "امراتب حقي ما تغير", "my salary is the same"])
@pytest.mark.parametrize("shown", [FELL, REFUSED])
def test_a_reason_is_disputed(text, shown):
    assert meant(text, "report_change", after(shown)) == ("dispute_record", ["income"])


def test_what_only_the_classifier_takes_for_danger_is_a_wage_that_stayed_the_same():
    assert meant("راتبي نفسه ما زاد", "report_danger", after(FELL))[0] == "dispute_record"
    assert meant("زوجي يضربني عشان راتبي غلط", "report_danger", after(FELL))[0] == "report_danger"


def test_days_abroad_are_disputed_where_they_were_the_reason():
    assert meant("ما سافرت انا", "inform", after(STOPPED)) == ("dispute_record", ["absence"])
    assert meant("ما سافرت انا", "inform", after(REFUSED))[0] == "inform"


@pytest.mark.parametrize(("text", "intent", "tracker"), [
    ("فصلوني من الشغل وصار دخلي صفر", "report_change", after(FELL)),
    ("توظف ولدي براتب 3000", "report_change", after(REFUSED)),
    ("دخلي ما تغير", "report_change", after(SAME)),
    ("وش اسوي الحين", "nlu_fallback", after({"act": "menu", "data": {}})),
    ("وش اسوي الحين", "nlu_fallback", after(STOPPED, form="case_form")),
    ("ابي اعترض وش اسوي", "file_objection", after(STOPPED)),
])  # fmt: skip
def test_the_rest_is_read_as_it_stands(text, intent, tracker):
    assert meant(text, intent, tracker)[0] == intent


def test_thanks_and_what_was_not_understood_put_nothing_in_its_place():
    between = ({"act": "thanks", "data": {}}, {"act": "fallback", "data": {}})
    assert meant("وش اسوي الحين", "nlu_fallback", after(STOPPED, *between))[0] == "ask_next_steps"
    assert meant("وش اسوي الحين", "nlu_fallback", after(STOPPED, {"act": "clinic.locations", "data": {}}))[0] == "nlu_fallback"


def test_what_is_wrong_is_heard_after_the_next_steps_too():
    assert meant("الدخل مو صحيح", "deny", after(FELL, NEXT)) == ("dispute_record", ["income"])


def test_our_own_question_for_a_phone_stands_in_nobodys_way():
    proved = {"act": "phone.proved", "data": {"to": "+9665•••••11", "notices": True}}
    assert meant("الدخل مهب صحيح", "deny", after(FELL, proved)) == ("dispute_record", ["income"])
    assert meant("طيب وش الحل", "faq", after(FELL, proved)) == ("ask_next_steps", ["steps"])
