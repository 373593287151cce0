"""The classes of the lexicon of danger that a word belongs to: verbs in every form, slips, joined words, Arabizi."""

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import lru_cache

from nlu.arabic.data import table
from nlu.arabic.dialect import words_of_dialects
from nlu.arabic.lexer import LONGEST_WORD, key_of
from nlu.arabic.normaliser import normalise
from nlu.arabic.particles import bare, readings
from nlu.arabic.script import ARABIZI, scripts
from nlu.arabic.sounds import Sounds

_TABLE = table("danger")
_FORMS = _TABLE["forms"]
_ENDINGS: list[str] = ["", *_FORMS["possessive"]]
_BEFORE, _AFTER, _WHOM = ("|".join(_FORMS[name]) for name in ("before", "after", "whom"))
_HEARD_BEFORE: list[str] = ["", *_FORMS["heard_before"]]
_HEARD_WHOM: list[str] = ["", *_FORMS["heard_whom"]]
_LITTLE = frozenset(_FORMS["little"])
_ADDRESSED = tuple(_FORMS["addressed"])
_WHOLE = frozenset(_FORMS["whole"]) | words_of_dialects()
_DOUBLED = re.compile(r"(.)\1+")
_TEH, _HEH = "\u062a", "\u0647"
_SHORTEST_PART = 3

Classes = frozenset[str]
_NONE: Classes = frozenset()


def classes_of(text: str, most: int) -> list[tuple[str, Classes]]:
    """The first normalised words of a text and their classes; a word that is two is two."""
    words = normalise(text).text.split()[:most]
    latin = any(word.isascii() and word.isalnum() and not word.isdecimal() for word in words)
    arabizi = {normalise(word.text).text for word in scripts(text) if word.script == ARABIZI} if latin else frozenset()
    return [read for word in words for read in (((word, _of_arabizi(word)),) if word in arabizi else _read(word))]


@lru_cache(maxsize=16384)
def _read(word: str) -> tuple[tuple[str, Classes], ...]:
    if len(word) > LONGEST_WORD:
        return ((word, _NONE),)
    if word.isascii():
        return ((word, _of_latin(word)),)
    for spelling in dict.fromkeys((word, _DOUBLED.sub(r"\1", word))):
        found = _of_arabic(spelling)
        if found or spelling in _PHRASE_WORDS:
            return ((spelling, found),)
    return _in_two(word) or ((word, _NONE),)


def _in_two(word: str) -> tuple[tuple[str, Classes], ...]:
    """Two words written as one, where both are known."""
    single = _DOUBLED.sub(r"\1", word)
    if any(rest in _WHOLE or bare(rest) in _WHOLE for _, rest in readings(single)):
        return ()
    for spelling in dict.fromkeys((word, single)):
        for cut in range(2, len(spelling) - 2):
            first, second = spelling[:cut], spelling[cut:]
            if (cut < _SHORTEST_PART and first not in _LITTLE) or len(second) < _SHORTEST_PART:
                continue
            read = [(part, _of_arabic(part)) for part in (first, second)]
            if all(found or part in _LITTLE for part, found in read) and any(found for _, found in read):
                return tuple(read)
    return ()


def _of_arabic(word: str) -> Classes:
    found = {name for _, rest in readings(word) for form in (rest, bare(rest)) for name in _EXACT.get(form, ())}
    if word.endswith(_ADDRESSED):  # "you have killed me with waiting": said to us, in anger or in laughter
        return frozenset(found)
    return frozenset(found.union(name for name, pattern in _VERBS.items() if pattern.match(word)))


def _of_latin(word: str) -> Classes:
    return frozenset(_EXACT.get(word, ()))


@lru_cache(maxsize=16384)
def _of_arabizi(word: str) -> Classes:
    """By the fixed table, else by the Arabic word that it surely sounds like."""
    arabic = key_of(word)
    if arabic.isascii():
        arabic = (_SOUNDS.meant(word) if len(word) <= LONGEST_WORD else None) or word
    return _of_latin(word) | (_NONE if arabic.isascii() else _of_arabic(arabic))


def phrases_at(words: list[str], place: int) -> Iterator[tuple[str, int]]:
    """The classes of the phrases that begin at a word, and where each ends."""
    for _, rest in readings(words[place]):
        for tail, name in _PHRASES.get(rest, ()):
            last = place + 1 + len(tail)
            if words[place + 1 : last] == tail:
                yield name, last


def _stem(item: str) -> str:
    return normalise(item.strip("~!+")).text


def _spelt(item: str) -> Iterator[str]:
    """A plain word, and with endings where it takes them."""
    word = _stem(item)
    for ending in _ENDINGS if item.endswith("+") else ("",):
        yield (word[:-1] + _TEH if ending and word.endswith(_HEH) else word) + ending


def _pattern(stems: list[tuple[str, bool]], before: str, whom: str, after: str) -> "re.Pattern[str] | None":
    """Every form of the verbs; of some only those that say whom."""
    plain = "|".join(sorted((stem for stem, said in stems if not said), key=len, reverse=True))
    told = "|".join(sorted((stem for stem, said in stems if said), key=len, reverse=True))
    ways = [f"(?:{plain})(?:{after})?(?:{whom})?$"] if plain else []
    ways += [f"(?:{told})(?:{after})?(?:{whom})$"] if told else []
    return re.compile(f"(?:{before})?(?:{'|'.join(ways)})") if ways else None


def _compile() -> None:
    for name, items in _TABLE["words"].items():
        verbs = [(_stem(item), item.endswith("!")) for item in items if item.startswith("~")]
        pattern = _pattern(verbs, _BEFORE, _WHOM, _AFTER)
        if pattern:
            _VERBS[name] = pattern
        _HEARD.update(before + stem + whom for stem, said in verbs for before in _HEARD_BEFORE for whom in _HEARD_WHOM[said:])
        for item in items:
            if "_" in item:
                first, *tail = normalise(item.replace("_", " ")).text.split()
                _PHRASES[first].append((tail, name))
                _PHRASE_WORDS.update((first, *tail))
            elif not item.startswith("~"):
                for word in _spelt(item):
                    _EXACT[word].add(name)


_EXACT: dict[str, set[str]] = defaultdict(set)
_VERBS: dict[str, re.Pattern[str]] = {}
_HEARD: set[str] = set()
_PHRASES: dict[str, list[tuple[list[str], str]]] = defaultdict(list)
_PHRASE_WORDS: set[str] = set()
_compile()
_SOUNDS = Sounds({*_EXACT, *_HEARD, *_PHRASE_WORDS})
