"""Sentences of the test sets, read."""

from __future__ import annotations

import time
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from nlu.arabic import danger
from nlu.components.values import read as values_of
from nlu.training.sentences import Sentence
from nlu.understanding.readings import NOTHING_CLAIMED, OUT_OF_SCOPE, Understood
from nlu.understanding.requests import several
from nlu.understanding.understanding import Understanding
from nlu.workbench.sets import NOW

TOP = 3
_WARMING = 30


class Answer(NamedTuple):
    """What was read: labels, the best first; the probability of the first; what is claimed; milliseconds it took."""

    sentence: Sentence
    ranking: tuple[str, ...]
    confidence: float
    claimed: str
    milliseconds: float

    @property
    def right(self) -> bool:
        return self.ranking[0] == self.sentence.label

    @property
    def among(self) -> bool:
        return self.sentence.label in self.ranking

    @property
    def served(self) -> bool:
        """Whether the person gets what they asked for: the right label, claimed; for another body's matter that it is not claimed
        as ours."""
        if self.sentence.label == OUT_OF_SCOPE:
            return self.is_refused
        return self.claimed == self.sentence.label

    @property
    def is_refused(self) -> bool:
        """Whether the message is not taken as one of the service: asked to be said another way, or sent to another body."""
        return self.claimed in (NOTHING_CLAIMED, OUT_OF_SCOPE)


def read(model: Understanding, sentences: Sequence[Sentence]) -> list[Answer]:
    """Every sentence read once, with its values, as the service does."""
    for sentence in sentences[:_WARMING]:  # lexicons are loaded at the first call
        _timed(model, f"{sentence.text} {sentence.register}")
    return [_answer(model, sentence) for sentence in sentences]


def _answer(model: Understanding, sentence: Sentence) -> Answer:
    understood, milliseconds = _timed(model, sentence.text)
    ranking = tuple(reading.label for reading in understood.ranking)
    return Answer(sentence, ranking, understood.ranking[0].confidence, understood.intent.label, milliseconds)


def milliseconds(model: Understanding, texts: Iterable[str]) -> list[float]:
    """What reading each text takes, values included."""
    return [_timed(model, text)[1] for text in texts]


def _timed(model: Understanding, text: str) -> tuple[Understood, float]:
    start = time.perf_counter()
    understood = model.read(text, TOP)
    requests = several(text, understood, lambda part: model.read(part, TOP))
    if requests:  # the first one is the label, the others are done in turn
        understood = requests[0].understood
    values_of(text, NOW, None)
    danger.kind(text)
    return understood, 1000 * (time.perf_counter() - start)
