"""The Arabic word that a word in Latin letters surely stands for: every consonant, and every long vowel in order.

Stricter than `arabizi.Vocabulary`, which always names the likeliest word: an amount or a relative must not be guessed.
"""

from collections import defaultdict
from collections.abc import Iterable

from nlu.arabic.arabizi import WEAK, arabic_key, consonant_keys, is_vowel, long_vowels, normalise_latin, units_of
from nlu.arabic.data import rows, table
from nlu.arabic.dialect import words_of_dialects
from nlu.arabic.normaliser import normalise
from nlu.arabic.particles import ARTICLE

_LATIN_ARTICLES = tuple(table("latin_letters")["article"]["latin"])
_FEMININE: str = table("latin_letters")["feminine"]
_FEMININE_SOUNDS = ("a", "e", "h")
_GLIDES, _ARABIC_GLIDES = ("w", "y"), ("\u0648", "\u064a")
_BEGINNING_VOWELS, _ALEF = "aeiou", "\u0627"
_FEWEST_CONSONANTS, _SHORTEST, _LONG_ENOUGH = 3, 4, 4
_UNSAID, _LENGTH, _ENDING = 0.3, 0.25, 0.3  # what a vowel without a letter, each letter, and an agreeing end weigh


class Sounds:
    """Words of a lexicon by their consonants, beside the words of everyday speech, so that those are not taken for others."""

    def __init__(self, words: Iterable[str]) -> None:
        everyday = {word for arabic, _ in rows("arabizi") for word in normalise(arabic).text.split()} | words_of_dialects()
        self._index: dict[str, list[str]] = defaultdict(list)
        for word in sorted({*words, *everyday}):
            if len(word) > 2 and not word.isascii():
                self._index[arabic_key(word)].append(word)

    def meant(self, word: str) -> str | None:
        """The Arabic word, with its article; None where none agrees."""
        latin = normalise_latin(word)
        if latin.startswith(_LATIN_ARTICLES) and len(latin) > _SHORTEST:
            found = self._closest(latin[2:])
            if found and not found.startswith(ARTICLE):
                return ARTICLE + found
        return self._closest(latin)

    def _closest(self, latin: str) -> str | None:
        units = units_of(latin)
        if not units:
            return None
        candidates = {word for key in consonant_keys(units) for word in self._index.get(key, ()) if _is_enough(key, word)}
        scored = [(score, word) for word in candidates if (score := _agreement(latin, units, word)) is not None]
        return max(scored)[1] if scored else None


def _is_enough(key: str, word: str) -> bool:
    return len(key) >= _FEWEST_CONSONANTS or (len(key) == _FEWEST_CONSONANTS - 1 and len(word) >= _LONG_ENOUGH)


def _agreement(latin: str, units: list[str], word: str) -> float | None:
    """How well the vowels agree, None where a long one of the Arabic word is not there."""
    if latin.startswith(_LATIN_ARTICLES) and word.startswith(ARTICLE):
        return None
    if latin.startswith(_GLIDES) != word.startswith(_ARABIC_GLIDES):
        return None
    if word.endswith(_ARABIC_GLIDES) and not is_vowel(units[-1]):
        return None
    if latin[0] in _BEGINNING_VOWELS:
        units = ["a", *units[1:]]  # whatever vowel a word begins with, it is written with alef
    elif word.startswith(_ALEF) and not word.startswith(ARTICLE):
        return None
    sounds = long_vowels(units)
    at = said = 0
    for letter in (letter for letter in word if letter in WEAK):
        if letter not in sounds[at:]:
            return None
        at, said = sounds.index(letter, at) + 1, said + 1
    feminine = word.endswith(_FEMININE) and units[-1] in _FEMININE_SOUNDS
    return said - _UNSAID * (len(sounds) - said) - _LENGTH * len(word) + _ENDING * feminine
