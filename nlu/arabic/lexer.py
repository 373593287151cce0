"""Cuts a message into what the extractors read: words, numbers, dates as typed, references, punctuation."""

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice

from nlu.arabic.data import rows, table
from nlu.arabic.english import is_english
from nlu.arabic.normaliser import Folded, collapse, fold
from nlu.arabic.references import REF

_UNIT = (
    r"k|am|pm|a\.m|p\.m|sar|sr|rs|riyals?|r[iey]?yals?|alf|alaf|aalaf|st|nd|rd|th|km|kg|gb|cc|cm|m"
    r"|yrs?|years?|months?|weeks?|days?|hours?|kids?|people|persons?"
)
_PREFIXES = "|".join(
    r"\s?".join(map(re.escape, spelling.split())) for spellings in table("references").values() for spelling in spellings
)
_GAP = r"[\s\-_/.#:]{0,3}"
_LEX = re.compile(
    rf"""
    (?P<case>(?<![a-z0-9])(?:{_PREFIXES}){_GAP}[12]\s?\d\s?\d\s?\d{_GAP}\d(?:[\s\-]?\d){{5}}(?!\d))
  | (?P<date>(?<![\d/])(?<!\d[.\-])\d{{1,4}}
        (?:(?:\s?/\s?\d{{1,2}}\s?/\s?)|(?:-\d{{1,2}}-)|(?:\.\d{{1,2}}\.))
        \d{{1,4}}(?![\d/]|[.\-]\d))
  | (?P<clock>(?<![\d:])\d{{1,2}}:\d{{2}}(?::\d{{2}})?(?![\d:]))
  | (?P<pair>(?<![\d/])\d{{1,2}}\s?/\s?\d{{1,2}}(?![\d/]))
  | (?P<number>(?!(?<!at\ )3am\b)\d+(?:[.,]\d+)*(?!\d)(?=(?:{_UNIT})\b|[^a-z']|$))
  | (?P<latin>[a-z0-9]['a-z0-9]*)
  | (?P<word>[^\W\d_a-z]+)
  | (?P<mark>[^\w\s]|_)
    """,
    re.VERBOSE,
)
LONGEST_WORD = 32
"""Longer words are in no lexicon and are not looked up (nor kept in caches)."""
_ARABIZI = {spelling: fold(arabic).text for arabic, spellings in rows("arabizi") for spelling in spellings.split()}


@dataclass(frozen=True, slots=True)
class Token:
    """One piece of a message.

    `kind` is ref, case, date, clock, pair (two numbers and a slash), number, latin, word or mark; `text` is folded; `key` is what
    lexicons look up (Arabizi in Arabic letters); `start` and `end` are places in the original, `at` the place in the folded text.
    """

    kind: str
    text: str
    key: str
    start: int
    end: int
    at: int


@lru_cache(maxsize=8192)
def key_of(word: str) -> str:
    """An Arabizi word of the fixed table in Arabic letters; any other word as it is."""
    if word in _ARABIZI and not is_english(word):
        return _ARABIZI[word]
    return word.removesuffix("'s").strip("'") or word


def arabic_spelling(word: str) -> str | None:
    """What a small-letter word stands for in the fixed table of Arabizi spellings."""
    return _ARABIZI.get(word)


def lex(text: str, most: int | None = None) -> tuple[Folded, list[Token]]:
    """The folded message and its first `most` tokens, or all. Letters written three times or more count once."""
    folded = collapse(fold(text))
    found = [_token(folded, match) for match in islice(_LEX.finditer(folded.text), most)]
    return folded, (_with_references(text, found) if "[" in text else found)


def _token(folded: Folded, match: "re.Match[str]") -> Token:
    kind = match.lastgroup or "mark"
    text = match[0]
    start, end = folded.span(match.start(), match.end())
    key = key_of(text) if kind == "latin" and len(text) <= LONGEST_WORD else text
    return Token(
        "word" if key is not text and kind == "latin" and not key.isascii() else kind, text, key, start, end, match.start()
    )


def _with_references(text: str, found: list[Token]) -> list[Token]:
    """Whatever was read inside a reference gives way to the reference."""
    references = list(REF.finditer(text))
    kept: list[Token] = []
    for token in found:
        while references and references[0].end() <= token.start:
            references.pop(0)
        inside = bool(references) and references[0].start() < token.end
        if not inside:
            kept.append(token)
        elif not kept or kept[-1].start != references[0].start():
            whole = references[0][0]
            kept.append(Token("ref", whole, whole, *references[0].span(), token.at))
    return kept
