"""Whether a message asks something, where any words could be an answer."""

from nlu.arabic.data import table
from nlu.arabic.normaliser import normalise

_OPENING, _BEFORE = (frozenset(normalise(word).text for word in table("questions")[name]) for name in ("opening", "before"))


_WISHES, _TELLING = (
    frozenset(normalise(phrase).text for phrase in table("wishes")[name]) for name in ("opening", "telling")
)
_LONGEST = 4


def is_request(text: str) -> bool:
    """Whether the message begins like a request of its own («ابي …», "I need …")."""
    return _begins_with(_WISHES, text)


def is_question(text: str) -> bool:
    """A question mark, or a question word at the beginning, after a greeting or the like, or "tell me"."""
    if "?" in text or "\u061f" in text:
        return True
    return _begins_with(_OPENING | _TELLING, text)


def _begins_with(phrases: frozenset[str], text: str) -> bool:
    words = normalise(text).text.split()
    start = next((place for place, word in enumerate(words) if word not in _BEFORE), 0)
    return any(" ".join(words[start : start + size]) in phrases for size in range(1, _LONGEST + 1))
