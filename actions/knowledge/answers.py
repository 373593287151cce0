"""An answer from the entries as a semantic message: what is told, what is offered with it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from actions.dialogue.action import Context
from actions.dialogue.messages import MENU, PERSON, Choice, Json, Request, SemanticMessage, intent_choice
from actions.dialogue.reply import Reply
from actions.knowledge.entries import Entry, Section, Source, Text, entry, is_overdue

MORE, SECTION = "more", "section"
AGAIN = "again"
"""The value of `more` where the longer answer has been given already."""
_BENEFIT = "benefit/"
# More than these choices nobody reads.
_MOST = 9


def answer(topic: str, section: str | None, on: date, *, choices: bool, found: bool = False) -> SemanticMessage:
    """The short answer to a topic, or that to a question within it. `found`: it was looked for, because the question was not
    understood for sure, which is said. UnknownEntry where nobody has written it."""
    written = entry(topic)
    part = written.section(section) if section else None
    told, source = (part.answer, part.source) if part else (written.answer, written.source)
    data = {"topic": topic, **_about(source, told, on)}
    if part:
        data["section"] = part.name
    if found:
        data["found"] = True
    return SemanticMessage("faq", data, _beside(written, part) if choices else ())


def longer(topic: str, on: date, *, choices: bool) -> SemanticMessage:
    """The longer answer to a topic, with what is asked within it to tap."""
    written = entry(topic)
    data = {"topic": topic, "more": True, **_about(written.source, written.more, on)}
    return SemanticMessage("faq", data, _within(written) if choices else ())


def nothing_more(topic: str, *, choices: bool) -> SemanticMessage:
    """All that is known of a topic has been told."""
    return SemanticMessage("faq.nothing_more", {"topic": topic}, (PERSON, MENU) if choices else ())


def looked_up(context: Context) -> Reply | None:
    """The entry that answers a question which nothing else claims, None where none does."""
    place = context.turn.known_answer
    if place is None:
        return None
    topic, section = place
    choices = context.turn.form is None
    return Reply([answer(topic, section, context.now.date(), choices=choices, found=True)])


def _about(source: Source, text: Text, on: date) -> dict[str, Json]:
    about: dict[str, Json] = {"confidence": source.confidence, "last_checked": source.last_checked.isoformat()}
    if is_overdue(source, text, on):
        about["overdue"] = True
    return about


def _beside(written: Entry, part: Section | None) -> Sequence[Choice]:
    more = Choice("choice.more", Request(f"faq/{written.topic}", ((MORE, True),)))
    return (more, *map(related_choice, part.related if part else written.related), MENU)


def _within(written: Entry) -> Sequence[Choice]:
    after = (*map(related_choice, written.related), MENU)
    return (*list(_sections(written))[: _MOST - len(after)], *after)


def _sections(written: Entry) -> Iterator[Choice]:
    for section in written.sections:
        titles = {"title_ar": section.title.ar, "title_en": section.title.en}
        yield Choice("choice.item", Request(f"faq/{written.topic}", ((SECTION, section.name),)), titles)


def related_choice(name: str) -> Choice:
    """A request to go on with: an intent, `faq/<topic>`, or `benefit/<code>`."""
    if name.startswith(_BENEFIT):
        code = name.removeprefix(_BENEFIT)
        return Choice(f"choice.benefit.{code}", Request("ask_benefit", (("benefit", code),)))
    return intent_choice(name)
