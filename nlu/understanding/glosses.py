"""English words in Arabic, from `lexicon/glosses.tsv`: an English sentence then shares what was learnt from Arabic ones."""

from __future__ import annotations

from functools import lru_cache
from typing import Dict, List, Sequence, Tuple

from nlu.arabic.normaliser import normalise
from nlu.understanding.concepts import FOLDER
from nlu.understanding.stemmer import forms

# Words without content of their own; a sentence in Arabic has nothing in their place.
_EMPTY = frozenset(
    ["the", "a", "an", "of", "to", "be", "been", "being", "it", "its", "this", "that", "these", "those", "for", "and", "as", "by", "so", "there", "will", "would", "shall", "am", "sir", "mam", "madam", "please"]
)
_LONGEST = 3


def glossed(words: Sequence[str]) -> List[str]:
    """The words with English ones in Arabic; what has no gloss stays, what has no content goes."""
    known = _table()
    found: List[str] = []
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
def gloss(word: str) -> Tuple[str, ...]:
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
def _table() -> Dict[Tuple[str, ...], Tuple[str, ...]]:
    known: Dict[Tuple[str, ...], Tuple[str, ...]] = {}
    for line in (FOLDER / "glosses.tsv").read_text(encoding="utf-8").splitlines():
        arabic, _, english = line.partition("\t")
        if english and not line.startswith("#"):
            for spelling in english.split():
                known.setdefault(tuple(spelling.split("_")), tuple(normalise(arabic).text.split()))
    return known
