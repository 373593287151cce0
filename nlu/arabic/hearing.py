"""How far a word in Latin letters is from an Arabic one: its sounds beside the letters, at the least cost.

Consonants must agree. A long vowel is written in both; a short one mostly in Latin letters only; where a word begins or ends
it counts most. The costs were found on one half of the spellings of `lexicon/arabizi.tsv`: 80 % of the other half have their
word as the nearest.
"""

import re
from collections.abc import Sequence

from nlu.arabic.data import table

_LETTERS = table("latin_letters")
CONSONANTS: dict[str, list[str]] = _LETTERS["consonants"]
VOWELS: dict[str, str] = _LETTERS["vowels"]
WEAK = frozenset(_LETTERS["weak"])
FEMININE: str = _LETTERS["feminine"]
_ALEF, _YEH = _LETTERS["beginning"], VOWELS["i"]
_HAMZA, _GLIDES = "2", ("w", "y")
_ENDS = {"a": (FEMININE, _ALEF, _YEH), "e": (FEMININE, _YEH, _ALEF)}  # a final yeh is also the alef of علي
_SHORT = frozenset("aeiou")
_UNIT = re.compile("|".join(sorted(map(re.escape, (*CONSONANTS, *VOWELS)), key=len, reverse=True)))

_NEVER = 99.0
_RARER = 0.25  # each step down the letters that a consonant may stand for
_AS_LONG = 0.1  # a short vowel beside a weak letter
_AS_ANOTHER_END = 0.2
_AS_ANOTHER = 0.9
_UNWRITTEN = {"edge": 2.0, "glide": 1.5, "long": 1.3, "short": 0.3, "hamza": 0.2}
_UNSAID = {"first": 1.9, "last": 0.6, "inside": 0.9, "feminine": 1.3, "no vowels": 0.35}


def units_of(word: str) -> list[str]:
    """The Latin letters that stand for one sound each."""
    return _UNIT.findall(word)


def distance(units: Sequence[str], word: str) -> float:
    """What lies between the sounds and the Arabic word; below one for what agrees."""
    without_vowels = _SHORT.isdisjoint("".join(units))
    costs = [0.0]
    for place in range(len(word)):
        costs.append(costs[-1] + _unsaid(word, place, without_vowels))
    for at in range(len(units)):
        unwritten = _unwritten(units, at)
        above, costs = costs, [costs[0] + unwritten]
        for place in range(len(word)):
            costs.append(
                min(
                    above[place + 1] + unwritten,
                    above[place] + _beside(units, at, word, place),
                    costs[place] + _unsaid(word, place, without_vowels),
                )
            )
    return costs[-1]


def _unsaid(word: str, place: int, without_vowels: bool) -> float:
    """A letter that no sound stands for."""
    last = place == len(word) - 1
    if word[place] == FEMININE and last and len(word) > 2:
        return _UNSAID["feminine"]
    if word[place] not in WEAK:
        return _NEVER
    if place == 0 or last:
        return _UNSAID["first" if place == 0 else "last"]
    return _UNSAID["no vowels" if without_vowels else "inside"]


def _unwritten(units: Sequence[str], at: int) -> float:
    """A sound without a letter."""
    unit = units[at]
    if unit not in VOWELS:
        return 0.0 if at and units[at - 1] == unit else _NEVER
    if unit == _HAMZA:
        return _UNWRITTEN["hamza"]
    if unit in _GLIDES:
        return _UNWRITTEN["glide"]
    if at == 0 or at == len(units) - 1:
        return _UNWRITTEN["edge"]
    return _UNWRITTEN["long" if len(unit) > 1 else "short"]


def _beside(units: Sequence[str], at: int, word: str, place: int) -> float:
    """A sound and a letter."""
    unit, letter = units[at], word[place]
    if unit in CONSONANTS:
        likely = "".join(CONSONANTS[unit])
        return _RARER * likely.index(letter) if letter in likely else _NEVER
    if at == place == 0 and letter == _ALEF and unit not in _GLIDES:
        return 0.0  # whatever vowel a word begins with
    if at == len(units) - 1 and place == len(word) - 1 and unit in _ENDS:
        ends = _ENDS[unit]
        return _AS_ANOTHER_END * ends.index(letter) if letter in ends else _NEVER
    if letter not in WEAK:
        return _NEVER
    if letter == VOWELS[unit]:
        return _AS_LONG if unit in _SHORT else 0.0
    return _AS_ANOTHER if unit in _SHORT or unit == _HAMZA else _NEVER
