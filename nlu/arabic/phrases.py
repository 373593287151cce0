"""Finds the lexicons' phrases in a message: one pass over the tokens, every class of phrase at once."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from nlu.arabic.lexer import LONGEST_WORD, Token, lex
from nlu.arabic.mending import Mender
from nlu.arabic.normaliser import Folded
from nlu.arabic.particles import bare, readings


@dataclass(frozen=True, slots=True)
class Hit:
    """A phrase of a class. Tokens `first` to `last` (exclusive); `particles` stood before it, in the same word.

    `start` and `end` are places in the original, without the particles.
    """

    name: str
    value: Any
    first: int
    last: int
    particles: str
    start: int
    end: int


@dataclass(slots=True)
class Phrases:
    """Phrases by their first word. Loose phrases ignore articles, in the message as in the lexicon.

    With `mends` words that are in no phrase are read as the word of a phrase that they were meant to be.
    """

    mends: bool = False
    _strict: dict[str, list[tuple[tuple[str, ...], str, Any]]] = field(default_factory=dict)
    _loose: dict[str, list[tuple[tuple[str, ...], str, Any]]] = field(default_factory=dict)
    _words: set[str] = field(default_factory=set)
    _pairs: set[tuple[str, str]] = field(default_factory=set)
    _mender: Mender | None = None

    def add(self, name: str, value: Any, phrases: Iterable[str], *, loose: bool = False) -> None:
        """Put phrases of class `name` that mean `value`."""
        for phrase in phrases:
            words = tuple(token.key for token in lex(phrase)[1])
            if not words:
                raise ValueError(f"an empty phrase under {name}: {value}")
            if loose:
                words = tuple(bare(word) for word in words)
            self._words.update(words)
            if len(words) > 1:
                self._pairs.add((words[0], words[1]))
            entries = (self._loose if loose else self._strict).setdefault(words[0], [])
            entry = (words[1:], name, value)
            if entry not in entries:
                entries.append(entry)
                entries.sort(key=lambda one: -len(one[0]))

    def add_all(self, name: str, table: dict[Any, Iterable[str]], *, loose: bool = False) -> None:
        """Put a whole table of value -> phrases."""
        for value, phrases in table.items():
            self.add(name, value, phrases, loose=loose)

    def scan(self, text: str, most: int | None = None) -> "Scan":
        """The message with every phrase found in it; no more than its first `most` tokens."""
        folded, tokens = lex(text, most)
        if self.mends:
            self._mender = self._mender or Mender(self._words, self._pairs)
            tokens = self._mender.mend(folded, tokens)
        words = [token.key for token in tokens]
        hits = [self._at(folded, tokens, words, place) for place in range(len(tokens))]
        return Scan(text, folded, tokens, hits, frozenset(name for found in hits for name in found))

    def _at(self, folded: Folded, tokens: list[Token], words: list[str], place: int) -> dict[str, Hit]:
        """The best hit of each class that begins at a token: the longest, and of those the one with fewest particles."""
        hits: dict[str, Hit] = {}
        word = words[place]
        if len(word) > LONGEST_WORD:
            return hits
        for particles, rest, loose in _lookups(word):
            for tail, name, value in (self._loose if loose else self._strict).get(rest, ()):
                last = place + 1 + len(tail)
                if name in hits and hits[name].last >= last:
                    continue
                following = tuple(map(bare, words[place + 1 : last])) if loose else tuple(words[place + 1 : last])
                if following == tail:
                    hits[name] = _hit(folded, tokens, (name, value), (place, last), particles)
        return hits


def _hit(folded: Folded, tokens: list[Token], what: tuple[str, Any], where: tuple[int, int], particles: str) -> Hit:
    first, last = tokens[where[0]], tokens[where[1] - 1]
    taken = len(particles) if first.text.startswith(particles) else 0
    return Hit(*what, *where, particles, folded.starts[first.at + taken], last.end)


@lru_cache(maxsize=16384)
def _lookups(word: str) -> tuple[tuple[str, str, bool], ...]:
    """(particles, what to look up, whether among the loose phrases), strict readings first."""
    ways = readings(word)
    loose: dict[str, str] = {}
    for particles, rest in ways:
        loose.setdefault(rest, particles)
        loose.setdefault(bare(rest), particles)
    return tuple((p, rest, False) for p, rest in ways) + tuple((p, rest, True) for rest, p in loose.items())


@dataclass(slots=True)
class Scan:
    """A message, its tokens, the phrases that begin at each token, by class, and the classes that are in it anywhere."""

    text: str
    folded: Folded
    tokens: list[Token]
    hits: list[dict[str, Hit]]
    present: frozenset[str]

    def at(self, place: int, name: str) -> "Hit | None":
        """The phrase of a class that begins at a token, if any; outside the message, none."""
        if place < 0:
            return None
        try:
            return self.hits[place].get(name)
        except IndexError:  # cheaper than asking for the length each of some 500 times a message
            return None

    def telling(self) -> list[int]:
        """The tokens at which something is known: a phrase begins there, or it is no word."""
        return [place for place, token in enumerate(self.tokens) if self.hits[place] or token.kind not in {"word", "latin"}]

    def all(self, name: str) -> list[Hit]:
        """Every phrase of a class, in order."""
        return [hits[name] for hits in self.hits if name in hits]

    def key(self, place: int) -> str:
        """The word at a token, or nothing outside the message."""
        return self.tokens[place].key if 0 <= place < len(self.tokens) else ""

    def kind(self, place: int) -> str:
        """The kind of a token, or nothing outside the message."""
        return self.tokens[place].kind if 0 <= place < len(self.tokens) else ""
