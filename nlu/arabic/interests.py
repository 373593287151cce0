"""What somebody wants to learn or work at."""

from __future__ import annotations

import re

from nlu.arabic.data import table
from nlu.arabic.normaliser import normalise

# و، ف، ب، ل، ك and the article, written on to the word.
_BEFORE = r"(?:^| )(?:[\u0648\u0641\u0628\u0644\u0643]?(?:\u0627\u0644|\u0644\u0644|\u0627\u0645)?)"
_AFTER = r"(?:\u064a|\u0627\u062a|\u0647|s)?(?= |$)"


def interests(text: str) -> list[str]:
    """The codes of the fields that a message names, in the order in which they stand in it."""
    normal = normalise(text).text
    found = ((match.start(), code) for code, pattern in _PATTERNS.items() if (match := pattern.search(normal)))
    return [code for _, code in sorted(found)]


def is_anything(text: str) -> bool:
    """Whether the choice is left open («اي شي», "anything")."""
    words = f" {normalise(text).text} "
    return any(f" {phrase} " in words for phrase in _ANYTHING)


def codes() -> tuple[str, ...]:
    """Every field that is known, in the order of the lexicon."""
    return tuple(_PATTERNS)


def _compile() -> dict[str, re.Pattern[str]]:
    patterns = {}
    for code, words in table("interests").items():
        known = sorted({re.escape(normalise(word).text) for word in words}, key=len, reverse=True)
        patterns[code] = re.compile(f"{_BEFORE}(?:{'|'.join(known)}){_AFTER}")
    return patterns


_PATTERNS = _compile()
_ANYTHING = frozenset(normalise(phrase).text for phrase in table("anything")["words"])
