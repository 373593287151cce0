"""Light stemming: what a word may be without its clitics and endings, the least stripped first. No dictionary."""

from __future__ import annotations

from functools import lru_cache
from typing import Iterator, Tuple

SHORTEST = 3
_ARABIC = "\u0600"
# and/so; prepositions with and without the article (the southern one is am-); this-; what-; future and habitual marks before a person.
_PROCLITICS = ["و", "ف", "ال", "وال", "فال", "بال", "لل", "ولل", "كال", "عال", "وبال", "هال", "وهال", "ب", "ل", "ك", "ه", "ش", "وش", "ام", "وام", "بام", "لام", "ح", "س", "ولا", "وب", "ول", "ما", "وما", "ا", "ن", "ت", "ي", "وا", "ون", "وت", "وي", "با", "بن", "بت", "بي", "حا", "حن", "حت", "حي", "سا", "سن", "ست", "سي", "لا", "لن", "لت", "لي", "ما", "من", "مت", "مي", "فا", "فن", "فت", "في", "وبي", "وبت", "وسي", "ع", "وع"]
# possessives and objects; persons of verbs; plurals; to-me, to-us after a verb.
_ENCLITICS = ["ي", "ك", "ه", "ها", "هم", "هن", "كم", "كن", "نا", "ني", "و", "وا", "ون", "ين", "ات", "ان", "ت", "تي", "تك", "ته", "تو", "تها", "تهم", "تنا", "تكم", "توا", "تني", "يه", "يا", "ية", "تين", "ونه", "ونها", "ونهم", "وني", "ونا", "وه", "وها", "وهم", "وك", "وكم", "نه", "نها", "نهم", "نك", "يني", "ينا", "ينها", "اتي", "اتك", "اته", "اتها", "اتهم", "اتنا", "اتكم", "يت", "يتي", "لي", "لك", "له", "لها", "لنا", "لهم", "لكم", "ولي", "ولنا", "وله", "ولهم", "ش", "ين", "يتها", "يته", "ينه", "ناه", "ناها", "ناهم", "انه", "انها", "اني", "تلي", "ه"]
_SUFFIXES_EN = ("'s", "s", "es", "ed", "d", "ing", "ly", "er", "ers", "ment", "ments")
_STEM_EN = ("ations", "ation", "ments", "ment", "ings", "ing", "ies", "ied", "ed", "es", "s", "ly")


@lru_cache(maxsize=60000)
def forms(word: str) -> Tuple[str, ...]:
    """The word itself, then what is left of it without clitics, the longest first; each at least three letters long."""
    left = list(_latin(word)) if word < _ARABIC else list(_arabic(word))
    return tuple(dict.fromkeys([word, *sorted(left, key=len, reverse=True)]))


@lru_cache(maxsize=60000)
def stem(word: str) -> str:
    """One short form for a word that no lexicon knows."""
    if word < _ARABIC:
        return _stem_latin(word)
    for size in (3, 2, 1):
        head = word[:size]
        if head in ("وال", "بال", "فال", "كال", "لل", "ال", "و", "ب", "ل", "ف") and len(word) - size >= SHORTEST:
            word = word[size:]
            break
    for ending in ("تها", "تهم", "وها", "وني", "ها", "هم", "نا", "كم", "ات", "ون", "ين", "وا", "تي", "ته", "ني", "ه", "ي", "ك"):
        if word.endswith(ending) and len(word) - len(ending) >= SHORTEST:
            return word[: -len(ending)]
    return word


def _arabic(word: str) -> Iterator[str]:
    starts = [0, *(len(p) for p in _PROCLITICS if word.startswith(p) and len(word) - len(p) >= SHORTEST)]
    ends = [0, *(len(e) for e in _ENCLITICS if word.endswith(e) and len(word) - len(e) >= SHORTEST)]
    for start in starts:
        for end in ends:
            left = word[start : len(word) - end]
            if len(left) >= SHORTEST:
                yield left
                if end and left[-1] == "ت":
                    yield left[:-1] + "ه"
                if end and left[-1] == "ا":
                    yield left[:-1] + "ي"


def _latin(word: str) -> Iterator[str]:
    for ending in _SUFFIXES_EN:
        if word.endswith(ending) and len(word) - len(ending) >= SHORTEST:
            left = word[: -len(ending)]
            yield left
            if left[-1] == "i":
                yield left[:-1] + "y"
            if ending in ("ed", "ing", "er", "d", "ers", "es"):
                yield left + "e"
                if left[-1] == left[-2]:
                    yield left[:-1]


def _stem_latin(word: str) -> str:
    for ending in _STEM_EN:
        if word.endswith(ending) and len(word) - len(ending) >= SHORTEST:
            return word[: -len(ending)]
    return word


