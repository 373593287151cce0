"""The test sets: files of lines with tabs between, told apart by how their names begin. Lines that begin with `#` are remarks.

    intents   *.tsv            label, register, sentence
    entities  entities_*.tsv   register, sentence, JSON list of [entity, value, surface]
    danger    danger_*.tsv     register, kind of danger or `none`, sentence

Relative dates of an entity set count from the moment in its remark `# now: 2026-11-22T10:00+03:00`.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

from nlu.arabic.normaliser import normalise
from nlu.training.sentences import Sentence
from nlu.workbench.errors import BenchError

SETS = Path(__file__).parents[2] / "tests" / "nlu" / "sets"
NOW = datetime.fromisoformat("2026-11-22T10:00:00+03:00")  # where a set names no moment
NO_DANGER = "none"
_ENTITIES, _DANGER = "entities_", "danger_"
_NOW = "# now:"


class Valued(NamedTuple):
    """An entity as a set expects it; `surface` are the words that say it."""

    entity: str
    value: Any
    surface: str


class WithEntities(NamedTuple):
    """A sentence, the entities that a careful reader finds in it, and the moment that relative dates count from."""

    register: str
    text: str
    expected: tuple[Valued, ...]
    now: datetime


class Alarm(NamedTuple):
    """A sentence and the danger in it; None where there is none."""

    register: str
    kind: str | None
    text: str


class Sets(NamedTuple):
    """What is measured on."""

    intents: list[Sentence]
    entities: list[WithEntities]
    danger: list[Alarm]


def intent_sets(folder: Path = SETS) -> list[Path]:
    """The files of labelled sentences."""
    return [path for path in sorted(folder.glob("*.tsv")) if not path.name.startswith((_ENTITIES, _DANGER))]


def read_sets(paths: Iterable[Path] | None = None) -> Sets:
    """The files, or all test sets of the project. BenchError says which line of which file cannot be read."""
    files = list(paths or sorted(SETS.glob("*.tsv")))
    sets = Sets([], [], [])
    for path in files:
        if path.name.startswith(_ENTITIES):
            sets.entities.extend(read_entities(path))
        elif path.name.startswith(_DANGER):
            sets.danger.extend(read_danger(path))
        else:
            sets.intents.extend(read_intents(path))
    return sets


def unseen_texts(folder: Path = SETS) -> set[str]:
    """Every sentence of every test set below the folder, of whatever kind, normalised."""
    found = set()
    for path in folder.rglob("*.tsv"):
        column = 1 if path.name.startswith(_ENTITIES) else -1
        found.update(normalise(cells[column]).text for _, cells in _rows(path))
    return found


def read_intents(path: Path) -> list[Sentence]:
    return [Sentence(label, register, text) for _, (label, register, text) in _rows(path)]


def read_entities(path: Path) -> list[WithEntities]:
    now = _moment(path)
    return [
        WithEntities(register, text, _expected(path, number, listed), now) for number, (register, text, listed) in _rows(path)
    ]


def read_danger(path: Path) -> list[Alarm]:
    return [Alarm(register, None if kind == NO_DANGER else kind, text) for _, (register, kind, text) in _rows(path)]


def _rows(path: Path) -> Iterator[tuple[int, list[str]]]:
    for number, line in enumerate(_lines(path), 1):
        if line.startswith("#") or not line.strip():
            continue
        cells = line.split("\t")
        if len(cells) != 3:
            raise BenchError(f"{path}, line {number}: three columns are expected with tabs between, {len(cells)} found.")
        yield number, cells


def _lines(path: Path) -> list[str]:
    try:
        return path.read_text(encoding="utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise BenchError(f"{path} cannot be read: {error}.") from error


def _moment(path: Path) -> datetime:
    named = next((line[len(_NOW) :].strip() for line in _lines(path) if line.startswith(_NOW)), None)
    try:
        return datetime.fromisoformat(named) if named else NOW
    except ValueError as error:
        raise BenchError(f"{path}: the moment after `{_NOW}` is not like 2026-11-22T10:00+03:00.") from error


def _expected(path: Path, number: int, listed: str) -> tuple[Valued, ...]:
    try:
        return tuple(Valued(entity, value, surface) for entity, value, surface in json.loads(listed))
    except (TypeError, ValueError) as error:
        raise BenchError(f"{path}, line {number}: the third column is no JSON list of [entity, value, surface].") from error
