"""Which danger a message speaks of, so that the right numbers come first."""

import re

from nlu.arabic.data import table
from nlu.arabic.normaliser import normalise

_BEFORE = "(?:^| )(?:[\u0648\u0641\u0628\u064a\u062a]{0,2})"  # waw, feh, beh, yeh, teh written on to a word


def kind(text: str) -> str | None:
    """`self_harm`, `hunger`, `abuse` or `emergency` by the words of the lexicon, in this order; None for none of them."""
    normal = normalise(text).text
    return next((name for name, pattern in _PATTERNS.items() if pattern.search(normal)), None)


def _compile() -> dict[str, re.Pattern[str]]:
    patterns = {}
    for name, phrases in table("danger").items():
        words = sorted({re.escape(normalise(phrase).text) for phrase in phrases}, key=len, reverse=True)
        patterns[name] = re.compile(f"{_BEFORE}(?:{'|'.join(words)})")
    return patterns


_PATTERNS = _compile()
