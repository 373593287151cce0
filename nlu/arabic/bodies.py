"""Whose matter a message is when it is not ours: passports, traffic, hospitals, the electricity company, the wide world.

What is known of them is `lexicon/bodies.yml`. A message that holds a word of our own is never another body's.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum
from typing import Any

from nlu.arabic.arabizi import Vocabulary, to_arabic
from nlu.arabic.data import table
from nlu.arabic.dialect import skeleton, varieties
from nlu.arabic.normaliser import normalise
from nlu.arabic.phrases import Hit, Phrases
from nlu.arabic.possessives import spelled
from nlu.arabic.references import REF

NONE_OF_THESE = "none_of_these"
"""The wide world: weather, football, recipes, sums. Nobody to turn to."""
LONGEST_TEXT = 600
"""Whoever writes more tells a story, and names whom they like in it."""
_JOINED_AT_TAA = re.compile(r"\u0629(?=[^\W\d_])")  # the feminine ending only ends words: two were typed as one
_TWICE = re.compile(r"([^\W\d_])(?<!\b\u0644)\1+")  # but for "to the", which begins with two
_ALIKE = str.maketrans("\u0638", "\u0636")  # zah for dad: they sound the same
_LATIN = re.compile(r"[a-zA-Z]")
_SUM = re.compile(
    r"(?<![\d.,/])\d[\d.,]*\s?(?:[\u00d7\u00f7*^=]|x|[%\u066a]\s?(?:of|mn|min|\u0645\u0646)\b"
    r"|\u0636\u0631\u0628|\u0632\u0627\u0626\u062f|\u062a\u0642\u0633\u064a\u0645|times|divided by)\s?\d"
)
"""Two numbers and what is to be done with them: times, plus, divided by, per cent of."""


class Certainty(IntEnum):
    """How surely a message is another body's."""

    HINT = 1
    """Only a word of theirs: it tells whose matter it is where the message is known not to be ours."""
    LIKELY = 2
    """Their matter, unless the message surely reads as one of our requests."""
    SURE = 3
    """Named with what only they do: theirs, however else it may read."""


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """Another body's matter. `body` is a code of the lexicon, `NONE_OF_THESE` for the wide world."""

    body: str
    certainty: Certainty


@dataclass(frozen=True, slots=True)
class _Entry:
    """What must stand in a message, and what must not, to be a matter of `body`."""

    body: str
    certainty: Certainty
    needed: frozenset[str]
    without: frozenset[str]

    def holds(self, heard: frozenset[str]) -> bool:
        return self.needed <= heard and self.without.isdisjoint(heard)


def body_of(text: str) -> Elsewhere | None:
    """Whose matter the message is, None where nothing tells or where it is ours. Never raises."""
    # The key of a reference is any eight letters: read by their sound they could be anybody's name.
    return _LEXICON.body_of(REF.sub(" ", text)) if len(text) <= LONGEST_TEXT else None


