"""What can be found: every answer of the reviewed entries (`actions/knowledge/entries`) with the words that lead to it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import Any

import yaml

ENTRIES = Path(__file__).parents[2] / "actions" / "knowledge" / "entries"
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_HOLE = re.compile(r"\{\w+\}")  # a number of the law: it tells nothing of what is asked
_LANGUAGES = ("ar", "en")


class Kind(Enum):
    """How words lead to an answer."""

    QUESTION = "question"  # somebody asks so
    TITLE = "title"
    ANSWER = "answer"  # they stand in the answer itself


@dataclass(frozen=True)
class Page:
    """Some words of an answer. `place` is the topic, or `topic/section` for a question within it."""

    place: str
    kind: Kind
    text: str


def pages(folder: Path = ENTRIES) -> Iterator[Page]:
    """All pages of all entries, file by file in the order of their names."""
    for path in sorted(folder.glob("*.yml")):
        told = yaml.load(path.read_text(encoding="utf-8"), Loader=_LOADER)
        yield from _of(path.stem, told)
        for language in _LANGUAGES:
            yield Page(path.stem, Kind.ANSWER, _plain(told["more"][language]))
        for section in told.get("sections", ()):
            yield from _of(f"{path.stem}/{section['name']}", section)


def _of(place: str, told: dict[str, Any]) -> Iterator[Page]:
    for question in told["questions"]:
        yield Page(place, Kind.QUESTION, str(question))
    for language in _LANGUAGES:
        if "title" in told:
            yield Page(place, Kind.TITLE, told["title"][language])
        yield Page(place, Kind.ANSWER, _plain(told["answer"][language]))


def _plain(text: str) -> str:
    return _HOLE.sub(" ", text)
