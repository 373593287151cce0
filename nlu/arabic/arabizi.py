"""Arabizi into Arabic letters: the fixed table, then the words of a vocabulary that sound like it, then letter by letter."""

import math
import re
from collections import defaultdict
from collections.abc import Mapping
from itertools import islice, product, zip_longest

from nlu.arabic.data import table
from nlu.arabic.lexer import LONGEST_WORD, arabic_spelling
from nlu.arabic.normaliser import normalise
from nlu.arabic.script import ARABIZI, scripts

_LETTERS = table("latin_letters")
_CONSONANTS: dict[str, list[str]] = _LETTERS["consonants"]
_VOWELS: dict[str, str] = _LETTERS["vowels"]
_ENDING: dict[str, str] = _LETTERS["ending"]
WEAK = frozenset(_LETTERS["weak"])
_BEGINNING: str = _LETTERS["beginning"]
_FEMININE: str = _LETTERS["feminine"]
_JOINED: dict[str, str] = _LETTERS["joined"]
_ARTICLE: str = _LETTERS["article"]["arabic"]
_LATIN_ARTICLES = tuple(_LETTERS["article"]["latin"])
_UNIT = re.compile("|".join(sorted(map(re.escape, (*_CONSONANTS, *_VOWELS)), key=len, reverse=True)))
_MOST_KEYS = 96
_WORST = -2.0
_MOST_CACHED = 20_000
_SHORTEST = 4  # letters of a word that can begin with an article


class Vocabulary:
    """Arabic words and how often they occur, indexed by their consonants."""

    def __init__(self, counts: Mapping[str, int]) -> None:
        self._index: dict[str, list[tuple[str, float]]] = defaultdict(list)
        self._cache: dict[str, str | None] = {}
        for word, count in counts.items():
            normal = normalise(word).text
            if normal and not normal.isascii() and " " not in normal:
                self._index[arabic_key(normal)].append((normal, 0.25 * min(5.0, math.sqrt(max(count, 0)))))

    def closest(self, word: str) -> str | None:
        """The word that a Latin spelling most likely stands for, None when nothing sounds like it."""
        if word not in self._cache:
            if len(self._cache) >= _MOST_CACHED:
                self._cache.clear()
            self._cache[word] = self._search(word)
        return self._cache[word]

    def _search(self, word: str) -> str | None:
        units = units_of(word)
        sounds = long_vowels(units)
        candidates = {entry for key in consonant_keys(units) for entry in self._index.get(key, ())}
        scored = [(_agreement(sounds, candidate) + bonus, candidate) for candidate, bonus in candidates]
        score, best = max(scored, default=(_WORST, ""))
        return best if score > _WORST else None


def to_arabic(text: str, vocabulary: Vocabulary | None = None) -> str:
    """The text with its Arabizi words in Arabic letters. Arabic and English words, numbers and references stay as they are."""
    pieces: list[str] = []
    at = 0
    words = [word for word in scripts(text) if word.script == ARABIZI]
    for word, following in zip_longest(words, words[1:]):
        latin = normalise_latin(word.text)
        pieces.append(text[at : word.start])
        joins = latin in _JOINED and following is not None and following.start - word.end == 1
        pieces.append(_JOINED[latin] if joins else _word(latin, vocabulary))
        at = word.end + joins
    return "".join([*pieces, text[at:]])


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
    """The word of the vocabulary, or the one without its article."""
    rest = word[2:] if word.startswith(_LATIN_ARTICLES) and len(word) > _SHORTEST else ""
    bare = arabic_spelling(rest) or (vocabulary.closest(rest) if rest else None)
    if bare and not bare.startswith(_ARTICLE):
        return _ARTICLE + bare
    return vocabulary.closest(word)


def spell(word: str) -> str:
    """Letter by letter: long vowels and consonants, a short vowel only where a word begins or ends."""
    units = units_of(word)
    letters = []
    for place, unit in enumerate(units):
        last = place == len(units) - 1
        if unit in _CONSONANTS:
            letters.append(_CONSONANTS[unit][0] if place == 0 or units[place - 1] != unit else "")
        elif len(unit) > 1 or unit in {"w", "y", "2"}:
            letters.append(_VOWELS[unit])
        elif last and place:
            letters.append(_ENDING[unit])
        elif place == 0:
            letters.append(_BEGINNING)
    return "".join(letters) or word


def units_of(word: str) -> list[str]:
    """The Latin letters that stand for one sound each."""
    return _UNIT.findall(word)


def is_vowel(unit: str) -> bool:
    """Whether a sound is one of the vowels, w and y among them."""
    return unit in _VOWELS


def long_vowels(units: list[str]) -> list[str]:
    """The Arabic letters that the vowels would be if they were long."""
    return [_VOWELS[unit] for unit in units if unit in _VOWELS]


def arabic_key(word: str) -> str:
    """The consonants of an Arabic word; the feminine ending is not pronounced as one."""
    key = "".join(letter for letter in word if letter not in WEAK)
    return key[:-1] if key.endswith(_FEMININE) and len(key) > 2 else key


def consonant_keys(units: list[str]) -> set[str]:
    """The consonant keys that a Latin word can stand for; a doubled consonant counts once."""
    options: list[list[str]] = []
    previous = ""
    for unit in units:
        if unit in _CONSONANTS and unit != previous:
            options.append(_CONSONANTS[unit])
        previous = unit
    keys = {"".join(letters) for letters in islice(product(*options), _MOST_KEYS)}
    return keys | {key[:-1] for key in keys if key.endswith(_FEMININE) and len(key) > 2}


def _agreement(sounds: list[str], word: str) -> float:
    """Long vowels of the Arabic word should stand, in order, among the Latin vowels."""
    weak = [letter for letter in word if letter in WEAK]
    hits = at = 0
    for letter in weak:
        while at < len(sounds) and sounds[at] != letter:
            at += 1
        if at < len(sounds):
            hits, at = hits + 1, at + 1
    return 1.2 * hits - 1.3 * (len(weak) - hits) - 0.25 * abs(len(sounds) - len(weak))
