"""General questions: every topic has an answer, and its numbers are those of the rules."""

from __future__ import annotations

import re
from datetime import datetime
from pathlib import Path

import pytest
import yaml

from actions.clock import RIYADH, FrozenClock, use_clock
from actions.eligibility import rules
from bot.channels.capabilities import WEB
from bot.render import MissingData, catalogue, codes, render
from bot.render.catalogue import LANGUAGES
from bot.render.isolation import plain
from tests.conftest import NOW

CONTRACT = yaml.safe_load((Path(__file__).parent / "contract_intents.yaml").read_text(encoding="utf-8"))


def answer(topic: str, language: str = "ar") -> str:
    return plain(render({"act": "faq", "data": {"topic": topic}}, language, WEB, strict=True).text)


def test_the_topics_are_those_of_the_contract() -> None:
    assert list(codes.TOPICS) == CONTRACT["faq"]


def test_the_intents_are_those_of_the_contract() -> None:
    named = [name for group, intents in CONTRACT.items() if group not in ("faq", "entities") for name in intents]
    assert list(codes.INTENTS) == named


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("topic", codes.TOPICS)
def test_an_answer_is_short_and_names_its_source(topic: str, language: str) -> None:
    told = render({"act": "faq", "data": {"topic": topic}}, language, WEB, strict=True)
    assert len(told.text) < 700
    assert (told.data["citation"] is not None) == (topic in codes.CITED_TOPICS)
    if told.data["citation"]:
        assert told.data["citation"] in plain(told.text)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_number_of_the_law_is_written_into_an_answer(language: str) -> None:
    say = catalogue(language)
    for key, forms in say.texts.items():
        if key.startswith(("faq.", "benefit.about.")) and not key.endswith(".citation"):
            text = re.sub(r"^\d\. ", "", forms[0], flags=re.MULTILINE)
            assert not re.search(r"\d", text), key


def test_the_amounts_are_those_in_force() -> None:
    assert "1,320 ريال" in answer("amounts")
    assert "660 ريال" in answer("amounts")
    assert "2,640 ريال" in answer("amounts")


def test_before_the_rise_the_amounts_were_the_earlier_ones() -> None:
    with use_clock(FrozenClock(datetime(2023, 10, 31, 12, tzinfo=RIYADH))):
        assert "1,100 ريال" in answer("amounts")


def test_the_days_abroad_are_those_of_the_rule() -> None:
    days = rules.absence_rule(NOW.date()).max_days
    assert f"{days} يومًا" in answer("residence_and_absence")
    assert f"{days} days" in answer("residence_and_absence", "en")


def test_what_is_not_known_is_said_to_be_unknown() -> None:
    for topic in ("overpayment", "clinic_stages", "card_about", "assets", "objection_rules", "unemployment_support"):
        assert re.search("لم أجد|لم تُنشر|لا توجد عندي|غير منشورة|لا يوجد موعد معلن", answer(topic)), topic


def test_an_objection_is_never_promised_a_day_of_answer() -> None:
    assert "لا يوجد موعد معلن للرد" in answer("objection_rules")


def test_a_topic_that_nobody_wrote_is_refused() -> None:
    with pytest.raises(MissingData):
        answer("weather")
