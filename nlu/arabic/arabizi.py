"""Arabizi into Arabic letters: the fixed table, then the words of a vocabulary that sound like it, then letter by letter."""

import math
import re
from collections import defaultdict
from collections.abc import Mapping
from itertools import islice, product, zip_longest
from typing import NamedTuple

from nlu.arabic.data import table
from nlu.arabic.hearing import CONSONANTS, FEMININE, VOWELS, WEAK, distance, units_of
from nlu.arabic.lexer import LONGEST_WORD, arabic_spelling
from nlu.arabic.normaliser import normalise
from nlu.arabic.script import ARABIZI, scripts

_LETTERS = table("latin_letters")
_ENDING: dict[str, str] = _LETTERS["ending"]
_BEGINNING: str = _LETTERS["beginning"]
JOINED: dict[str, str] = _LETTERS["joined"]
_ARTICLE: str = _LETTERS["article"]["arabic"]
_LATIN_ARTICLE = re.compile(rf"(?:{'|'.join(_LETTERS['article']['latin'])})(?=..)|[aei](?=(sh|th|dh|[strdnz69])\1)")
_CLITICS: dict[str, str] = _LETTERS["clitics"]
_MOST_KEYS = 96
_FURTHEST = 2.5
"""The distance from which a word is another one."""
_OFTEN = 0.35
"""What a common word gains on a rare one: for each time that it is e times as common."""
_MOST_CACHED = 20_000
_SHORTEST = 4  # letters of a word that can begin with an article


class Found(NamedTuple):
    """A word and how likely it is beside others."""

    score: float
    word: str


class Vocabulary:
    """Arabic words and how often they occur, indexed by their consonants."""

    def __init__(self, counts: Mapping[str, int]) -> None:
        self._index: dict[str, list[str]] = defaultdict(list)
        self._weights: dict[str, float] = {}
        self._cache: dict[str, Found | None] = {}
        for word, count in counts.items():
            normal = normalise(word).text
            if normal and not normal.isascii() and " " not in normal:
                if normal not in self._weights:
                    self._index[arabic_key(normal)].append(normal)
                self._weights[normal] = max(_OFTEN * math.log1p(max(count, 0)), self.weight(normal))

    def weight(self, word: str) -> float:
        """What a word gains by being common."""
        return self._weights.get(word, 0.0)

    def closest(self, word: str) -> Found | None:
        """The word that a Latin spelling most likely stands for, None when nothing sounds like it."""
        if word not in self._cache:
            if len(self._cache) >= _MOST_CACHED:
                self._cache.clear()
            self._cache[word] = self._search(word)
        return self._cache[word]

    def _search(self, word: str) -> Found | None:
        units = units_of(word)
        candidates = {entry for key in consonant_keys(units) for entry in self._index.get(key, ())}
        near = ((distance(units, candidate), candidate) for candidate in candidates)
        return max((Found(self.weight(word) - far, word) for far, word in near if far < _FURTHEST), default=None)


def to_arabic(text: str, vocabulary: Vocabulary | None = None) -> str:
    """The text with its Arabizi words in Arabic letters. Arabic and English words, numbers and references stay as they are."""
    pieces: list[str] = []
    at = 0
    words = [word for word in scripts(text) if word.script == ARABIZI]
    for word, following in zip_longest(words, words[1:]):
        latin = normalise_latin(word.text)
        pieces.append(text[at : word.start])
        joins = latin in JOINED and following is not None and following.start - word.end == 1
        pieces.append(JOINED[latin] if joins else _word(latin, vocabulary))
        at = word.end + joins
    return "".join([*pieces, text[at:]])


def word_in_arabic(typed: str, vocabulary: Vocabulary) -> str:
    """One Arabizi word, as it was typed, in Arabic letters; with the article before it where that stands apart."""
    first, _, rest = normalise_latin(typed).partition(" ")
    return JOINED[first] + _word(rest, vocabulary) if rest and first in JOINED else _word(first + rest, vocabulary)


def normalise_latin(word: str) -> str:
    """Small letters, a letter written three times or more once, apostrophes kept: they are part of some Arabizi letters."""
    return re.sub(r"([a-z])\1{2,}", r"\1", word.lower().replace("\u2019", "'"))


def _word(word: str, vocabulary: Vocabulary | None) -> str:
    listed = arabic_spelling(word)
    if listed:
        return listed
    if len(word) > LONGEST_WORD:
        return word
    return (_sought(word, vocabulary) if vocabulary else None) or spell(word)


def _sought(word: str, vocabulary: Vocabulary) -> str | None:
    """The likeliest of the word and what stands behind an article or, where there is none, behind a joined particle."""
    found = [vocabulary.closest(word)]
    article = _LATIN_ARTICLE.match(word) if len(word) > _SHORTEST else None
    if article:
        found.append(_behind(_ARTICLE, word[article.end() :], vocabulary))
    if not any(found):
        heads = (head for head in _CLITICS if word.startswith(head) and len(word) - len(head) >= _SHORTEST - 1)
        found = [_behind(_CLITICS[head], word[len(head) :], vocabulary) for head in heads]
    return max((one for one in found if one), default=Found(0.0, "")).word or None


def _behind(particle: str, rest: str, vocabulary: Vocabulary) -> Found | None:
    listed = arabic_spelling(rest)
    bare = Found(vocabulary.weight(normalise(listed).text) + 1, listed) if listed else vocabulary.closest(rest)
    return Found(bare.score, particle + bare.word) if bare and not bare.word.startswith(_ARTICLE) else None


def spell(word: str) -> str:
    """Letter by letter: long vowels and consonants, a short vowel only where a word begins or ends."""
    units = units_of(word)
    letters = []
    for place, unit in enumerate(units):
        last = place == len(units) - 1
        if unit in CONSONANTS:
            letters.append(CONSONANTS[unit][0] if place == 0 or units[place - 1] != unit else "")
        elif len(unit) > 1 or unit in {"w", "y", "2"}:
            letters.append(VOWELS[unit])
        elif last and place:
            letters.append(_ENDING[unit])
        elif place == 0:
            letters.append(_BEGINNING)
    return "".join(letters) or word


def is_vowel(unit: str) -> bool:
    """Whether a sound is one of the vowels, w and y among them."""
    return unit in VOWELS


def long_vowels(units: list[str]) -> list[str]:
    """The Arabic letters that the vowels would be if they were long."""
    return [VOWELS[unit] for unit in units if unit in VOWELS]


def arabic_key(word: str) -> str:
    """The consonants of an Arabic word; the feminine ending is not pronounced as one."""
    key = "".join(letter for letter in word if letter not in WEAK)
    return key[:-1] if key.endswith(FEMININE) and len(key) > 2 else key


def consonant_keys(units: list[str]) -> set[str]:
    """The consonant keys that a Latin word can stand for; a doubled consonant counts once."""
    options: list[list[str]] = []
    previous = ""
    for unit in units:
        if unit in CONSONANTS and unit != previous:
            options.append(CONSONANTS[unit])
        previous = unit
    keys = {"".join(letters) for letters in islice(product(*options), _MOST_KEYS)}
    return keys | {key[:-1] for key in keys if key.endswith(FEMININE) and len(key) > 2}
