"""Manners around a request: the greeting and the "well then" before it, the thanks behind it, which say nothing of what is asked."""

from __future__ import annotations

from collections.abc import Sequence

from nlu.arabic.normaliser import normalise
from nlu.understanding.tables import table

GREETED, AGREED, THANKED = "@greeted", "@agreed", "@thanked"
FEWEST_LEFT = 2
"""Words that must be left; one alone may belong to the greeting: "welcome all", "hello you"."""


def manners(words: Sequence[str]) -> tuple[int, int, tuple[str, ...]]:
    """Where the request begins and ends among the normalised words, and which manners stand around it."""
    greeted = _taken(words, _BEFORE)
    first = greeted + _taken(words[greeted:], _AGREEING)
    last = len(words) - _taken(words[first:][::-1], _BEHIND)
    if last - first < FEWEST_LEFT:
        return 0, len(words), ()
    there = ((GREETED, greeted > 0), (AGREED, first > greeted), (THANKED, last < len(words)))
    return first, last, tuple(sign for sign, is_there in there if is_there)


def _taken(words: Sequence[str], phrases: frozenset[tuple[str, ...]]) -> int:
    """How many words the phrases take with which the words begin."""
    taken = 0
    while size := next((size for size in range(_LONGEST, 0, -1) if tuple(words[taken : taken + size]) in phrases), 0):
        taken += min(size, len(words) - taken)
    return taken


def _phrases(name: str) -> list[tuple[str, ...]]:
    return [tuple(normalise(phrase.replace("_", " ")).text.split()) for phrase in table("manners")[name]]


_BEFORE = frozenset(_phrases("before"))
_AGREEING = frozenset(_phrases("agreeing"))
_BEHIND = frozenset(phrase[::-1] for phrase in _phrases("behind"))
_LONGEST = max(map(len, _BEFORE | _AGREEING | _BEHIND))
