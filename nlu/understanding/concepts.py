"""The lexicon: what words mean across Modern Standard Arabic, the Saudi dialects, English and Arabizi.

`lexicon/*.yml` is edited by speakers, a concept an entry, its words separated by spaces, a phrase joined with underscores:

    when:
      - متى متين ايمتى اي_يوم
      - when what_date
      - mta mata

Spelling variants that the normaliser unifies need no entry, nor do clitics and regular endings (see `stemmer`). A word may stand
under several concepts: the first stands for it in the order of the message, the others count too.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from nlu.arabic.normaliser import normalise
from nlu.understanding.stemmer import forms
from nlu.understanding.tables import table

# Of several concepts of a word the first one stands for it.
ORDER = ("questions", "verbs", "time", "people", "money", "service", "programmes", "talk", "danger", "elsewhere")


class Match(NamedTuple):
    """Words `first` to `last` (exclusive) mean `concepts`."""

    first: int
    last: int
    concepts: tuple[str, ...]


class Lexicon:
    """Concepts of words and of phrases."""

    def __init__(self, entries: dict[str, list[str]]) -> None:
        words: dict[str, list[str]] = defaultdict(list)
        phrases: dict[tuple[str, ...], list[str]] = defaultdict(list)
        for concept, spellings in entries.items():
            for spelling in spellings:
                parts = tuple(normalise(spelling.replace("_", " ")).text.split())
                if len(parts) == 1:
                    words[parts[0]].append(concept)
                elif parts:
                    phrases[parts].append(concept)
        self._words = {word: tuple(dict.fromkeys(found)) for word, found in words.items()}
        self._phrases: dict[str, list[tuple[tuple[str, ...], tuple[str, ...]]]] = defaultdict(list)
        for (head, *rest), found in phrases.items():
            self._phrases[head].append((tuple(rest), tuple(dict.fromkeys(found))))
        self.of = lru_cache(maxsize=60000)(self._of)
        self._beginning = lru_cache(maxsize=60000)(self._phrases_with)

    @property
    def words(self) -> Sequence[str]:
        """Every single word in it."""
        return list(self._words)

    def _of(self, word: str) -> tuple[str, ...]:
        for form in forms(word):
            if form in self._words:
                return self._words[form]
        return ()

    def matches(self, words: Sequence[str]) -> list[Match]:
        """Every phrase and every known word, phrases first where they begin together."""
        found: list[Match] = []
        for first, word in enumerate(words):
            found.extend(self._phrases_at(words, first))
            concepts = self.of(word)
            if concepts:
                found.append(Match(first, first + 1, concepts))
        return found

    def _phrases_with(self, head: str) -> tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]:
        """The phrases that begin with a word: what follows it, and the concepts."""
        return tuple(phrase for form in forms(head) for phrase in self._phrases.get(form, ()))

    def _phrases_at(self, words: Sequence[str], first: int) -> list[Match]:
        found = []
        for rest, concepts in self._beginning(words[first]):
            last = first + 1 + len(rest)
            if last <= len(words) and all(part in forms(word) for part, word in zip(rest, words[first + 1 : last])):
                found.append(Match(first, last, concepts))
        return sorted(found, key=lambda match: -match.last)


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """The lexicon of this folder, read once a process."""
    return Lexicon({concept: spellings for name in ORDER for concept, spellings in table(name).items()})