class _Lexicon:
    """The entries of the lexicon, found in one pass over a message."""

    def __init__(self, data: dict[str, Any]) -> None:
        self._groups: dict[str, list[str]] = data["words"]
        self._phrases = Phrases()
        self._known: set[str] = set()
        self._phrases.add(_VOID, None, map(_plain, data["void"]), loose=True)
        self._ours = [self._entry("", Certainty.SURE, entry) for entry in data["ours"]]
        self._ours_beside = {
            body: [self._entry(body, Certainty.SURE, entry) for entry in lists["ours"]] for body, lists in data["bodies"].items()
        }
        self._entries: dict[str, list[_Entry]] = defaultdict(list)
        for body, lists in data["bodies"].items():
            for certainty in Certainty:
                for written in lists[certainty.name.lower()]:
                    entry = self._entry(body, certainty, written)
                    self._entries[min(entry.needed)].append(entry)
        self._vocabulary = Vocabulary(Counter(word for word in _arabic_words(data) if len(skeleton(word)) >= _TELLING))

    def body_of(self, text: str) -> Elsewhere | None:
        typed = self._names(text)
        by_sound = self._names(to_arabic(text, self._vocabulary)) if _LATIN.search(text) else frozenset()
        heard = typed | by_sound
        if any(entry.holds(heard) for entry in self._ours):
            return None
        if _SUM.search(text.lower()):
            return Elsewhere(NONE_OF_THESE, Certainty.SURE)
        weights, certainty = Counter[str](), 0
        for entry in (entry for name in heard for entry in self._entries.get(name, ()) if entry.holds(heard)):
            weight = self._certainty(entry, typed, heard)
            weights[entry.body] += 10**weight + len(entry.needed)
            certainty = max(certainty, weight)
        if not weights:
            return None
        return Elsewhere(max(sorted(weights), key=lambda body: weights[body]), Certainty(certainty))

    def _certainty(self, entry: _Entry, typed: frozenset[str], heard: frozenset[str]) -> Certainty:
        """Beside our words a matter is less sure.

        What only sounds like it in Arabizi is never sure, and takes nothing from what was typed.
        """
        is_typed = entry.needed <= typed
        certainty = entry.certainty if is_typed else min(entry.certainty, Certainty.LIKELY)
        is_ours = any(own.holds(typed if is_typed else heard) for own in self._ours_beside[entry.body])
        return Certainty(max(certainty - is_ours, Certainty.HINT))

    def _names(self, text: str) -> frozenset[str]:
        """The names of all phrases in the text."""
        scan = self._phrases.scan(_plain(text))
        voids = scan.all(_VOID)
        found = (hit for hits in scan.hits for hit in hits.values() if hit.name != _VOID)
        return frozenset(hit.name for hit in found if not any(_is_within(hit, void) for void in voids))

    def _entry(self, body: str, certainty: Certainty, written: str) -> _Entry:
        parts = written.split(" + ") if " + " in written else [written]
        needed = frozenset(self._part(part) for part in parts if not part.startswith("-"))
        without = frozenset(self._part(part[1:]) for part in parts if part.startswith("-"))
        if not needed:
            raise ValueError(f"nothing must stand in the message: {written}")
        return _Entry(body, certainty, needed, without)

    def _part(self, part: str) -> str:
        """The name under which a part of an entry is looked for."""
        part = part.strip()
        if part in self._known:
            return part
        self._known.add(part)
        spellings = self._groups[part[1:]] if part.startswith("$") else [part]
        exact = [spelling[1:] for spelling in spellings if spelling.startswith("=")]
        self._phrases.add(part, None, map(_plain, exact))
        loose = spelled(spelling for spelling in spellings if not spelling.startswith("="))
        self._phrases.add(part, None, map(_plain, loose), loose=True)
        return part


def _plain(text: str) -> str:
    """As it is looked up: normalised, each letter once, two words that were typed as one apart."""
    apart = _JOINED_AT_TAA.sub("\u0629 ", text)
    return _TWICE.sub(r"\1", normalise(apart).text.translate(_ALIKE))


def _is_within(hit: Hit, void: Hit) -> bool:
    """Whether a phrase is a part of a longer one that means something else."""
    return void.first <= hit.first and hit.last <= void.last and hit.last - hit.first < void.last - void.first


def _arabic_words(data: dict[str, Any]) -> Iterator[str]:
    """Words that Arabizi may stand for: those of this lexicon, and of the dialects so that not all sounds like one of these."""
    for lists in data["bodies"].values():
        for entries in lists.values():
            yield from (word for entry in entries for word in entry.replace("+", " ").split())
    for spellings in data["words"].values():
        yield from (word for spelling in spelled(spellings) for word in spelling.split())
    for name, by_variety in varieties().items():
        for spellings in ([name], *by_variety.values()):
            yield from (word for spelling in spellings for word in spelling.split())


_VOID = "<void>"
_TELLING = 3  # consonants of a word that is found again by its sound
_LEXICON = _Lexicon(table("bodies"))
