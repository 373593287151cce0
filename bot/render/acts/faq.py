"""Answers to general questions, with the source they rest on and when it was last checked."""

from __future__ import annotations

from actions.clock import today
from actions.eligibility import rules
from actions.knowledge.entries import Entry, Section, UnknownEntry, entry
from bot.render.catalogue import Catalogue
from bot.render.codes import UNOFFICIAL
from bot.render.data import Data
from bot.render.errors import MissingData
from bot.render.law import law_text
from bot.render.registry import Said, lines, paragraphs, renders
from bot.render.values import day


@renders("faq")
def faq(say: Catalogue, data: Data) -> Said:
    """The reviewed entry, or a section of it; its numbers come from the rules in force today."""
    written, section = _written(data)
    source = section.source if section else written.source
    told = section.answer if section else written.more if data.flag("more") else written.answer
    citation = source.citation.of(say.language) if source.citation else None
    text = paragraphs(
        say("faq.found", title=_title(say, written, section)) if data.flag("found") else None,
        law_text(say, told.of(say.language), today()),
        lines(_source(say, citation, source.confidence), _overdue(say, data)),
    )
    return Said(text, {"citation": citation})


@renders("faq.nothing_more")
def nothing_more(say: Catalogue, data: Data) -> str:
    return say("faq.nothing_more", number=rules.helplines(today()).unified)


@renders("faq.topics")
def topics(say: Catalogue, data: Data) -> str:
    return say("faq.topics.of_group") if data.has("group") else say("faq.topics")


def _written(data: Data) -> tuple[Entry, Section | None]:
    topic, name = data.text("topic"), data.text_or_none("section")
    try:
        written = entry(topic)
        return written, written.section(name) if name else None
    except UnknownEntry as unknown:
        raise MissingData(f"faq: {unknown}") from unknown


def _title(say: Catalogue, written: Entry, section: Section | None) -> str:
    return section.title.of(say.language) if section else say.of("choice", f"faq/{written.topic}")


def _source(say: Catalogue, citation: str | None, confidence: str) -> str | None:
    if citation is None:
        return None
    return say("faq.source.unofficial", citation=citation) if confidence in UNOFFICIAL else say("faq.source", citation=citation)


def _overdue(say: Catalogue, data: Data) -> str | None:
    """That the answer is past its review, and where to make sure of it."""
    if not data.flag("overdue"):
        return None
    checked = day(say, data.day("last_checked"))
    return say("faq.overdue", day=checked, platform=rules.platform_url(today()), number=rules.helplines(today()).unified)
