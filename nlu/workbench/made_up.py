"""Numbers that belong to nobody: those of the training sentences. They stand in where a number of a person was taken out."""

from __future__ import annotations

from collections import Counter
from functools import lru_cache

from nlu.arabic.references import REF
from nlu.arabic.sensitive import find
from nlu.training.sentences import sentences


def is_made_up(kind: str, value: str) -> bool:
    """Whether the training sentences already hold this value."""
    return value in _known().get(kind, {})


def with_made_up(text: str) -> str:
    """The text with numbers of the training sentences for references to the vault; a kind that they lack stays a reference."""
    for found in reversed(list(REF.finditer(text))):
        spellings = _spellings().get(found[1])
        if spellings:
            text = text[: found.start()] + spellings.most_common(1)[0][0] + text[found.end() :]
    return text


@lru_cache(maxsize=1)
def _known() -> dict[str, set[str]]:
    known: dict[str, set[str]] = {}
    for sentence in sentences():
        for found in find(sentence.text):
            known.setdefault(found.kind, set()).add(found.value)
    return known


@lru_cache(maxsize=1)
def _spellings() -> dict[str, Counter[str]]:
    """How such numbers are written in digits, by kind."""
    spellings: dict[str, Counter[str]] = {}
    for sentence in sentences():
        for found in find(sentence.text):
            written = sentence.text[found.start : found.end]
            if written.isascii() and written.isdecimal():
                spellings.setdefault(found.kind, Counter())[written] += 1
    return spellings
