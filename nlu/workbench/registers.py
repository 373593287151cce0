"""What shows in which register somebody writes: scripts, and words that only some dialects have."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from nlu.arabic.dialect import varieties
from nlu.arabic.normaliser import normalise
from nlu.arabic.script import ARABIC, ARABIZI, ENGLISH, scripts

_LATIN = {ENGLISH: "english", ARABIZI: "arabizi"}


class Sign(NamedTuple):
    """A word of the message that the dialect lexicon lists, and where it is said."""

    word: str
    varieties: tuple[str, ...]


def script_counts(text: str) -> dict[str, int]:
    """How many words are in which script, the most first."""
    return dict(Counter(word.script for word in scripts(text)).most_common())


def signs(text: str) -> list[Sign]:
    """Words and phrases of the message that are not said everywhere."""
    words = normalise(text).text.split()
    known = _table()
    spans = [" ".join(words[at : at + size]) for size in (3, 2, 1) for at in range(len(words) - size + 1)]
    return [Sign(span, known[span]) for span in dict.fromkeys(spans) if span in known]


def guessed(text: str, of_neighbours: Sequence[str]) -> str:
    """The register that a reviewer is offered: by the script, then by the commonest of the most alike training sentences."""
    counts = script_counts(text)
    most = next(iter(counts), ARABIC)
    if most in _LATIN:
        return _LATIN[most]
    fitting = [register for register in of_neighbours if register not in _LATIN.values()]
    return Counter(fitting).most_common(1)[0][0] if fitting else "najdi"


@lru_cache(maxsize=1)
def _table() -> dict[str, tuple[str, ...]]:
    """Normalised words and phrases with the varieties that list them; what Modern Standard Arabic has too is no sign."""
    found: dict[str, list[str]] = {}
    for by_variety in varieties().values():
        for variety, spellings in by_variety.items():
            for spelling in spellings:
                found.setdefault(normalise(str(spelling)).text, []).append(variety)
    return {word: tuple(dict.fromkeys(names)) for word, names in found.items() if not {"msa", "english"} & set(names)}
