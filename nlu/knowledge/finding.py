"""Whether an entry answers a message, given how the classifier read it.

Nothing claims it: an answer that is surely near is given all the same, else it is said whether the question is about our
matters. A topic claims it: the question within that topic that it asks, where it is near enough. The levels are quantiles on
the development half of tests/knowledge/retrieval_questions.tsv (`levels.yml`, written by `make nlu ARGS="knowledge --write"`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
import yaml

from nlu.knowledge.index import Index
from nlu.knowledge.pages import pages

LEVELS = Path(__file__).with_name("levels.yml")
TOPIC = "faq/"
UNCLAIMED = frozenset({"nlu_fallback", "out_of_scope"})
UNSURE = 0.5
"""A topic that is read with less confidence gives way to an entry that is surely near."""
_TOPIC_SHARE = 0.1
_OUTSIDE_SHARE = 0.1


@dataclass(frozen=True)
class Reading:
    """How the classifier read a message: its label, the probabilities of labels, and how likely it is about the service."""

    label: str
    confidence: float
    ranking: Mapping[str, float]
    in_scope: float


@dataclass(frozen=True)
class Levels:
    """How near an answer must be: to be given where nothing claims the message (`answers`), to be preferred to the topic that
    claims it (`within`), and for the message to be about our matters at all (`near`)."""

    answers: float
    within: float
    near: float

    @classmethod
    def read(cls, path: Path = LEVELS) -> Levels:
        told = yaml.safe_load(path.read_text(encoding="utf-8"))
        return cls(told["answers"], told["within"], told["near"])


@dataclass(frozen=True)
class Found:
    """`answer`: the place that answers what nothing else claims. `section`: the section of the topic that claims the message.
    `near`: the message is about our matters, and nothing answers it."""

    answer: str | None = None
    section: str | None = None
    near: bool = False


NOTHING = Found()


class Finder:
    """Read-only; one a process."""

    def __init__(self, index: Index, levels: Levels) -> None:
        self._index, self._levels = index, levels
        self._topics = np.array([place.partition("/")[0] for place in index.places])
        self._is_section = np.array(["/" in place for place in index.places])

    def find(self, text: str, reading: Reading) -> Found:
        """What of the entries answers the message; nothing for a request that is no question in general."""
        if reading.label in UNCLAIMED:
            return self._unclaimed(self.claims(text, reading))
        if reading.label.startswith(TOPIC):
            return self._within(text, reading)
        return NOTHING

    def claims(self, text: str, reading: Reading) -> np.ndarray:
        """How near the message is to each place. What the classifier thinks of the topic counts a little, and so does that it
        thinks the message is none of ours."""
        topics = np.array([reading.ranking.get(TOPIC + topic, 0.0) for topic in self._topics])
        return self._index.scores(text) + _TOPIC_SHARE * topics - _OUTSIDE_SHARE * (1 - reading.in_scope)

    def places(self) -> Sequence[str]:
        return self._index.places

    def _unclaimed(self, claims: np.ndarray) -> Found:
        best = int(claims.argmax())
        if claims[best] >= self._levels.answers:
            return Found(answer=self._index.places[best])
        return Found(near=bool(claims[best] >= self._levels.near))

    def _within(self, text: str, reading: Reading) -> Found:
        topic = reading.label.removeprefix(TOPIC)
        section = self.section(self._index.scores(text), topic)
        if section is not None or reading.confidence >= UNSURE:
            return Found(section=section)
        return Found(answer=self._unclaimed(self.claims(text, reading)).answer)

    def section(self, scores: np.ndarray, topic: str) -> str | None:
        """The nearest section of a topic; None where none is near enough, or the topic as a whole is as near."""
        own = np.flatnonzero((self._topics == topic) & self._is_section)
        if not len(own):
            return None
        best = own[scores[own].argmax()]
        whole = scores[(self._topics == topic) & ~self._is_section].max()
        if scores[best] < max(self._levels.within, whole):
            return None
        return self._index.places[best].partition("/")[2]


@lru_cache(maxsize=1)
def finder() -> Finder:
    """The finder of the present entries: two seconds the first time."""
    return Finder(Index(list(pages())), Levels.read())
