"""A stored text without what could tell whose it is: for those who improve the understanding, never for the conversation itself.

What is replaced keeps its shape, so that the text is read as before: a reference another reference, a case number zeros.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from functools import lru_cache
from pathlib import Path

from nlu.arabic import entities, sensitive
from nlu.arabic.normaliser import normalise
from nlu.arabic.references import REF
from nlu.arabic.tokeniser import Word, tokens

NAME = "___"
"""Stands for a name: no letter, so it means nothing to the classifier."""
_CONNECTOR = 3  # letters of a word that may stand between two parts of a name ("bin", "bint", "al")
_INTRODUCED = 2  # words after "my name is"
_KEY = "x" * 8

type Span = tuple[int, int, str]


def anonymous(text: str, now: datetime, known: frozenset[str], own: frozenset[str]) -> str:
    """The text without numbers, references and names. `known` are the words of all names on file: two of them beside each other
    are a name; `own` those of the person and the household, each of which is one already. All of them normalised."""
    words = tokens(text)
    spans = sorted([*_references(text), *_numbers(text), *_cases(text, now), *_names(words, known, own), *_introduced(words)])
    pieces, at = [], 0
    for start, end, instead in spans:
        if start >= at:
            pieces += [text[at:start], instead]
        at = max(at, end)
    return "".join([*pieces, text[at:]])


def name_words(names: Iterable[str]) -> frozenset[str]:
    """The words of names as `anonymous` compares them."""
    return frozenset(word for name in names for word in normalise(name).text.split() if len(word) > _CONNECTOR - 1)


def _references(text: str) -> Iterator[Span]:
    for found in REF.finditer(text):
        yield found.start(), found.end(), f"[{found[1]}:{_KEY}]"


def _numbers(text: str) -> Iterator[Span]:
    """What the vault should have taken and did not know yet: the rules that find it grow."""
    for found in sensitive.find(text):
        yield found.start, found.end, f"[{found.kind}:{_KEY}]"


def _cases(text: str, now: datetime) -> Iterator[Span]:
    for found in entities.extract(text, now):
        if found.entity == "case_reference":
            yield found.start, found.end, "".join("0" if char.isdecimal() else char for char in str(found.value))


def _names(words: Sequence[Word], known: frozenset[str], own: frozenset[str]) -> Iterator[Span]:
    at = 0
    while at < len(words):
        last = _end_of_name(words, at, known)
        if last > at + 1 or words[at].text in own:
            last = max(last, at + 1)
            yield words[at].start, words[last - 1].end, NAME
            at = last
        else:
            at += 1


def _end_of_name(words: Sequence[Word], first: int, known: frozenset[str]) -> int:
    """Where the name that begins at `first` ends, `first` where none does."""
    last = at = first
    while at < len(words):
        if words[at].text in known:
            last = at = at + 1
        elif last == at and at > first and len(words[at].text) <= _CONNECTOR:
            at += 1
        else:
            break
    return last


def _introduced(words: Sequence[Word]) -> Iterator[Span]:
    texts = [word.text for word in words]
    for phrase in _introductions():
        for at in range(len(words) - len(phrase)):
            if tuple(texts[at : at + len(phrase)]) == phrase:
                named = words[at + len(phrase) :][:_INTRODUCED]
                yield named[0].start, named[-1].end, NAME


@lru_cache(maxsize=1)
def _introductions() -> tuple[tuple[str, ...], ...]:
    lines = (Path(__file__).parent / "introductions.txt").read_text(encoding="utf-8").splitlines()
    return tuple(tuple(normalise(line).text.split()) for line in lines if line.strip())
