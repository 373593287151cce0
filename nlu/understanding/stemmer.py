"""Light stemming: what a word may be without its clitics and endings, the least stripped first. No dictionary."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from nlu.understanding.tables import table

_SHORTEST = 3
_FORMS = table("forms")
_TEH, _HEH, _ALEF, _YEH = "\u062a", "\u0647", "\u0627", "\u064a"
_PERSONS = frozenset(_FORMS["persons"])


@lru_cache(maxsize=60_000)
def forms(word: str) -> tuple[str, ...]:
    """The word itself, then what is left of it without clitics, the longest first; each at least three letters long."""
    left = _latin(word) if word.isascii() else _arabic(word)
    return tuple(dict.fromkeys([word, *sorted(left, key=len, reverse=True)]))


@lru_cache(maxsize=60_000)
def stem(word: str) -> str:
    """One short form for a word that no lexicon knows."""
    if word.isascii():
        return _without_ending(word, _FORMS["english_stem_suffixes"])
    prefixes = _FORMS["stem_prefixes"]
    prefix = next((p for p in prefixes if word.startswith(p) and len(word) - len(p) >= _SHORTEST), "")
    return _without_ending(word[len(prefix) :], _FORMS["stem_suffixes"])


def _without_ending(word: str, endings: Sequence[str]) -> str:
    ending = next((e for e in endings if word.endswith(e) and len(word) - len(e) >= _SHORTEST), "")
    return word[: len(word) - len(ending)]


def _arabic(word: str) -> Iterator[str]:
    longest = len(word) - _SHORTEST
    starts = {0, *(len(p) for p in _FORMS["proclitics"] if len(p) <= longest and word.startswith(p))}
    ends = {0, *(len(e) for e in _FORMS["enclitics"] if len(e) <= longest and word.endswith(e))}
    for start in starts:
        for end in ends:
            left = word[start : len(word) - end]
            if len(left) >= _SHORTEST:
                yield left
                if start and word[start - 1] in _PERSONS and left[0] != _ALEF:  # yasta'mil, basta'mil: as asta'mil
                    yield _ALEF + left
                if end and left[-1] == _TEH:  # the feminine ending before another: bitaqati, bitaqah
                    yield left[:-1] + _HEH
                if end and left[-1] == _ALEF:  # abghaha, abgha
                    yield left[:-1] + _YEH


def _latin(word: str) -> Iterator[str]:
    for ending in _FORMS["english_endings"]:
        left = word[: -len(ending)]
        if not word.endswith(ending) or len(left) < _SHORTEST:
            continue
        yield left
        if left[-1] == "i":
            yield left[:-1] + "y"
        if ending in _FORMS["english_verb_endings"]:
            yield left + "e"
            if left[-1] == left[-2]:
                yield left[:-1]
