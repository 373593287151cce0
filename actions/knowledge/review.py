"""Which entries are due for a review: by their own date, or because a number in them is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from actions.eligibility.numbers import numbers
from actions.knowledge.entries import Entry, Source, Text, entries, holes


@dataclass(frozen=True, slots=True)
class Due:
    """An answer to be verified: `place` is the topic or `topic/section`, `numbers` those of it that are past their date."""

    place: str
    source: Source
    numbers: tuple[str, ...]


def due(on: date, within: int = 0) -> list[Due]:
    """What should be verified by the day `within` days after `on`, the most urgent first."""
    until = on + timedelta(days=within)
    found = [one for entry in entries().values() for one in _of(entry, until)]
    return sorted(found, key=lambda one: (one.source.review_by, one.place))


def _of(entry: Entry, until: date) -> Iterator[Due]:
    answers: list[tuple[str, Source, tuple[Text, ...]]] = [(entry.topic, entry.source, (entry.answer, entry.more))]
    answers += [(f"{entry.topic}/{section.name}", section.source, (section.answer,)) for section in entry.sections]
    for place, source, texts in answers:
        overdue = tuple(dict.fromkeys(name for text in texts for name in _overdue(text, until)))
        if source.review_by <= until or overdue:
            yield Due(place, source, overdue)


def _overdue(text: Text, until: date) -> Iterator[str]:
    return (name for name in holes(text) if numbers()[name].is_overdue(until))
