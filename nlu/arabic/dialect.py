"""Words across the Saudi dialects: one canonical word for many, a light stemmer, a consonant skeleton."""

from collections.abc import Iterator
from functools import lru_cache
from itertools import chain

from nlu.arabic.data import table
from nlu.arabic.lexer import LONGEST_WORD, key_of
from nlu.arabic.normaliser import normalise
from nlu.arabic.particles import bare, readings

_AFFIXES = table("affixes")
_KEEP = int(_AFFIXES["keep"])
_PREFIXES, _SUFFIXES, _ENGLISH = (tuple(_AFFIXES[name]) for name in ("prefixes", "suffixes", "english"))
_MARKS, _PERSONS = tuple(_AFFIXES["verb_marks"]), tuple(_AFFIXES["persons"])
_NOT, _AT_ALL = tuple(_AFFIXES["denied"]["before"]), tuple(_AFFIXES["denied"]["after"])
_WEAK = frozenset(_AFFIXES["weak"])
_SHORTEST = 3  # letters that a word of the lexicon needs before a particle may be taken off to reach it


def varieties() -> dict[str, dict[str, list[str]]]:
    """The lexicon as a speaker wrote it: canonical word -> variety -> words."""
    return table("dialect")


def neighbours() -> dict[str, dict[str, list[str]]]:
    """The same of neighbouring dialects and everyday matters; they count for the intent alone."""
    return table("neighbours")


def words_of_dialects() -> set[str]:
    """Every normalised word of the lexicon."""
    return {word for phrase in _compile(varieties()) for word in phrase.split()}


def _compile(*lexicons: dict[str, dict[str, list[str]]]) -> dict[str, str]:
    """Normalised word -> canonical word, as the first lexicon has it. Phrases of several words are for readers, and for
    `canonical_words`."""
    known: dict[str, str] = {}
    for name, by_variety in chain.from_iterable(lexicon.items() for lexicon in lexicons):
        canonical_name = normalise(name).text.replace(" ", "_")
        for spellings in ([name], *by_variety.values()):
            for spelling in spellings:
                known.setdefault(normalise(spelling).text, canonical_name)
    return known


_KNOWN = _compile(varieties(), neighbours())
_LONGEST_PHRASE = max(len(phrase.split()) for phrase in _KNOWN)


@lru_cache(maxsize=16384)
def canonical(word: str) -> str:
    """The canonical word for a normalised word of any dialect, of English or common Arabizi; else its light stem."""
    if len(word) > LONGEST_WORD:
        return word
    word = key_of(word)
    for _, rest in readings(word):
        for form in (rest, bare(rest)):
            if form in _KNOWN and (form == word or len(form) >= _SHORTEST):
                return _KNOWN[form]
    root = stem(word)
    return _KNOWN.get(root) or _of_verb(word) or root


def _of_verb(word: str) -> str | None:
    """The known verb that the word is a form of in a neighbouring dialect: `kanbghi`, `bi'dar`, `ma-wsalat-sh`."""
    stated = [word]
    if word.endswith(_AT_ALL):
        stated.append(word[:-1])
        stated.extend(word[len(before) : -1] for before in _NOT if word.startswith(before))
    forms = [form for one in stated for form in (one, *_unmarked(one)) if len(form) >= _SHORTEST]
    return next((_KNOWN[form] for form in forms if form in _KNOWN), None)


def _unmarked(word: str) -> Iterator[str]:
    for mark in _MARKS:
        if word.startswith(mark):
            rest = word[len(mark) :]
            yield from (person + rest for person in _PERSONS)


def canonical_words(text: str) -> list[str]:
    """The canonical words of a text; phrases of the lexicon count as one word."""
    words = normalise(text).text.split()
    found: list[str] = []
    place = 0
    while place < len(words):
        size = next((n for n in range(_LONGEST_PHRASE, 1, -1) if " ".join(words[place : place + n]) in _KNOWN), 1)
        found.append(_KNOWN[" ".join(words[place : place + size])] if size > 1 else canonical(words[place]))
        place += size
    return found


@lru_cache(maxsize=16384)
def stem(word: str) -> str:
    """The word without one prefix and one suffix; at least three letters remain."""
    if not word or word[0] == "[":
        return word
    if word.isascii():
        return _cut(word, _ENGLISH)
    prefix = next((p for p in _PREFIXES if word.startswith(p) and len(word) - len(p) >= _KEEP), "")
    return _cut(word[len(prefix) :], _SUFFIXES)


def _cut(word: str, endings: tuple[str, ...]) -> str:
    ending = next((e for e in endings if word.endswith(e) and len(word) - len(e) >= _KEEP), "")
    return word[: len(word) - len(ending)]


@lru_cache(maxsize=16384)
def skeleton(word: str) -> str:
    """The consonants of the stem: its first letter, and the others but the weak ones. It bridges spelling and dialect."""
    root = stem(word)
    bones = root[:1] + "".join(letter for letter in root[1:] if letter not in _WEAK)
    return bones if len(bones) > 1 else word
