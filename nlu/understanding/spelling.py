"""The known word that a misspelt one was probably meant to be: one letter too many, missing, wrong, or two swapped."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import lru_cache

from nlu.understanding.tables import table

_SHORTEST = 4
_BESIDE = {(one, other) for group in table("forms")["alike"] for one in group for other in group}
# What a difference costs; above `_MOST` it is another word.
_DOUBLED, _ALIKE, _SWAPPED, _EXTRA, _MISSING, _OTHER, _FIRST, _MOST = 0.3, 0.4, 0.6, 0.8, 0.9, 1.0, 0.3, 1.5


class Speller:
    """Looks words up by what is left when one letter is dropped."""

    def __init__(self, words: Iterable[str]) -> None:
        self._words = {word for word in words if len(word) >= _SHORTEST and word.isalpha()}
        self._without: dict[str, list[str]] = defaultdict(list)
        for word in self._words:
            for shorter in _shorter(word):
                self._without[shorter].append(word)
        self.nearest = lru_cache(maxsize=20_000)(self._nearest)

    def _nearest(self, word: str) -> str | None:
        """The cheapest known word one letter away, None where there is none or the word is known."""
        if len(word) < _SHORTEST or word in self._words:
            return None
        candidates = set(self._without.get(word, ()))
        for shorter in _shorter(word):
            candidates.update(self._without.get(shorter, ()))
            if shorter in self._words:
                candidates.add(shorter)
        cost, best = min(((_cost(word, candidate), candidate) for candidate in candidates), default=(_MOST, ""))
        return best if cost < _MOST else None


def _shorter(word: str) -> Iterator[str]:
    for place in range(len(word)):
        yield word[:place] + word[place + 1 :]


def _cost(word: str, meant: str) -> float:
    if len(word) > len(meant):
        return _of_one_more(word, meant, _EXTRA)
    if len(word) < len(meant):
        return _of_one_more(meant, word, _MISSING)
    places = [place for place, (one, other) in enumerate(zip(word, meant)) if one != other]
    first = _FIRST if places[0] == 0 else 0.0
    if len(places) == 1:
        return first + (_ALIKE if (word[places[0]], meant[places[0]]) in _BESIDE else _OTHER)
    one, other = places[0], places[-1]
    swapped = len(places) == 2 and other == one + 1 and word[one] == meant[other] and word[other] == meant[one]
    return _SWAPPED if swapped else _MOST


def _of_one_more(longer: str, shorter: str, cost: float) -> float:
    place = next((p for p, (one, other) in enumerate(zip(longer, shorter)) if one != other), len(shorter))
    if longer[place] == longer[place - 1] and place:
        return _DOUBLED
    return cost + (_FIRST if place == 0 else 0.0)
