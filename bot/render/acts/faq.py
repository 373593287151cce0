"""Answers to general questions, with the article they rest on."""

from __future__ import annotations

from actions.clock import today
from bot.render.catalogue import Catalogue
from bot.render.data import Data
from bot.render.errors import MissingData
from bot.render.law import law_holes
from bot.render.registry import Said, paragraphs, renders


@renders("faq")
def faq(say: Catalogue, data: Data) -> Said:
    """The reviewed entry of the topic; its numbers come from the rules in force today."""
    topic = data.text("topic")
    if not say.has(f"faq.{topic}"):
        raise MissingData(f"faq: {topic!r}")
    citation = say.of("faq", f"{topic}.citation") if say.has(f"faq.{topic}.citation") else None
    source = say("faq.source", citation=citation) if citation else None
    return Said(paragraphs(say.of("faq", topic, **law_holes(say, today())), source), {"citation": citation})
