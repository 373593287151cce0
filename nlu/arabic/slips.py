"""Words as they were meant: a letter typed twice, ظ for ض, ب for its neighbour ي, the southern article, joined words.

A word is only put right where it is in no lexicon as it stands and what it becomes is: what nobody listed stays as it was typed.
"""

import re
from collections.abc import Callable, Iterator

from nlu.arabic.data import table
from nlu.arabic.particles import ARTICLE

_DATA = table("slips")
_ALIKE = tuple((pair[0], pair[1]) for pair in _DATA["alike"])
_SOUTHERN: str = _DATA["southern_article"]
_OPENING = tuple(sorted(_DATA["opening"], key=len, reverse=True))
_RIGHT = frozenset(_DATA["right"])
_DOUBLED = re.compile(r"(.)\1+")
_TO_THE = "\u0644\u0644"
_SHORTEST, _LONG, _HALF = 3, 4, 3

Known = Callable[[str], bool]


def meant(word: str, known: Known) -> str:
    """The known word that an unknown one was meant to be; else the word itself."""
    if len(word) < _SHORTEST or word in _RIGHT or known(word):
        return word
    return next((better for better in _readings(word) if len(better) >= _SHORTEST and known(better)), word)


def parts(word: str, known: Known) -> int:
    """Where an unknown word falls into two known ones, before an article or after a word like "in"; 0 where it does not."""
    if len(word) < 2 * _HALF or word in _RIGHT or known(word):
        return 0
    places = [found.start() for found in re.finditer(ARTICLE, word)] + [len(one) for one in _OPENING if word.startswith(one)]
    if not word.startswith(ARTICLE):
        places += range(_LONG, len(word) - _LONG + 1)
    return next((place for place in places if _falls_apart(word[:place], word[place:], known)), 0)


def _falls_apart(first: str, second: str, known: Known) -> bool:
    long_enough = len(first) >= _HALF or first in _OPENING
    return long_enough and len(second) >= _LONG and (known(first) or first in _OPENING) and known(second)


def _readings(word: str) -> Iterator[str]:
    if _DOUBLED.search(word):
        rest = word[len(_TO_THE) :] if word.startswith(_TO_THE) else ""
        if rest:
            yield _TO_THE + _DOUBLED.sub(r"\1", rest)
        yield _DOUBLED.sub(r"\1", word)
        for found in _DOUBLED.finditer(word):
            yield word[: found.start()] + found[1] + word[found.end() :]
    if len(word) >= _LONG:
        for typed, wanted in _ALIKE:
            for place, letter in enumerate(word):
                if letter == typed:
                    yield word[:place] + wanted + word[place + 1 :]
    if word.startswith(_SOUTHERN):
        yield ARTICLE + word[len(_SOUTHERN) :]
