"""What points at the case that was just told of."""

from __future__ import annotations

import pytest
from rasa.shared.core.events import ActiveLoop, BotUttered, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from nlu.dialogue.cases import about_case


def after(act, form=None):
    tracker = DialogueStateTracker("c", slots=None)
    for event in (UserUttered("x", {"name": "file_objection"}, message_id="1"), BotUttered(data={"custom": {"act": act}})):
        tracker.update(event)
    if form:
        tracker.update(ActiveLoop(form))
    return tracker


def meant(text, intent, tracker):
    return about_case({"text": text, "intent": {"name": intent, "confidence": 0.9}}, tracker)["intent"]["name"]


@pytest.mark.parametrize("text", ["وش صار عليه", "طيب وش صار فيها؟", "وش اخر خبر عنه", "any news about it"])
def test_what_points_at_a_case_asks_for_the_case(text):
    assert meant(text, "ask_my_status", after("case.already_open")) == "track_case"


@pytest.mark.parametrize(
    ("text", "act", "form"),
    [
        ("وش صار على طلبي", "case.filed", None),
        ("وش صار عليه", "eligibility.status", None),
        ("وش صار عليه", "case.status", "booking_form"),
        ("وش صار على اوراقي اللي رفعتها لكم الاسبوع الماضي فيها شي", "case.status", None),
    ],
)
def test_the_rest_is_read_as_it_stands(text, act, form):
    assert meant(text, "ask_my_status", after(act, form)) == "ask_my_status"


def test_another_request_stays_what_it_is():
    assert meant("اسحبه", "withdraw_case", after("case.status")) == "withdraw_case"


@pytest.mark.parametrize("text", ["كم لي انتظر الرد", "متى تردون علي", "متى يجيني الرد؟", "كم ياخذ وقت الرد", "يطول الرد؟"])
def test_who_waits_after_a_case_waits_for_its_answer(text):
    assert meant(text, "faq", after("case.filed")) == "track_case"
    assert meant(text, "faq", after("eligibility.status")) == "faq"


@pytest.mark.parametrize("text", ["اضيف عليه ان راتب التقاعد وقف", "زيدوا فيه اني مطلقه", "حط معه ان عندي ايجار", "add to it that I lost my job"])
def test_what_is_added_to_a_case_is_no_matter_of_another_body(text):
    assert meant(text, "out_of_scope", after("case.filed")) == "add_to_case"


@pytest.mark.parametrize("text", ["اضيف ولدي معي في الضمان", "ابي موظف", "متى ينزل الضمان"])
def test_what_is_added_elsewhere_is_not(text):
    assert meant(text, "faq", after("case.filed")) == "faq"
