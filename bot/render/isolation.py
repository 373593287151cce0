"""Direction: numbers, ids and foreign names are set apart, so that a sentence in the other direction cannot tear them.

FSI and PDI (Unicode UAX 9) enclose such a piece; channels that do not know them get the text without.
"""

from __future__ import annotations

import re

FSI = "\u2068"
PDI = "\u2069"
_MARKS = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_ARABIC_LETTER = re.compile("[\u0620-\u064a\u0671-\u06d3]")
_LATIN_OR_NUMBER = re.compile(r"[0-9A-Za-z+@\u2022]")


def isolate(text: str, language: str) -> str:
    """`text` set apart where it holds what runs against the direction of `language`; what is set apart already stays."""
    foreign = _LATIN_OR_NUMBER if language == "ar" else _ARABIC_LETTER
    if FSI in text or "\n" in text or not foreign.search(text):
        return text
    return f"{FSI}{text}{PDI}"


def plain(text: str) -> str:
    """`text` without any mark of direction."""
    return _MARKS.sub("", text)
