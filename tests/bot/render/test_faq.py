"""General questions: every topic has an answer, and its numbers are those of the rules."""

from __future__ import annotations

import re
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
import yaml

from actions.clock import RIYADH, FrozenClock, use_clock
from actions.eligibility import rules
from actions.knowledge.entries import entry
from bot.channels.capabilities import WEB
from bot.render import MissingData, catalogue, codes, render
from bot.render.catalogue import LANGUAGES
from bot.render.isolation import plain
from tests.conftest import NOW

CONTRACT = yaml.safe_load((Path(__file__).parent / "contract_intents.yaml").read_text(encoding="utf-8"))


def answer(topic: str, language: str = "ar", **more: Any) -> str:
    return plain(render({"act": "faq", "data": {"topic": topic, **more}}, language, WEB, strict=True).text)


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
    assert (told.data["citation"] is None) == (topic == "scams")
    if told.data["citation"]:
        assert told.data["citation"] in plain(told.text)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_number_of_the_law_is_written_into_an_answer(language: str) -> None:
    say = catalogue(language)
    for key, forms in say.texts.items():
        if key.startswith(("faq.", "benefit.about.")):
            assert not re.search(r"\d", forms[0]), key


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


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("topic", codes.TOPICS)
def test_the_longer_answer_and_every_section_can_be_told(topic: str, language: str) -> None:
    longer = answer(topic, language, more=True)
    assert longer != answer(topic, language)
    assert len(longer) < 1000
    for section in entry(topic).sections:
        assert len(answer(topic, language, section=section.name)) < 700


def test_a_section_has_its_own_source_and_says_when_that_is_unofficial() -> None:
    assert "المادة 20" in answer("head_of_household", section="not_spending")
    assert "غير رسمي" not in answer("head_of_household", section="not_spending")
    assert "وهو غير رسمي" in answer("card_about")
    assert "It is unofficial" in answer("card_about", "en")


def test_past_its_review_it_says_when_it_was_checked_and_where_to_make_sure() -> None:
    told = answer("payment_day", last_checked="2026-11-22", overdue=True)
    assert "22 نوفمبر 2026" in told
    assert rules.platform_url(NOW.date()) in told
    assert "We last checked this on Sunday 22 November 2026" in answer("payment_day", "en", last_checked="2026-11-22", overdue=True)
    assert "22 نوفمبر" not in answer("payment_day", last_checked="2026-11-22")


def test_what_was_looked_for_is_said_to_be_the_nearest_answer() -> None:
    assert answer("bank_account", section="rejected", found=True).startswith("أقرب جواب عندي لسؤالك، وهو عن «دفعة مرفوضة»")
    assert answer("amounts", "en", found=True).startswith('The nearest answer I have to your question, on "Pension amounts"')


def test_the_day_from_which_an_amount_holds_is_that_of_the_rule() -> None:
    assert "1 نوفمبر 2023" in answer("amounts", section="raised")


def test_a_section_that_nobody_wrote_is_refused() -> None:
    with pytest.raises(MissingData):
        answer("amounts", section="weather")


def test_a_topic_that_nobody_wrote_is_refused() -> None:
    with pytest.raises(MissingData):
        answer("weather")
