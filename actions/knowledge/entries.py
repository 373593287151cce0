"""The reviewed entries: one file a topic under `entries/`, in Arabic and English (how one is written: `entries/README.md`).

Texts hold places for the numbers of the law (`{base}`, `actions/eligibility/numbers.yml`); `bot.render` fills them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache
from pathlib import Path
from string import Formatter
from typing import Any

import yaml

from actions.eligibility.numbers import numbers

FOLDER = Path(__file__).parent / "entries"
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class UnknownEntry(LookupError):
    """No entry has this topic, or no section of it this name."""


@dataclass(frozen=True, slots=True)
class Text:
    """The same in both languages."""

    ar: str
    en: str

    def of(self, language: str) -> str:
        """The text in `ar` or `en`."""
        return self.ar if language == "ar" else self.en


@dataclass(frozen=True, slots=True)
class Source:
    """Where an answer was read. `citation` is it in words, None where no document says it; `codes` are the sources' codes,
    `facts` the sections of the collected facts; `confidence` as parameters have it; `review_by` the day by which it must be
    verified again."""

    citation: Text | None
    codes: tuple[str, ...]
    facts: tuple[str, ...]
    confidence: str
    last_checked: date
    review_by: date


@dataclass(frozen=True, slots=True)
class Section:
    """One question within a topic, with an answer of its own."""

    name: str
    title: Text
    answer: Text
    source: Source
    related: tuple[str, ...]
    questions: tuple[str, ...]


@dataclass(frozen=True)
class Entry:
    """A topic: the short answer, the longer one, and what is asked within it. `related` names requests to go on with."""

    topic: str
    answer: Text
    more: Text
    source: Source
    related: tuple[str, ...]
    questions: tuple[str, ...]
    sections: tuple[Section, ...]

    def section(self, name: str) -> Section:
        """UnknownEntry where the topic has no section of that name."""
        found = self._by_name.get(name)
        if found is None:
            raise UnknownEntry(f"{self.topic}/{name}")
        return found

    @cached_property
    def _by_name(self) -> Mapping[str, Section]:
        return {section.name: section for section in self.sections}


def is_overdue(source: Source, text: Text, on: date) -> bool:
    """Whether an answer, or a number in it, should have been verified again before this day."""
    return source.review_by < on or any(numbers()[name].is_overdue(on) for name in holes(text))


def holes(text: Text) -> tuple[str, ...]:
    """The names of the numbers that the text holds a place for."""
    named = (name for told in (text.ar, text.en) for _, name, _, _ in Formatter().parse(told) if name)
    return tuple(dict.fromkeys(named))


@lru_cache(maxsize=1)
def entries() -> Mapping[str, Entry]:
    """All entries by topic."""
    return {entry.topic: entry for entry in read(FOLDER)}


def entry(topic: str) -> Entry:
    """The entry of a topic; UnknownEntry where there is none."""
    found = entries().get(topic)
    if found is None:
        raise UnknownEntry(topic)
    return found


def read(folder: Path) -> Iterator[Entry]:
    """The entries of a folder, in the order of their files' names. KeyError or ValueError where one is not complete."""
    for path in sorted(folder.glob("*.yml")):
        yield _entry(path.stem, yaml.load(path.read_text(encoding="utf-8"), Loader=_LOADER))


def _entry(topic: str, told: Mapping[str, Any]) -> Entry:
    return Entry(
        topic=topic,
        answer=_text(told["answer"]),
        more=_text(told["more"]),
        source=_source(told, told),
        related=_codes(told["related"]),
        questions=_codes(told["questions"]),
        sections=tuple(_section(one, told) for one in told.get("sections", ())),
    )


def _section(told: Mapping[str, Any], whole: Mapping[str, Any]) -> Section:
    return Section(
        name=told["name"],
        title=_text(told["title"]),
        answer=_text(told["answer"]),
        source=_source(told, whole),
        related=_codes(told.get("related", whole["related"])),
        questions=_codes(told["questions"]),
    )


def _source(told: Mapping[str, Any], whole: Mapping[str, Any]) -> Source:
    """A section that names no source of its own has that of its topic; it may be checked at other times."""
    origin = told if "citation" in told else whole
    citation = origin["citation"]
    return Source(
        citation=_text(citation) if citation else None,
        codes=_codes(origin["sources"]),
        facts=_codes(origin["facts"]),
        confidence=origin["confidence"],
        last_checked=date.fromisoformat(told.get("last_checked", whole["last_checked"])),
        review_by=date.fromisoformat(told.get("review_by", whole["review_by"])),
    )


def _text(told: Mapping[str, str]) -> Text:
    return Text(told["ar"].strip(), told["en"].strip())


def _codes(told: Sequence[Any]) -> tuple[str, ...]:
    return tuple(str(one) for one in told)
