"""Whether a message speaks of danger, and of which, so that help comes first and the right numbers with it.

Words are put into classes (`danger_words`); the rules of `lexicon/danger.yml` say which classes beside each other are a danger,
and which near them make it a figure of speech, a question in general or a thing of the past.
"""

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from dataclasses import dataclass
from math import log

from nlu.arabic.danger_words import classes_of, phrases_at
from nlu.arabic.data import table

MOST_WORDS = 400
# What the words add to the classifier's log-odds of danger, learnt from held-out sentences: one rule that holds (two need
# nobody); something that speaks against danger; three words at most; hardly any word that the rules know. And the least log-odds
# to alarm, in general and where the words may be the answer to an open question.
_RULES_ADD = (0.0, 1.7)
_DOUBT, _FEW, _UNKNOWN = 1.5, 0.5, 0.7
_LEAST, _LEAST_OF_ANSWER = -1.8, 2.0
_FEW_WORDS, _FEW_KNOWN = 3, 2
_CERTAIN = 1e-6
_NEXT, _LATER, _NEAR = 3, 12, 6  # words between the parts of a rule, and to what speaks against it
_LONGEST = 6  # words of a phrase
_TABLE = table("danger")
_ORDER = ("self_harm", "abuse", "emergency", "hunger")
_STEP = re.compile(r"([>&]?)\s*(\w+)")
_ANYWHERE, _AFTER = frozenset(_TABLE["reach"]["anywhere"]), frozenset(_TABLE["reach"]["after"])


@dataclass(frozen=True, slots=True)
class Signs:
    """What the words say: the kind of danger that rules are sure of (None: of none), and by how many `rules`.

    `doubted`: something in the message speaks against danger. `short`: it has three words at most. `known`: how many classes of
    words that the rules know are in it. `excused`: its words make out something innocent («اخذ جوالي للصيانة»).
    """

    kind: str | None
    rules: int = 0
    doubted: bool = False
    short: bool = False
    known: int = 0
    excused: bool = False

    def alarm(self, thought: float, *, answering: bool = False) -> bool:
        """Whether to speak of danger, with how sure the classifier is of it (0 to 1). A miss costs more than a false alarm.

        `answering`: a question of a form is open, and any words may be its answer.
        """
        if self.rules > 1:
            return True
        if self.excused and not self.rules:
            return False
        chance = min(max(thought, _CERTAIN), 1.0 - _CERTAIN)
        odds = log(chance / (1.0 - chance)) + _RULES_ADD[self.rules]
        odds -= _DOUBT * self.doubted + _FEW * self.short + _UNKNOWN * (self.known <= _FEW_KNOWN)
        return odds >= (_LEAST_OF_ANSWER if answering and not self.rules else _LEAST)


@dataclass(frozen=True, slots=True)
class _Rule:
    """Classes one after the other: ("" next to it, ">" later, "&" anywhere near), and the classes that speak against it."""

    kind: str
    steps: tuple[tuple[str, str], ...]
    against: frozenset[str]


def kind(text: str) -> str | None:
    """`self_harm`, `abuse`, `emergency` or `hunger` where the words are sure of it; None for none of them."""
    return signs(text).kind


def signs(text: str) -> Signs:
    """What the words of a message say of danger. Never raises."""
    read = classes_of(text, MOST_WORDS)
    places = _places(read)
    matches = [(rule, found) for rule in _RULES if (found := _match(rule.steps, places))]
    sure = Counter(rule.kind for rule, found in matches if _holds(rule, places, found))
    excused = any(_holds(rule, places, _match(rule.steps, places)) for rule in _INNOCENT)
    doubted = bool(matches) or any(name in places for name in _FIGURES)
    known = sum(name in _KNOWN for name in places)
    return Signs(_first(sure), sum(sure.values()), doubted and not sure, len(read) <= _FEW_WORDS, known, excused)


def _first(counted: Counter[str]) -> str | None:
    """Wanting to die before all else; then the kind with the most rules, the gravest of equals."""
    return max(counted, key=lambda name: (name == _ORDER[0], counted[name], -_ORDER.index(name)), default=None)


_Places = dict[str, list[tuple[int, int]]]


def _places(read: list[tuple[str, frozenset[str]]]) -> _Places:
    """Where each class stands, from and to (exclusive)."""
    words = [word for word, _ in read]
    places: _Places = defaultdict(list)
    for place, (_, classes) in enumerate(read):
        for name in classes:
            places[name].append((place, place + 1))
        for name, last in phrases_at(words, place):
            places[name].append((place, last))
    for spans in places.values():
        spans.sort()
    return places


def _match(steps: tuple[tuple[str, str], ...], places: _Places) -> set[tuple[int, int]]:
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


def _holds(rule: _Rule, places: _Places, found: set[tuple[int, int]]) -> bool:
    """Whether the rule is found anywhere without something near it that speaks against it."""
    return any(not _speaks_against(rule, places, *one) for one in found)


def _reach(how: str) -> int:
    return _LATER if how else _NEXT


def _from(spans: list[tuple[int, int]], first: int, last: int) -> list[tuple[int, int]]:
    """The spans of a class that begin between two places, both included."""
    return spans[bisect_left(spans, (first, 0)) : bisect_left(spans, (last + 1, 0))]


def _speaks_against(rule: _Rule, places: _Places, first: int, last: int) -> bool:
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


def _compile() -> list[_Rule]:
    rules = []
    for name, lines in _TABLE["rules"].items():
        for line in lines:
            parts, _, against = line.partition(" - ")
            rules.append(_Rule(name, tuple(_STEP.findall(parts)), frozenset(against.split())))
    unknown = {part for rule in rules for part in (*(name for _, name in rule.steps), *rule.against)} - set(_TABLE["words"])
    if unknown:
        raise ValueError(f"rules of danger name unknown classes: {sorted(unknown)}")
    return rules


_EVERY_RULE = _compile()
_INNOCENT = [rule for rule in _EVERY_RULE if rule.kind == "innocent"]
_RULES = [rule for rule in _EVERY_RULE if rule.kind != "innocent"]
_KNOWN = frozenset(name for rule in _RULES for _, name in rule.steps)
_FIGURES = frozenset(_TABLE["figures"])
