"""Which language each word is written in, and which one the message is."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import log

from nlu.arabic.data import rows, words
from nlu.arabic.english import english_words, is_english
from nlu.arabic.lexer import LONGEST_WORD, Token, arabic_spelling, lex

ARABIC, ENGLISH, ARABIZI, OTHER = "arabic", "english", "arabizi", "other"
_ARABIC_LETTER = re.compile(r"[\u0621-\u064a]")
_DIGIT_LETTERS = re.compile(r"[a-z]'?[2356789]|[2356789]'?[a-z]")
_ORDINARY = re.compile(r"\d+[a-z]{1,4}|[a-z]{1,4}\d+|[a-z]+\d{3,}")
_NEUTRAL = words("neutral")
_FEW = 2  # this many English words to an Arabic one make an Arabic message English


@dataclass(frozen=True, slots=True)
class ScriptedWord:
    """A word of the original text and its script: arabic, english, arabizi or other (numbers, references, other alphabets)."""

    text: str
    start: int
    end: int
    script: str


def scripts(text: str) -> list[ScriptedWord]:
    """Every word, number and reference with its script. A Latin word in no list goes with the words around it."""
    tokens = [token for token in lex(text)[1] if token.kind != "mark"]
    return [
        ScriptedWord(text[token.start : token.end], token.start, token.end, script)
        for token, script in zip(tokens, scripts_of(tokens), strict=True)
    ]


def scripts_of(tokens: Sequence[Token]) -> list[str]:
    """The script of each token; a mark has the script `other`."""
    known = [_known(token) for token in tokens]
    lean = known.count(ENGLISH) - known.count(ARABIZI)
    return [script or _guess(token.text, lean) for token, script in zip(tokens, known, strict=True)]


def message_language(text: str) -> str | None:
    """`ar` or `en`, Arabizi being Arabic; None where nothing tells: numbers, names of places, "ok"."""
    telling = [word.script for word in scripts(text) if word.text.lower() not in _NEUTRAL and word.text.lower() not in _PLACES]
    counted = Counter(telling)
    if counted[ARABIC]:
        return "en" if counted[ENGLISH] > _FEW * (counted[ARABIC] + counted[ARABIZI]) else "ar"
    if counted[ENGLISH] > counted[ARABIZI]:
        return "en"
    return "ar" if counted[ARABIZI] else None


def _known(token: Token) -> str | None:
    """The script of a word by itself, None for a Latin word in no list."""
    if token.kind not in {"word", "latin"}:
        return OTHER
    if not token.text.isascii():
        return ARABIC if _ARABIC_LETTER.search(token.text) else OTHER
    if len(token.text) > LONGEST_WORD:
        return OTHER
    english, arabizi = is_english(token.text), arabic_spelling(token.text) is not None
    if english != arabizi:
        return ENGLISH if english else ARABIZI
    if english:
        return None
    if token.text.isdecimal() or _ORDINARY.fullmatch(token.text):
        return ARABIZI if _is_written_with_digits(token.text) else OTHER
    return ARABIZI if _DIGIT_LETTERS.search(token.text) else None


def _is_written_with_digits(word: str) -> bool:
    """Digits as letters (`3yal`, `sa7`), not a number and a unit."""
    return (
        _DIGIT_LETTERS.search(word) is not None
        and re.fullmatch(r"[235679'a-z]+", word) is not None
        and len(re.findall(r"\d", word)) <= 2
    )


@lru_cache(maxsize=8192)
def _shape(word: str) -> float:
    """How English the letters of a word look, above zero, or how much like Arabizi, below."""
    padded = f"^{word}$"
    pairs = [padded[i : i + 2] for i in range(len(padded) - 1)]
    return sum(_ENGLISH_PAIRS(pair) - _ARABIZI_PAIRS(pair) for pair in pairs) / len(pairs)


def _guess(word: str, lean: int) -> str:
    return ENGLISH if _shape(word) + 0.25 * max(-2, min(2, lean)) > 0 else ARABIZI


class _Pairs:
    """Log frequency of pairs of letters, each unseen pair as if seen half a time."""

    def __init__(self, listed: frozenset[str]) -> None:
        padded = [f"^{word}$" for word in listed if word.isalpha()]
        self._counts = Counter(word[i : i + 2] for word in padded for i in range(len(word) - 1))
        self._total = self._counts.total()

    def __call__(self, pair: str) -> float:
        return log((self._counts[pair] + 0.5) / self._total)


_SPELLINGS = frozenset(spelling for _, spellings in rows("arabizi") for spelling in spellings.split())
_ENGLISH_PAIRS, _ARABIZI_PAIRS = _Pairs(english_words()), _Pairs(_SPELLINGS)
_PLACES = frozenset(
    part
    for _, _, *spellings in rows("places")
    for spelling in ",".join(spellings).split(",")
    for part in spelling.strip().split()
    if part.isascii() and part not in {"of", "the", "region", "city", "province", "in"}
)
