"""How near a question is to each answer: the classifier's own views of a message, each as TF-IDF, rarer things heavier.

A question is near an answer by the page of each kind that is nearest. Words that no page knows count against every answer:
"how much does a soldier earn" must not be near "how much is the pension" because only the soldier is unknown.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Sequence

import numpy as np
from sklearn.feature_extraction.text import TfidfVectorizer

from nlu.knowledge.pages import Kind, Page
from nlu.understanding import views
from nlu.understanding.prepare import Preparer
from nlu.understanding.prepared import Prepared


def _meanings(message: Prepared) -> list[str]:
    return list(message.meanings)


def _concepts(message: Prepared) -> list[str]:
    return list(message.concepts)


# By the development half of tests/knowledge/retrieval_questions.tsv (`make nlu ARGS="knowledge"`).
_VIEWS: tuple[tuple[Callable[[Prepared], list[str]], float], ...] = (
    (views.letters, 1 / 3),
    (_meanings, 1 / 3),
    (views.roots, 1 / 6),
    (_concepts, 1 / 6),
)
_KINDS = {Kind.QUESTION: 0.6, Kind.ANSWER: 0.25, Kind.TITLE: 0.15}


class Index:
    """Built once from all pages, then read-only."""

    def __init__(self, pages: Sequence[Page]) -> None:
        pages = sorted(pages, key=lambda page: (page.kind.value, page.place))
        self._prepare = Preparer.of([page.text for page in pages]).prepare
        prepared = [self._prepare(page.text) for page in pages]
        self._views = [_View(view, weight, prepared) for view, weight in _VIEWS]
        self.places = tuple(sorted({page.place for page in pages}))
        self._groups = [_Group(kind, share, pages, self.places) for kind, share in _KINDS.items()]
        self._count = len(pages)

    def scores(self, text: str) -> np.ndarray:
        """How near the text is to each of `places`, from 0 to 1. About two milliseconds."""
        message = self._prepare(text)
        near = np.zeros(self._count)
        for view in self._views:
            view.add_scores(message, near)
        total = np.zeros(len(self.places))
        for group in self._groups:
            group.add_nearest(near, total)
        return total


class _Group:
    """Where the pages of one kind stand, those of a place beside each other."""

    def __init__(self, kind: Kind, share: float, pages: Sequence[Page], places: Sequence[str]) -> None:
        own = [(at, page.place) for at, page in enumerate(pages) if page.kind is kind]
        self._share, self._first, self._last = share, own[0][0], own[-1][0] + 1
        starts = [n for n, (_, place) in enumerate(own) if n == 0 or own[n - 1][1] != place]
        self._starts = np.array(starts)
        self._of = np.array([places.index(own[n][1]) for n in starts])

    def add_nearest(self, near: np.ndarray, total: np.ndarray) -> None:
        """Adds to each place what its nearest page of this kind is worth."""
        total[self._of] += self._share * np.maximum.reduceat(near[self._first : self._last], self._starts)


class _View:
    """One view of all pages: for every thing that is counted, the pages that hold it."""

    def __init__(self, view: Callable[[Prepared], list[str]], weight: float, pages: Sequence[Prepared]) -> None:
        self._weight, self._view = weight, view
        vectors = TfidfVectorizer(analyzer=view, sublinear_tf=True)
        self._pages = vectors.fit_transform(pages).tocsc()
        self._places, self._rarity = vectors.vocabulary_, vectors.idf_
        self._rarest = float(vectors.idf_.max())

    def add_scores(self, message: Prepared, near: np.ndarray) -> None:
        """Adds how near the message is to every page: the cosine, what no page knows being part of the message's length."""
        pages, length, found = self._pages, 0.0, []
        for thing, count in Counter(self._view(message)).items():
            place = self._places.get(thing)
            weight = (1 + math.log(count)) * (self._rarest if place is None else self._rarity[place])
            length += weight**2
            if place is not None:
                found.append((weight, pages.indptr[place], pages.indptr[place + 1]))
        for weight, start, end in found:
            near[pages.indices[start:end]] += self._weight * weight / math.sqrt(length) * pages.data[start:end]
