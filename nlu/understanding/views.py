"""What is counted of a message: its letters, words, meanings, consonants, roots, concepts and pairs of concepts.

Plain words hurt on a dialect that was not seen; meanings and consonant skeletons carry over, and concepts carry over from Arabic to English.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence

from nlu.arabic.dialect import canonical
from nlu.understanding.prepared import Prepared

_REACH = 3
_LONG = 8
_WEAK = re.compile("[\u0627\u0648\u064a]")  # alef, waw, yeh


def letters(message: Prepared) -> list[str]:
    """Letter n-grams of two to five inside words."""
    return list(_inside(message.words, 2, 5))


def bones(message: Prepared) -> list[str]:
    """Letter n-grams of two to four of the words without their weak letters."""
    return list(_inside(map(_bare, message.words), 2, 4))


def roots(message: Prepared) -> list[str]:
    """The same of the words that stand for them across the dialects."""
    return list(_inside((_bare(canonical(word)) for word in message.words), 2, 4))


def words(message: Prepared) -> list[str]:
    """Words across the dialects, alone and with those up to three further."""
    return _with_neighbours([canonical(word) for word in message.words])


def meanings(message: Prepared) -> list[str]:
    """The same with known words and phrases as concepts."""
    return _with_neighbours(message.meanings)


def concepts(message: Prepared) -> list[str]:
    """Every concept once, and the signs."""
    return [*message.concepts, *message.signs]


def pairs(message: Prepared) -> list[str]:
    """Every two concepts, wherever they stand."""
    present = sorted({*message.concepts, *(sign for sign in message.signs if not sign.startswith(("@long", "@covered")))})
    return [f"{one}&{other}" for at, one in enumerate(present) for other in present[at + 1 :]]


VIEWS: dict[str, tuple[Callable[[Prepared], list[str]], float]] = {
    "letters": (letters, 0.8),
    "words": (words, 0.6),
    "meanings": (meanings, 0.8),
    "bones": (bones, 0.6),
    "roots": (roots, 0.6),
    "concepts": (concepts, 0.5),
    "pairs": (pairs, 0.8),
}
"""Each view with the length of its rows beside the others'."""


def _bare(word: str) -> str:
    return _WEAK.sub("", word) or word


def _inside(spellings: Iterable[str], shortest: int, longest: int) -> Iterator[str]:
    for word in spellings:
        padded = f" {word} "
        for size in range(shortest, longest + 1):
            if len(padded) <= size:
                yield padded
                break
            for start in range(len(padded) - size + 1):
                yield padded[start : start + size]


def _with_neighbours(units: Sequence[str]) -> list[str]:
    grams = [*units, f"^{units[0]}", f"{units[-1]}$", f"#{min(len(units), _LONG)}"]
    for at, unit in enumerate(units):
        for distance in range(1, _REACH + 1):
            if at + distance < len(units):
                grams.append(f"{unit}{'~' if distance > 1 else ' '}{units[at + distance]}")
    return grams
