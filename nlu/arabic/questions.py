"""Whether a message asks something, where any words could be an answer."""

from nlu.arabic.data import table
from nlu.arabic.normaliser import normalise

_OPENING, _BEFORE = (frozenset(normalise(word).text for word in table("questions")[name]) for name in ("opening", "before"))


def is_question(text: str) -> bool:
    """A question mark, or a question word at the beginning, after a greeting or the like."""
    if "?" in text or "\u061f" in text:
        return True
    words = normalise(text).text.split()
    start = next((place for place, word in enumerate(words) if word not in _BEFORE), 0)
    return any(" ".join(words[start : start + size]) in _OPENING for size in (1, 2))
