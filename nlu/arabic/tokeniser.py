"""Words of a message with their places in it."""

from dataclasses import dataclass

from nlu.arabic.normaliser import normalise


@dataclass(frozen=True, slots=True)
class Word:
    """A normalised word; `start` and `end` are places in the original text. A reference is one word."""

    text: str
    start: int
    end: int


def tokens(text: str) -> list[Word]:
    """The normalised words in order."""
    normal = normalise(text)
    words = []
    at = 0
    for word in normal.text.split(" "):
        if word:
            words.append(Word(word, normal.offsets[at], normal.ends[at + len(word) - 1]))
        at += len(word) + 1
    return words
