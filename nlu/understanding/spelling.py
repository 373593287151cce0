"""The known word that a misspelt one was probably meant to be: one letter too many, missing, wrong, or two swapped."""

from __future__ import annotations

from collections import defaultdict
from functools import lru_cache
from typing import Dict, Iterable, Iterator, List, Optional

SHORTEST = 4
# Letters that are mixed up by ear or on the keyboard's neighbours; any of a group for another counts less than another letter.
_ALIKE = ("ضظذزد", "صسث", "طتد", "قكغخ", "هحاع", "ين", "بيتن", "وؤر")
_BESIDE = {(a, b) for group in _ALIKE for a in group for b in group}


class Speller:
    """Looks words up by what is left when one letter is dropped."""

    def __init__(self, words: Iterable[str]) -> None:
        self._words = {word for word in words if len(word) >= SHORTEST and word.isalpha()}
        self._without: Dict[str, List[str]] = defaultdict(list)
        for word in self._words:
            for shorter in _shorter(word):
                self._without[shorter].append(word)
        self.nearest = lru_cache(maxsize=20000)(self._nearest)

    def _nearest(self, word: str) -> Optional[str]:
        if len(word) < SHORTEST or word in self._words:
            return None
        candidates = set(self._without.get(word, ()))
        for shorter in _shorter(word):
            if shorter in self._words:
                candidates.add(shorter)
            candidates.update(self._without.get(shorter, ()))
        ranked = sorted((_cost(word, candidate), candidate) for candidate in candidates)
        return ranked[0][1] if ranked and ranked[0][0] < 2 else None


def _shorter(word: str) -> Iterator[str]:
    for place in range(len(word)):
        yield word[:place] + word[place + 1 :]


def _cost(word: str, other: str) -> float:
    if len(word) > len(other):
        return _one_less(word, other)
    if len(word) < len(other):
        return _one_less(other, word) + 0.1
    differing = [i for i, (a, b) in enumerate(zip(word, other)) if a != b]
    if len(differing) == 1:
        place = differing[0]
        alike = (word[place], other[place]) in _BESIDE
        return (0.4 if alike else 1.0) + (0.3 if place == 0 else 0.0)
    if len(differing) == 2 and differing[1] == differing[0] + 1 and word[differing[0]] == other[differing[1]]:
        return 0.6 if word[differing[1]] == other[differing[0]] else 9.0
    return 9.0


def _one_less(longer: str, shorter: str) -> float:
    for place in range(len(longer)):
        if longer[:place] + longer[place + 1 :] == shorter:
            doubled = (place + 1 < len(longer) and longer[place] == longer[place + 1]) or (place and longer[place] == longer[place - 1])
            return 0.3 if doubled else 0.8 + (0.3 if place == 0 else 0.0)
    return 9.0
