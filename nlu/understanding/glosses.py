"""English words in Arabic, from `lexicon/glosses.tsv`: an English sentence then shares what was learnt from Arabic ones."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from nlu.arabic.normaliser import normalise
from nlu.understanding.stemmer import forms
from nlu.understanding.tables import FOLDER, table

_EMPTY = frozenset(table("forms")["empty"])
_LONGEST = 3


def glossed(words: Sequence[str]) -> list[str]:
    """The words with English ones in Arabic; what has no gloss stays, what has no content goes."""
    known = _table()
    found: list[str] = []
    at = 0
    while at < len(words):
        size = next((n for n in range(_LONGEST, 1, -1) if tuple(words[at : at + n]) in known), 1)
        if size > 1:
            found.extend(known[tuple(words[at : at + size])])
        else:
            found.extend(gloss(words[at]))
        at += size
    return found


@lru_cache(maxsize=20000)
def gloss(word: str) -> tuple[str, ...]:
    """One word in Arabic words; itself if it is not English or not known."""
    if not word.isascii() or not word.isalpha():
        return (word,)
    if word in _EMPTY:
        return ()
    known = _table()
    return next((known[(form,)] for form in forms(word) if (form,) in known), (word,))


def has_gloss(word: str) -> bool:
    """Whether the word is known as English here."""
    return word in _EMPTY or any((form,) in _table() for form in forms(word))


@lru_cache(maxsize=1)
def _table() -> dict[tuple[str, ...], tuple[str, ...]]:
    known: dict[tuple[str, ...], tuple[str, ...]] = {}
    for line in (FOLDER / "glosses.tsv").read_text(encoding="utf-8").splitlines():
        arabic, _, english = line.partition("\t")
        if english and not line.startswith("#"):
            for spelling in english.split():
                known.setdefault(tuple(spelling.split("_")), tuple(normalise(arabic).text.split()))
    return known
