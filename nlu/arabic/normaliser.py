"""Text as the classifier and the lexicons see it, with the way back to the original."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from nlu.arabic.chars import FOLD, is_silent
from nlu.arabic.references import REF

_REPEATED = re.compile(r"([^\W\d_])\1{2,}")
_APOSTROPHE = re.compile(r"(?<=[a-z0-9])'(?=[a-z0-9])")
_NOT_WORD = re.compile(r"[^\w\s]|_")


@dataclass(frozen=True, slots=True)
class Folded:
    """Characters unified but punctuation kept. Character `i` came from `starts[i]:ends[i]` of the original."""

    text: str
    starts: list[int]
    ends: list[int]

    def span(self, first: int, last: int) -> tuple[int, int]:
        """Where folded characters `first` to `last` (exclusive, at least one) stand in the original."""
        return self.starts[first], self.ends[last - 1]

    def pick(self, places: Iterable[int]) -> "Folded":
        """Only the characters at these places."""
        kept = list(places)
        return Folded(
            "".join([self.text[place] for place in kept]),
            [self.starts[place] for place in kept],
            [self.ends[place] for place in kept],
        )


@dataclass(frozen=True, slots=True)
class Normalised:
    """`text` has single spaces, no punctuation but that of references; `offsets[i]` is the index in the original of `text[i]`.

    `ends[i]` is where it ends there: vowel signs and repeats of a lengthened letter are part of it.
    """

    text: str
    offsets: tuple[int, ...]
    ends: tuple[int, ...]


def normalise(text: str) -> Normalised:
    """Fold, blank the punctuation, lower-case Latin, one space between words; references stay whole. Idempotent, never raises."""
    whole = _squeezed(_joined(text)) if REF.search(text) else _squeezed(_blanked(text, 0))
    return Normalised(whole.text, tuple(whole.starts), tuple(whole.ends))


def fold(text: str, base: int = 0) -> Folded:
    """Unify letters and digits, drop vowel signs, tatweel, direction and zero-width marks. `base` is added to the places."""
    chars: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for index, char in enumerate(text, base):
        folded = FOLD[char]
        if len(folded) == 1:
            chars.append(folded)
            starts.append(index)
            ends.append(index + 1)
        elif folded:
            chars.extend(folded)
            starts.extend([index] * len(folded))
            ends.extend([index + 1] * len(folded))
        elif ends and is_silent(char):
            ends[-1] = index + 1
    return Folded("".join(chars), starts, ends)


def collapse(folded: Folded) -> Folded:
    """Letters written three times or more become one (digits stay)."""
    runs = list(_REPEATED.finditer(folded.text))
    if not runs:
        return folded
    ends = list(folded.ends)
    dropped: set[int] = set()
    for run in runs:
        ends[run.start()] = ends[run.end() - 1]
        dropped.update(range(run.start() + 1, run.end()))
    return Folded(folded.text, folded.starts, ends).pick(p for p in range(len(ends)) if p not in dropped)


def _blanked(text: str, base: int) -> Folded:
    """Words of a stretch without references: punctuation blank, apostrophes inside Latin words gone."""
    folded = fold(text, base)
    if "'" in folded.text:
        inner = {found.start() for found in _APOSTROPHE.finditer(folded.text)}
        folded = folded.pick(p for p in range(len(folded.text)) if p not in inner)
    folded = collapse(folded)
    return Folded(_NOT_WORD.sub(" ", folded.text), folded.starts, folded.ends)


def _joined(text: str) -> Folded:
    """The stretches between references blanked, the references as they are with a space on either side."""
    parts: list[Folded] = []
    at = 0
    for found in REF.finditer(text):
        first, last = found.span()
        parts.append(_blanked(text[at:first], at))
        places = [first, *range(first, last), last - 1]
        parts.append(Folded(f" {found[0]} ", places, [place + 1 for place in places]))
        at = last
    parts.append(_blanked(text[at:], at))
    return Folded(
        "".join(part.text for part in parts),
        [start for part in parts for start in part.starts],
        [end for part in parts for end in part.ends],
    )


def _squeezed(folded: Folded) -> Folded:
    """One space between words, none at the ends."""
    text = folded.text
    stripped = text.strip(" ")
    if stripped == text and "  " not in text:
        return folded
    last = len(text.rstrip(" "))
    return folded.pick(p for p in range(last) if text[p] != " " or (p and text[p - 1] != " "))
