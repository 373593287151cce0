"""Whether a message asks something, where any words could be an answer."""

import re
from functools import lru_cache

from nlu.arabic.data import table
from nlu.arabic.normaliser import normalise

_TWICE = re.compile(r"(.)\1+")


def _once(text: str) -> str:
    """Letters that were typed twice, once: «متاا», «ابيي»."""
    return _TWICE.sub(r"\1", text)


_OPENING, _MODAL, _BEFORE = (
    frozenset(_once(normalise(word).text) for word in table("questions")[name]) for name in ("opening", "modal", "before")
)
_WISHES, _TELLING = (
    frozenset(_once(normalise(phrase).text) for phrase in table("wishes")[name]) for name in ("opening", "telling")
)
_ASKING = _OPENING | _MODAL | _TELLING
_LONGEST = 4


def is_request(text: str) -> bool:
    """Whether the message begins like a request of its own («ابي …», "I need …")."""
    return _begin_with(_WISHES, _opening_words(text))


def is_question(text: str) -> bool:
    """A question mark, or a question word at the beginning, after a greeting or the like, or "tell me"."""
    if "?" in text or "\u061f" in text:
        return True
    words = _opening_words(text)
    # «ما المستندات» asks; «ما وصلني» denies.
    return _begin_with(_ASKING, words) or (words[:1] == ["ما"] and words[1:2] != [] and words[1][:2] == "ال")


def holds_question(text: str) -> bool:
    """The same, also where the question word comes late («الضمان متى ينزل»)."""
    words = _words(text)
    return is_question(text) or any(_begin_with(_OPENING, words[at : at + _LONGEST]) for at in range(len(words)))


@lru_cache(maxsize=256)  # the same words are asked about several times while a message is read
def _words(text: str) -> list[str]:
    return _once(normalise(text).text).split()


def _opening_words(text: str) -> list[str]:
    words = _words(text)
    start = next((place for place, word in enumerate(words) if word not in _BEFORE), 0)
    return words[start : start + _LONGEST]


def _begin_with(phrases: frozenset[str], words: list[str]) -> bool:
    return any(" ".join(words[:size]) in phrases for size in range(1, _LONGEST + 1))
