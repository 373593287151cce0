"""Numbers over what was read."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np

from nlu.understanding.calibration import expected_error
from nlu.understanding.readings import OUT_OF_SCOPE
from nlu.workbench.answers import Answer

ALL = "all"
_BINS = 10
_EXAMPLES = 3


class Quality(NamedTuple):
    """Shares of `count` sentences: right first, right among the first three, served as wanted; and the calibration error."""

    count: int
    top_1: float
    top_3: float
    served: float
    error: float


class OfLabel(NamedTuple):
    """How one label is told from the others. `precision` is None where it was never read, `recall` where it never occurs."""

    label: str
    count: int
    precision: float | None
    recall: float | None
    f1: float


class Confusion(NamedTuple):
    """Sentences of `label` that were read as `read`."""

    label: str
    read: str
    examples: tuple[Answer, ...]
    count: int


class Scope(NamedTuple):
    """Shares: other bodies' matters that were caught; messages of the service that were not claimed, and that were sent away."""

    outside: int
    caught: float | None
    inside: int
    unclaimed: float | None
    sent_away: float | None


class Bin(NamedTuple):
    """Messages of about the same confidence: how sure, and how often right."""

    count: int
    confidence: float
    right: float


def share(things: Iterable[bool]) -> float | None:
    """How many of them hold; None for none at all."""
    listed = list(things)
    return sum(listed) / len(listed) if listed else None


def by_register(answers: Sequence[Answer]) -> dict[str, list[Answer]]:
    """The answers of each register in the order of appearance, then all of them."""
    found: dict[str, list[Answer]] = defaultdict(list)
    for answer in answers:
        found[answer.sentence.register].append(answer)
    return {**found, ALL: list(answers)}


def quality(answers: Sequence[Answer]) -> Quality:
    """Of at least one answer."""
    right = np.array([answer.right for answer in answers])
    error = expected_error(np.array([answer.confidence for answer in answers]), right)
    among, served = (float(np.mean(told)) for told in ([a.among for a in answers], [a.served for a in answers]))
    return Quality(len(answers), float(right.mean()), among, served, error)


def of_labels(answers: Sequence[Answer]) -> list[OfLabel]:
    """Every label that occurs or was read, the worst first."""
    meant, read = Counter(a.sentence.label for a in answers), Counter(a.ranking[0] for a in answers)
    right = Counter(a.sentence.label for a in answers if a.right)
    found = []
    for label in sorted({*meant, *read}):
        precision = right[label] / read[label] if read[label] else None
        recall = right[label] / meant[label] if meant[label] else None
        found.append(OfLabel(label, meant[label], precision, recall, 2 * right[label] / (meant[label] + read[label])))
    return sorted(found, key=lambda one: (one.f1, one.label))


def confusions(answers: Sequence[Answer]) -> list[Confusion]:
    """Pairs that were taken for each other, the commonest first, with the sentences that were surest of being wrong."""
    wrong: dict[tuple[str, str], list[Answer]] = defaultdict(list)
    for answer in answers:
        if not answer.right:
            wrong[answer.sentence.label, answer.ranking[0]].append(answer)
    found = [
        Confusion(label, read, tuple(sorted(listed, key=lambda a: -a.confidence)[:_EXAMPLES]), len(listed))
        for (label, read), listed in wrong.items()
    ]
    return sorted(found, key=lambda one: (-one.count, one.label, one.read))


def scope(answers: Sequence[Answer]) -> Scope:
    inside = [answer for answer in answers if answer.sentence.label != OUT_OF_SCOPE]
    outside = [answer for answer in answers if answer.sentence.label == OUT_OF_SCOPE]
    sent_away = share(answer.claimed == OUT_OF_SCOPE for answer in inside)
    refused = share(answer.is_refused for answer in inside)
    unclaimed = None if refused is None or sent_away is None else refused - sent_away
    return Scope(len(outside), share(answer.is_refused for answer in outside), len(inside), unclaimed, sent_away)


def reliability(answers: Sequence[Answer]) -> list[Bin]:
    """Ten steps of confidence, the empty ones left out."""
    bins: dict[int, list[Answer]] = defaultdict(list)
    for answer in answers:
        bins[min(int(answer.confidence * _BINS), _BINS - 1)].append(answer)
    return [
        Bin(len(listed), float(np.mean([a.confidence for a in listed])), float(np.mean([a.right for a in listed])))
        for _, listed in sorted(bins.items())
    ]
