"""The reviewed entries: complete in both languages, dated, cited, and without a number of the law of their own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
import yaml

from actions.eligibility.numbers import Form, numbers
from actions.eligibility.reading import provenance
from actions.knowledge.answers import related_choice
from actions.knowledge.entries import Entry, Section, Source, Text, UnknownEntry, entries, entry, holes, is_overdue
from actions.knowledge.groups import groups
from bot.render import catalogue, codes
from bot.render.choices import TITLE_LENGTH
from tests.conftest import NOW

FACTS = yaml.safe_load(Path(__file__).with_name("facts.yml").read_text(encoding="utf-8"))
TODAY = NOW.date()
ALL = sorted(entries().values(), key=lambda one: one.topic)
SECTIONS = [(one, section) for one in ALL for section in one.sections]
# Months until a review, by how sure an answer is: as parameters have it.
REVIEWED = {"confirmed-primary": 12, "derived": 12, "confirmed-page": 6}
UNSURE = 3
ARABIC = re.compile("[\u0621-\u064a]")


def answers(one: Entry) -> Iterator[Text]:
    yield from (one.answer, one.more, *(section.answer for section in one.sections))


def sources(one: Entry) -> Iterator[Source]:
    yield from (one.source, *(section.source for section in one.sections))


def named(one: Entry | tuple[Entry, Section]) -> str:
    return one.topic if isinstance(one, Entry) else f"{one[0].topic}/{one[1].name}"


def test_every_topic_of_the_contract_has_an_entry_and_stands_in_one_group() -> None:
    assert set(entries()) == set(codes.TOPICS)
    grouped = [topic for topics in groups().values() for topic in topics]
    assert sorted(grouped) == sorted(codes.TOPICS)


@pytest.mark.parametrize("one", ALL, ids=named)
def test_an_answer_is_there_in_both_languages_and_each_in_its_own(one: Entry) -> None:
    for text in answers(one):
        assert ARABIC.search(text.ar)
        assert not ARABIC.search(text.en)
        assert set(holes(Text(text.ar, ""))) == set(holes(Text("", text.en))), text
        assert text.ar[-1] in ".؟}" or text.ar.rpartition("\n")[2].startswith("•")
    assert one.answer != one.more


@pytest.mark.parametrize("one", ALL, ids=named)
def test_every_number_named_is_a_parameter_and_none_is_written(one: Entry) -> None:
    for text in answers(one):
        for name in holes(text):
            for parameter in numbers()[name].terms:
                assert provenance(parameter, TODAY).value is not None
        for told in (text.ar, text.en):
            told = re.sub(r"^\d\. ", "", re.sub(r"\{\w+\}", "", told), flags=re.MULTILINE)
            assert not re.search(r"\d", told), told


@pytest.mark.parametrize("one", ALL, ids=named)
def test_the_sources_are_those_of_the_collected_facts(one: Entry) -> None:
    for source in sources(one):
        assert source.codes
        assert set(source.codes) <= set(FACTS["sources"])
        assert source.facts
        assert set(source.facts) <= set(FACTS["sections"])
        assert (source.citation is None) <= (source.codes[-1] in {"BG", "H5", "G3", "N37", "D2"})


@pytest.mark.parametrize("one", ALL, ids=named)
def test_the_review_follows_from_how_sure_it_is(one: Entry) -> None:
    for source in sources(one):
        assert source.confidence in codes.CONFIDENCES
        assert source.last_checked <= TODAY
        months = REVIEWED.get(source.confidence, UNSURE)
        assert source.last_checked < source.review_by <= source.last_checked + timedelta(days=31 * months)


@pytest.mark.parametrize("one", SECTIONS, ids=named)
def test_a_section_can_be_tapped_and_found(one: tuple[Entry, Section]) -> None:
    _, section = one
    assert len(section.title.ar) <= TITLE_LENGTH
    assert len(section.title.en) <= TITLE_LENGTH
    assert len(section.questions) >= 3
    assert any(ARABIC.search(question) for question in section.questions)
    assert any(question.isascii() for question in section.questions)


@pytest.mark.parametrize("one", ALL, ids=named)
def test_what_is_offered_beside_an_answer_has_a_name(one: Entry) -> None:
    assert one.sections == tuple({section.name: section for section in one.sections}.values())
    for related in (one.related, *(section.related for section in one.sections)):
        assert 1 <= len(related) <= 2
        for name in related:
            choice = related_choice(name)
            assert catalogue("ar").has(choice.label)
            assert f"faq/{one.topic}" != name
            assert choice.request.intent in codes.INTENTS or choice.request.intent.removeprefix("faq/") in codes.TOPICS


def test_every_number_that_texts_may_name_is_known_today() -> None:
    for name, number in numbers().items():
        told = number.words(TODAY) if number.form is Form.TEXT else number.value(TODAY)
        assert told or told == 0, name


def test_past_its_review_an_answer_is_overdue_and_not_before() -> None:
    source, text = entry("scams").source, Text("نص", "text")
    assert not is_overdue(source, text, source.review_by)
    assert is_overdue(source, text, source.review_by + timedelta(days=1))


def test_a_number_past_its_review_makes_the_answer_overdue() -> None:
    sure = replace(entry("scams").source, review_by=date(2099, 1, 1))
    named_number = Text("الرقم {unified}", "call {unified}")
    due = provenance("contacts.hrsd_unified", TODAY).review_by
    assert not is_overdue(sure, named_number, due)
    assert is_overdue(sure, named_number, due + timedelta(days=1))


def test_what_nobody_wrote_is_refused() -> None:
    with pytest.raises(UnknownEntry):
        entry("weather")
    with pytest.raises(UnknownEntry):
        entry("scams").section("weather")
