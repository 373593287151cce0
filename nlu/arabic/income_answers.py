"""Which income a short answer names: a wage, what comes without work, or none."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from nlu.arabic.answer_words import PHRASES, apart, holds
from nlu.arabic.numbers import numbers
from nlu.arabic.phrases import Hit, Scan

_INCOME_REACH = 5
_THOUSAND = 1000


@dataclass(frozen=True, slots=True)
class Incomes:
    """Amounts of one message: wages, what comes without work, and amounts of which nothing was said; None: not told."""

    earned: Decimal | None = None
    unearned: Decimal | None = None
    unnamed: Decimal | None = None


def has_no_earnings(text: str) -> bool:
    """Whether the person has no work or no income («عاطل», «ما عندي دخل»)."""
    return holds(PHRASES.scan(text), "nothing")


def has_no_other_income(text: str) -> bool:
    """Whether income besides a wage is denied («ما عندي تقاعد», «بس راتبي»)."""
    return holds(PHRASES.scan(text), "none_else")


def incomes(text: str, amounts: Sequence[Decimal | float], *, general: str = "earned") -> Incomes:
    """The amounts of a message that were read as money, by the word nearest to each; each word names one amount.

    A mere "income" is `general`. Amounts of one kind are added up, unless the message corrects itself.
    """
    scan = PHRASES.scan(text)
    told = _amounts_at(scan, [Decimal(str(amount)) for amount in amounts])
    sums: dict[str, Decimal] = {}
    replaces = holds(scan, "correction")
    for place, kind in _named(scan, list(told)).items():
        if kind == "unnamed":
            sums.setdefault(kind, told[place])
            continue
        kind = general if kind == "general" else kind
        sums[kind] = told[place] + (0 if replaces else sums.get(kind, 0))
    return Incomes(sums.get("earned"), sums.get("unearned"), sums.get("unnamed"))


def _amounts_at(scan: Scan, amounts: list[Decimal]) -> dict[tuple[int, int], Decimal]:
    """Where the amounts stand; a wage of "six and a half" is an amount of thousands."""
    found: dict[tuple[int, int], Decimal] = {}
    for number in numbers(scan):
        for value in (number.value, number.value * _THOUSAND):
            if value in amounts:
                found.setdefault((number.first, number.last), value)
    return found


def _named(scan: Scan, places: list[tuple[int, int]]) -> dict[tuple[int, int], str]:
    """What each amount is called: nearest pairs first; where words come before amounts they do so throughout."""
    cues = list(apart(scan, "income"))
    before = bool(cues and places and cues[0].first < places[0][0])
    pairs: list[tuple[int, bool, Hit, tuple[int, int]]] = []
    for place in places:
        for cue in cues:
            follows = cue.first >= place[1]
            gap = cue.first - place[1] if follows else place[0] - cue.last
            if 0 <= gap <= _INCOME_REACH:
                pairs.append((gap, follows == before, cue, place))
    names: dict[tuple[int, int], str] = {}
    used: set[int] = set()
    for _, _, cue, place in sorted(pairs, key=lambda pair: pair[:2]):
        if place not in names and cue.first not in used:
            names[place] = cue.value
            used.add(cue.first)
    return {place: names.get(place, "unnamed") for place in places}
