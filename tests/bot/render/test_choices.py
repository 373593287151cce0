"""What is written on choices, and how they are listed by number."""

from __future__ import annotations

from typing import Any

import pytest

from bot.channels.capabilities import SMS, WEB, WHATSAPP, Capabilities
from bot.render import MissingText, catalogue, codes, render
from bot.render.catalogue import LANGUAGES
from bot.render.choices import TITLE_LENGTH
from bot.render.families import FAMILIES
from tests.bot.render.samples import APPOINTMENT, CLINIC


def choice(label: str, **data: Any) -> dict[str, Any]:
    return {"label": label, "data": data, "request": {"intent": "inform", "entities": [{"entity": "x", "value": label}]}}


def ask(*choices: dict[str, Any], language: str = "ar", capabilities: Capabilities = WEB) -> Any:
    message = {"act": "appointment.ask", "data": {"question": "slot"}, "choices": list(choices)}
    return render(message, language, capabilities, strict=True)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_label_fits_on_a_button(language: str) -> None:
    say = catalogue(language)
    labels = [
        key
        for family in FAMILIES
        if family.name.startswith("choice") or family.name in ("region", "city")
        for key in family.members()
    ]
    assert {key: say(key) for key in labels if len(say(key)) > TITLE_LENGTH} == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_two_requests_have_the_same_label(language: str) -> None:
    say = catalogue(language)
    labels = [say.of("choice", intent) for intent in (*codes.INTENTS, *(f"faq/{topic}" for topic in codes.TOPICS))]
    assert len(set(labels)) == len(labels)


def test_a_choice_keeps_its_request() -> None:
    told = ask(choice("choice.yes"))
    assert told.choices[0].title == "نعم"
    assert told.choices[0].request == choice("choice.yes")["request"]


def test_a_free_time_is_written_as_a_day_and_an_hour() -> None:
    told = ask(choice("choice.slot", **APPOINTMENT))
    assert told.choices[0].title == "الأحد 29 نوفمبر 4:30 م"


def test_two_free_times_at_one_hour_are_told_apart_by_their_city() -> None:
    elsewhere = {**APPOINTMENT, "clinic": {**CLINIC, "city": "bisha"}}
    told = ask(choice("choice.slot", **APPOINTMENT), choice("choice.slot", **elsewhere))
    assert [option.title for option in told.choices] == ["الأحد 29 نوفمبر 4:30 م، أبها", "الأحد 29 نوفمبر 4:30 م، بيشة"]


def test_a_clinic_is_written_by_its_name_in_the_language() -> None:
    told = ask(choice("choice.clinic", **CLINIC), language="en")
    assert told.choices[0].title == "Abha Empowerment Clinic"


def test_choices_that_cannot_be_tapped_are_listed_by_number() -> None:
    told = ask(choice("choice.yes"), choice("choice.no"), capabilities=SMS)
    assert told.text.endswith("للاختيار يكفي إرسال الرقم:\n1. نعم\n2. لا")


def test_choices_that_can_be_tapped_are_not_listed() -> None:
    assert "1." not in ask(choice("choice.yes")).text


def test_more_choices_than_a_channel_has_buttons_are_listed() -> None:
    few = Capabilities(buttons=1, rich=False, text_limit=1600, isolates=True, numbered_menu=True)
    assert "2. لا" in ask(choice("choice.yes"), choice("choice.no"), capabilities=few).text


def test_a_long_text_is_cut_before_its_numbered_choices_are() -> None:
    narrow = Capabilities(buttons=0, rich=False, text_limit=120, isolates=False, numbered_menu=True)
    told = ask(choice("choice.yes"), choice("choice.no"), capabilities=narrow)
    assert len(told.text) <= narrow.text_limit
    assert told.text.endswith("2. لا")
    assert "…\n\n" in told.text


def test_titles_have_no_marks_so_that_typing_them_is_choosing_them() -> None:
    told = ask(choice("choice.slot", **APPOINTMENT), capabilities=WHATSAPP)
    assert "\u2068" not in told.choices[0].title


def test_a_label_that_nobody_wrote_is_refused() -> None:
    with pytest.raises(MissingText):
        ask(choice("choice.no_such_thing"))
