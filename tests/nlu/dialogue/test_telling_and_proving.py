"""Lives told in one breath, what is said while an identity is proved, and whose file is asked for."""

from __future__ import annotations

import pytest
from rasa.shared.core.events import ActiveLoop, SlotSet
from rasa.shared.core.slots import AnySlot
from rasa.shared.core.trackers import DialogueStateTracker

from nlu.dialogue.carers import about_carers
from nlu.dialogue.proving import while_proving
from nlu.dialogue.telling import about_eligibility


def read(text, name, topic=None, **more):
    intent = {"name": name, "confidence": 0.8, **({"topic": topic} if topic else {})}
    return {"text": text, "intent": intent, "entities": [], **more}


@pytest.mark.parametrize("text", [
    "انا مصريه ارمله سعودي وعندي ثلاث عيال سعوديين وما عندي دخل",
    "انا سوريه متزوجه سعودي وعندنا ولدين ودخلنا صفر",
    "يتيم ومعي بطاقه تنقل وما لي دخل",
    "I am Yemeni, my mother is a Saudi widow, I have no income",
])  # fmt: skip
def test_a_life_with_an_exception_in_it_opens_the_pre_screen(text):
    assert about_eligibility(read(text, "faq", "non_saudi_family"), None)["intent"]["name"] == "check_eligibility"


@pytest.mark.parametrize("text", ["ارملة سعودي وانا اجنبية لي ضمان", "زوجتي اجنبية كيف اضيفها", "هل الاجنبي يستحق الضمان"])
def test_a_question_about_the_group_stays_one(text):
    assert about_eligibility(read(text, "faq", "non_saudi_family"), None)["intent"]["name"] == "faq"


def test_what_was_told_before_the_question_is_not_cut_off():
    asked = read("ابوي مصري متوفي وامي سعوديه هل يحق لي", "faq", "non_saudi_family", further=[{"intent": "check_eligibility"}], first_ends=24)
    whole = about_eligibility(asked, None)
    assert whole["intent"]["name"] == "check_eligibility"
    assert not {"first_ends", "further"} & set(whole)


def proving():
    tracker = DialogueStateTracker("c", slots=[AnySlot("requested_slot", mappings=[{}], influence_conversation=False)])
    tracker.update(ActiveLoop("verify_form"))
    tracker.update(SlotSet("requested_slot", "verify_id"))
    return tracker


@pytest.mark.parametrize(("text", "intent"), [
    ("انا ام فهد", "greet"), ("لقيت الهويه", "out_of_scope"), ("معك ابو سلطان", "help"), ("بجيب البطاقه لحظه", "faq"),
    ("اسمي نوره", "chitchat"),
])  # fmt: skip
def test_who_looks_for_the_card_or_gives_a_name_stays_at_the_question(text, intent):
    assert while_proving(read(text, intent), proving())["intent"]["name"] == "inform"


@pytest.mark.parametrize(("text", "intent"), [
    ("السلام عليكم", "greet"), ("وش الاوراق المطلوبه", "faq"), ("ابي موظف", "talk_to_agent"), ("وين القى رقم الهويه", "faq"),
])  # fmt: skip
def test_a_greeting_a_question_and_a_request_are_heard(text, intent):
    assert while_proving(read(text, intent), proving())["intent"]["name"] == intent


def of(text, relation, start, intent):
    understood = read(text, intent)
    understood["entities"] = [{"entity": "relation", "value": relation, "start": start}]
    understood["intent_ranking"] = [understood["intent"]]
    return about_carers(understood, None)


@pytest.mark.parametrize(("text", "relation", "intent", "meant"), [
    ("ابي راتب امي مو راتبي", "mother", "nlu_fallback", "ask_my_payment"),
    ("كم نزل لامي", "mother", "ask_my_payment", "ask_my_payment"),
    ("وش وضع ابوي بالضمان", "father", "ask_my_status", "ask_my_status"),
])  # fmt: skip
def test_a_relatives_file_is_named(text, relation, intent, meant):
    start = text.index("امي" if relation == "mother" else "ابوي")
    told = of(text, relation, start, intent)
    assert told["intent"]["name"] == meant
    assert {"entity": "file_of", "value": relation, "extractor": "rules"} in told["entities"]


@pytest.mark.parametrize(("text", "word", "intent"), [
    ("ليش نقص معاشي بعد ما راح ولدي", "ولدي", "ask_my_payment"),
    ("هل راتب امي ينحسب علينا", "امي", "faq"),
    ("ابي اعرف راتب ولدي ينحسب علينا", "ولدي", "faq"),
])  # fmt: skip
def test_a_relative_who_is_only_spoken_of_is_nobodys_file(text, word, intent):
    told = of(text, "son", text.index(word), intent)
    assert told["intent"]["name"] == intent
    assert all(one["entity"] != "file_of" for one in told["entities"])
