"""Numbers beside the labels: values, danger, and how long reading takes."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal
from typing import Any, NamedTuple

import numpy as np

from nlu.arabic import danger
from nlu.components.values import read as values_of
from nlu.understanding.understanding import Understanding
from nlu.workbench.answers import milliseconds
from nlu.workbench.measures import ALL, share
from nlu.workbench.sets import Alarm, WithEntities

REPORT_DANGER = "report_danger"
# What the extractor finds beside the entities of the contract.
_OURS_ALONE = frozenset({"malformed_id", "mode"})
_STEPS = ((1, 3), (4, 8), (9, 15), (16, 30), (31, 10_000))
_LONG, _LONG_COUNT = 20, 200


class Found(NamedTuple):
    """Values expected, found, and found as expected."""

    expected: int
    found: int
    right: int

    @property
    def precision(self) -> float | None:
        return self.right / self.found if self.found else None

    @property
    def recall(self) -> float | None:
        return self.right / self.expected if self.expected else None

    @property
    def f1(self) -> float | None:
        whole = self.expected + self.found
        return 2 * self.right / whole if whole else None


class Miss(NamedTuple):
    """A sentence with what was not found in it and what was found too much, as "entity=value"."""

    register: str
    text: str
    missing: tuple[str, ...]
    extra: tuple[str, ...]


class Values(NamedTuple):
    """Micro-averages: by register and all, by entity. Of the right ones the shares that stand where their words are, and that are
    exactly those words. The misses."""

    registers: dict[str, Found]
    entities: dict[str, Found]
    in_place: float | None
    exact: float | None
    misses: list[Miss]


class Alarms(NamedTuple):
    """One way to find danger: the share found, the share of harmless messages that alarmed, and the sentences that went wrong."""

    way: str
    found: float | None
    false: float | None
    missed: list[Alarm]
    false_alarms: list[Alarm]


class Times(NamedTuple):
    """Milliseconds to read messages of about one length."""

    length: str
    count: int
    median: float
    p99: float


def values(rows: Sequence[WithEntities]) -> Values:
    """Each distinct (entity, value) of a sentence once, as the rules of labelling say."""
    registers: dict[str, list[Found]] = defaultdict(list)
    kinds: dict[str, list[Found]] = defaultdict(list)
    places: list[tuple[bool, bool]] = []
    misses = []
    for row in rows:
        found = [e for e in values_of(row.text, row.now, None) if e.entity not in _OURS_ALONE]
        got = {(e.entity, _plain(e.value)) for e in found}
        wanted = {(e.entity, _plain(e.value)) for e in row.expected}
        registers[row.register].append(_compared(wanted, got))
        for kind in {entity for entity, _ in wanted | got}:
            kinds[kind].append(_compared({one for one in wanted if one[0] == kind}, {one for one in got if one[0] == kind}))
        there = {(e.entity, _plain(e.value)): (e.start, e.end) for e in found}
        wherever = [(there.get((e.entity, _plain(e.value))), e.surface) for e in row.expected]
        places += [_placed(row.text, surface, span) for span, surface in wherever if span is not None]
        if wanted != got:
            misses.append(Miss(row.register, row.text, _told(wanted - got), _told(got - wanted)))
    summed = {register: _sum(found) for register, found in registers.items()}
    in_place, exact = share(near for near, _ in places), share(same for _, same in places)
    return Values({**summed, ALL: _sum(summed.values())}, {k: _sum(kinds[k]) for k in sorted(kinds)}, in_place, exact, misses)


def alarms(model: Understanding, rows: Sequence[Alarm]) -> list[Alarms]:
    """By the words of the lexicon, by the classifier, and as it is decided from both."""

    def by_words(text: str) -> bool:
        return danger.kind(text) is not None

    def decided(text: str) -> bool:
        return danger.signs(text).alarm(model.read(text, 1).danger)

    def by_classifier(text: str) -> bool:
        return model.read(text, 1).intent.label == REPORT_DANGER

    ways: dict[str, Callable[[str], bool]] = {
        "words": by_words,
        "classifier": by_classifier,
        "decided": decided,
    }
    return [_alarms(way, {row: rings(row.text) for row in rows}) for way, rings in ways.items()]


def right_kind(model: Understanding, rows: Sequence[Alarm]) -> float | None:
    """Of the dangers how many get the right kind, whether they are found or not; only rows that name a kind count."""
    named = [row for row in rows if row.kind not in (None, REPORT_DANGER)]
    return share((danger.kind(row.text) or model.read(row.text, 1).danger_kind) == row.kind for row in named)


def times(model: Understanding, texts: Sequence[str], measured: Sequence[float]) -> list[Times]:
    """By the length of the sentences in words, and for sentences put together to twenty words."""
    by_step: dict[str, list[float]] = defaultdict(list)
    for first, last in _STEPS:
        name = f"{first}-{last} words" if last < _STEPS[-1][1] else f"{first} words and more"
        by_step[name] = [spent for text, spent in zip(texts, measured) if first <= len(text.split()) <= last]
    words = [word for text in texts for word in text.split()]
    joined = [" ".join(words[at : at + _LONG]) for at in range(0, len(words) - _LONG, _LONG)][:_LONG_COUNT]
    by_step[f"joined to {_LONG} words"] = milliseconds(model, joined)
    by_step[ALL] = list(measured)
    return [
        Times(name, len(spent), float(np.percentile(spent, 50)), float(np.percentile(spent, 99)))
        for name, spent in by_step.items()
        if spent
    ]


def _alarms(way: str, rang: dict[Alarm, bool]) -> Alarms:
    return Alarms(
        way,
        share(rings for row, rings in rang.items() if row.kind),
        share(rings for row, rings in rang.items() if not row.kind),
        [row for row, rings in rang.items() if row.kind and not rings],
        [row for row, rings in rang.items() if not row.kind and rings],
    )


def _placed(text: str, surface: str, span: tuple[int, int]) -> tuple[bool, bool]:
    """Whether what was found touches the words that say it, and whether it is exactly them."""
    start = text.find(surface)
    end = start + len(surface)
    return start < span[1] and span[0] < end, (start, end) == span


def _compared(wanted: set[Any], got: set[Any]) -> Found:
    return Found(len(wanted), len(got), len(wanted & got))


def _sum(parts: Iterable[Found]) -> Found:
    return Found(*(sum(numbers) for numbers in zip(*parts)))


def _plain(value: Any) -> str:
    """A value in one spelling: 2500, 2500.0 and "2500" of a number are the same, "0500" stays what it is."""
    if isinstance(value, (int, float, Decimal)) and not isinstance(value, bool):
        return f"{Decimal(str(value)).normalize():f}"
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, sort_keys=True)


def _told(some: Iterable[tuple[str, str]]) -> tuple[str, ...]:
    return tuple(f"{entity}={value}" for entity, value in sorted(some))
