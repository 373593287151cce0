"""The rules of `lexicon/danger.yml`: which classes of words beside each other are a danger, and which near them speak against it."""

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import lru_cache

from nlu.arabic.danger_words import classes_of, phrases_at
from nlu.arabic.data import table

MOST_WORDS = 400
KINDS = ("self_harm", "abuse", "emergency", "hunger")
_NEXT, _LATER, _NEAR = 3, 12, 6  # words between the parts of a rule, and to what speaks against it
_LONGEST = 6  # words of a phrase
_TABLE = table("danger")
_STEP = re.compile(r"([>&]?)\s*(\w+)")
_ANYWHERE, _AFTER = frozenset(_TABLE["reach"]["anywhere"]), frozenset(_TABLE["reach"]["after"])

Places = dict[str, list[tuple[int, int]]]


@dataclass(frozen=True, slots=True)
class Rule:
    """Classes one after the other: ("" next to it, ">" later, "&" anywhere near), and the classes that speak against it."""

    kind: str
    steps: tuple[tuple[str, str], ...]
    against: frozenset[str]

    @property
    def name(self) -> str:
        return " ".join(f"{how}{part}" for how, part in self.steps)


@dataclass(frozen=True, slots=True)
class Seen:
    """A message: how many words it has, where each class stands (from and to, exclusive), the rules that hold and that nothing
    speaks against (`sure`), and all that hold (`hints`)."""

    words: int
    places: Places
    sure: tuple[Rule, ...]
    hints: tuple[Rule, ...]


@lru_cache(maxsize=64)  # the classifier and the decision read the same message
def seen(text: str) -> Seen:
    """What the lexicon of danger sees in a message. Never raises."""
    read = classes_of(text, MOST_WORDS)
    places = _places(read)
    matches = [(rule, found) for rule in _RULES if (found := _match(rule.steps, places))]
    sure = [rule for rule, found in matches if any(not _speaks_against(rule, places, *one) for one in found)]
    return Seen(len(read), places, tuple(sure), tuple(rule for rule, _ in matches))


def _places(read: list[tuple[str, frozenset[str]]]) -> Places:
    words = [word for word, _ in read]
    places: Places = defaultdict(list)
    for place, (_, classes) in enumerate(read):
        for name in classes:
            places[name].append((place, place + 1))
        for name, last in phrases_at(words, place):
            places[name].append((place, last))
    for spans in places.values():
        spans.sort()
    return dict(sorted(places.items()))


def _match(steps: tuple[tuple[str, str], ...], places: Places) -> set[tuple[int, int]]:
    """From where to where each way to find the classes of a rule reaches."""
    if any(name not in places for _, name in steps):
        return set()
    found = {(start, end, start, end) for start, end in places[steps[0][1]]}
    for how, name in steps[1:]:
        found = {
            (min(first, start), max(last, end), start, end)
            for first, last, before, after in found
            for start, end in _from(places[name], before - _LATER - _LONGEST if how == "&" else after, after + _reach(how))
            if start >= after or 0 <= before - end <= _LATER
        }
    return {(first, last) for first, last, _, _ in found}


def _reach(how: str) -> int:
    return _LATER if how else _NEXT


def _from(spans: list[tuple[int, int]], first: int, last: int) -> list[tuple[int, int]]:
    """The spans of a class that begin between two places, both included."""
    return spans[bisect_left(spans, (first, 0)) : bisect_left(spans, (last + 1, 0))]


def _speaks_against(rule: Rule, places: Places, first: int, last: int) -> bool:
    for name in rule.against:
        if name not in places:
            continue
        if name in _ANYWHERE:
            return True
        begin = last - 1 if name in _AFTER else first - _NEAR - _LONGEST
        near = _from(places[name], begin, last + (_NEXT if name in _AFTER else _NEAR))
        if any(end >= first - _NEAR for _, end in near):
            return True
    return False


def _compile() -> list[Rule]:
    rules = []
    for name, lines in _TABLE["rules"].items():
        for line in lines:
            parts, _, against = line.partition(" - ")
            rules.append(Rule(name, tuple(_STEP.findall(parts)), frozenset(against.split())))
    unknown = {part for rule in rules for part in (*(name for _, name in rule.steps), *rule.against)} - set(_TABLE["words"])
    if unknown:
        raise ValueError(f"rules of danger name unknown classes: {sorted(unknown)}")
    return rules


def _shares(rules: list[Rule]) -> dict[str, dict[str, float]]:
    """Of each class, how much of its use in the rules is in those of each kind."""
    uses = {name: Counter(rule.kind for rule in rules for _, word in rule.steps if word == name) for name in _TABLE["words"]}
    return {word: {name: used[name] / used.total() for name in KINDS} for word, used in uses.items() if used}


_RULES = _compile()
KNOWN_BY = _shares(_RULES)
FIGURES = frozenset(_TABLE["figures"])
