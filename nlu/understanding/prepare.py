"""From a text to what the views read. Never raises; a long text is cut."""

from __future__ import annotations

import re

from nlu.arabic.normaliser import normalise
from nlu.understanding.prepared import Prepared

LONGEST_TEXT, MOST_WORDS, LONGEST_WORD = 1200, 80, 24
_REFERENCE = re.compile(r"\[\w+:[^\]\s]*\]")
_NUMBER = re.compile(r"\d+")
_WEAK = re.compile("[اويaeiou]")


def prepare(text: str) -> Prepared:
    """Words, meanings and skeletons of a message; an empty message has the one word `<nothing>`."""
    normal = normalise(text[:LONGEST_TEXT]).text
    words = tuple(_masked(word) for word in normal.split()[:MOST_WORDS]) or ("<nothing>",)
    return Prepared(words, words, tuple(_WEAK.sub("", word) or word for word in words))


def _masked(word: str) -> str:
    if _REFERENCE.fullmatch(word):
        return f"<{word[1:].split(':')[0]}>"
    if _NUMBER.fullmatch(word):
        return f"<n{min(len(word), 11)}>"
    return word[:LONGEST_WORD]
