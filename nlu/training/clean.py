"""What a training sentence may not be made of, for whoever adds one and for the tests."""

from __future__ import annotations

import re
import unicodedata

# Tatweel, and the marks that turn or isolate a direction.
_UNSEEN = re.compile("[\u0640\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def fault(text: str) -> str | None:
    """What is wrong with the characters of a sentence, as the end of "it …"; None where nothing is."""
    if not text.strip():
        return "is blank"
    if text != text.strip():
        return "is framed by spaces"
    if unicodedata.normalize("NFC", text) != text:
        return "is not composed (NFC)"
    if _UNSEEN.search(text):
        return "holds tatweel or an unseen mark"
    if any(unicodedata.category(char) in ("Cc", "Cf", "Co", "Cs", "Cn") for char in text):
        return "holds a control character or one that is no character"
    return None

