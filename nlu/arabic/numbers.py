"""Numbers in words, digits and both: two thousand and five hundred, `3 aalaf wnos`, `12.5k`."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from nlu.arabic.data import table
from nlu.arabic.particles import ARTICLE
from nlu.arabic.phrases import Hit, Phrases, Scan

_KINDS = ("unit", "teen", "ten", "hundred", "scale", "fixed")
_AFTER = "scale_after"
NUMBER_WORDS = frozenset((*_KINDS, "part"))
"""The classes of phrases with which a number in words begins."""
_OPENING = frozenset((*NUMBER_WORDS, "a"))
_COUNTED = ("people", "measure", "unit_of_time")
_BEFORE_DIGITS = frozenset(("scale", "fixed"))  # "three thousand 200"
_LONGEST_DIGITS = 15
_GROUP = 3
_HUNDRED, _THOUSAND, _MILLION = 100, 1000, 1_000_000
_ZERO = Decimal(0)
_AND, _LIKE = "\u0648", "\u0643"  # waw and kaf, written together with the next word; kaf never before a number


@dataclass(frozen=True, slots=True)
class Number:
    """A number phrase: tokens `first` to `last` (exclusive), `start` to `end` in the original, `particles` written before it.

    `scaled`: a word for thousand or million (or k) is in it. `parted`: a half or a quarter of one is in it. `ascending`: said
    as "six and five hundred", which people say of wages for 6,500; its value is then 6.5. `worded`: it has no digits.
    """

    value: Decimal
    first: int
    last: int
    start: int
    end: int
    particles: str = ""
    scaled: bool = False
    parted: bool = False
    ascending: bool = False
    worded: bool = False


@dataclass(frozen=True, slots=True)
class _Atom:
    """One number word or one group of digits, ending before token `last`."""

    kind: str
    value: Decimal
    last: int
    joined: bool
    english: bool


def add_number_words(phrases: Phrases) -> None:
    """Put the number words, with and without the article."""
    data = table("numbers")
    for kind in (*_KINDS, "part"):
        for value, spellings in data[kind].items():
            phrases.add(kind, Decimal(value), _with_article(spellings))
    for value, spellings in data[_AFTER].items():
        phrases.add(_AFTER, Decimal(value), spellings)
    for kind in ("minus", "and", "a"):
        phrases.add(kind, None, data[kind])


def _with_article(spellings: Iterable[str]) -> list[str]:
    listed = list(spellings)
    return listed + [ARTICLE + spelling for spelling in listed if not spelling.isascii()]


def amount(text: str) -> Decimal | None:
    """The value of digits with separators: commas group thousands, a point is decimal. None when it is no number."""
    if len(text) > _LONGEST_DIGITS:
        return None
    whole, *groups = text.split(",")
    if groups and all(len(group.split(".")[0]) == _GROUP for group in groups):
        text = whole + "".join(groups)
    elif len(groups) == 1:
        text = text.replace(",", ".")
    return Decimal(text) if text.count(".") <= 1 and "," not in text else None


def numbers(scan: Scan) -> list[Number]:
    """The number phrases of a message, in order, none inside another."""
    found: list[Number] = []
    end = 0
    for place, token in enumerate(scan.tokens):
        begins = token.kind == "number" or not _OPENING.isdisjoint(scan.hits[place])
        number = _Reader(scan).read(place) if begins and place >= end else None
        if number:
            found.append(number)
            end = number.last
    return found


def number_word(scan: Scan, place: int) -> Hit | None:
    """The longest number word that begins at a token."""
    if not 0 <= place < len(scan.hits):
        return None
    found = [hit for kind, hit in scan.hits[place].items() if kind in NUMBER_WORDS and _LIKE not in hit.particles]
    return max(found, key=lambda hit: hit.last) if found else None


class _Reader:
    """Reads one number phrase from left to right: `total` holds finished thousands, `group` what is below them."""

    def __init__(self, scan: Scan) -> None:
        self.scan = scan
        self.total = self.group = _ZERO
        self.bound = Decimal(10**12)  # the next part of the number must be smaller
        self.unit = Decimal(1)  # what a half is half of
        self.previous = ""
        self.english = self.scaled = self.parted = self.ascending = self.digits = False
        self.end = 0
        self.safe: tuple[Decimal, int] | None = None  # total and end when the last thousand was finished

    def read(self, first: int) -> Number | None:
        """The number that begins at a token, if one does."""
        start = self._atom(first, opening=True)
        if start is None:
            return None
        if start.kind == "part":
            return self._share(first, start)
        self.end = self._take(start)
        while (step := self._step(self.end)) is not None:
            self.end = step
        return self._number(first, self.end)

    def _number(self, first: int, last: int) -> Number:
        hit = number_word(self.scan, first)
        start = hit.start if hit else self.scan.tokens[first].start
        end = self.scan.tokens[last - 1].end
        flags = (self.scaled, self.parted, self.ascending, not self.digits)
        return Number(self.total + self.group, first, last, start, end, hit.particles if hit else "", *flags)

    def _share(self, first: int, part: _Atom) -> Number | None:
        """Half a million, a quarter of a thousand."""
        scale = self._atom(part.last) or self._atom(part.last + 1)
        if scale is None or scale.kind != "scale" or scale.joined:
            return None
        self.total, self.scaled = part.value * scale.value, True
        return self._number(first, scale.last)

    def _atom(self, place: int, *, opening: bool = False) -> _Atom | None:
        scan = self.scan
        joined = False
        if not opening and scan.at(place, "and"):
            joined, place = True, place + 1
        if (scan.at(place, "a") and any(scan.at(place + 1, kind) for kind in ("scale", "part"))) or self._a_hundred(place):
            place += 1
        if scan.kind(place) == "number":
            value = amount(scan.tokens[place].text)
            return None if value is None else _Atom("digits", value, place + 1, joined, english=False)
        plural = None if opening else scan.at(place, _AFTER)
        if plural and not plural.particles:
            return _Atom("scale", plural.value, plural.last, joined, scan.tokens[place].key.isascii())
        hit = number_word(scan, place)
        if hit is None or (hit.particles not in {"", _AND} and not opening):
            return None
        hundred = scan.at(hit.last, "hundred") if hit.name == "unit" and (joined or hit.particles) and not opening else None
        if hundred and hundred.value == _HUNDRED and not hundred.particles and 2 < hit.value < 10:  # "five and seven hundred"
            return _Atom("hundred", hit.value * _HUNDRED, hundred.last, True, scan.tokens[place].key.isascii())
        return _Atom(hit.name, hit.value, hit.last, joined or bool(hit.particles), scan.tokens[place].key.isascii())

    def _a_hundred(self, place: int) -> bool:
        return bool(self.scan.at(place, "a") and self.scan.key(place + 1) == "hundred")

    def _step(self, last: int) -> int | None:
        """Take the next part of the number, if what follows is one; the new end."""
        if self.scan.kind(last) == "number" and self.previous not in _BEFORE_DIGITS:
            return None
        if self.english and self.previous == "ten" and self.scan.key(last) == "-":
            last += 1
        minus = self.scan.at(last, "minus")
        if minus and self.previous and not minus.particles:
            less = self._atom(minus.last)
            return self._less(less) if less and not less.joined else None
        atom = self._atom(last)
        if atom is None:
            return None
        if self._fits(atom):
            return self._take(atom)
        if atom.kind == "scale" and not atom.joined and self.group and self.safe:
            self.total, self.end = self.safe  # "two thousand and three thousand" are two numbers
            self.group = _ZERO
        return None

    def _less(self, atom: _Atom) -> int | None:
        amount_off = atom.value * self.unit if atom.kind == "part" else atom.value
        if amount_off >= self.total + self.group or atom.kind == "scale":
            return None
        self.parted = self.parted or (atom.kind == "part" and self.unit == 1)
        self.group -= amount_off
        self.previous = "part"
        return atom.last

    def _fits(self, atom: _Atom) -> bool:
        """Whether this part may follow what has been read."""
        if atom.kind == "part":
            return atom.joined and self.previous != "part"
        if atom.kind == "scale":
            return self._scale_fits(atom)
        if atom.kind == "fixed":
            return atom.joined and not self.group and atom.value < self.bound
        if self.previous == "part" or (self.digits and not self.scaled):
            return False
        if atom.joined and self._counts_something_else(atom):
            return False
        return self._below_fits(atom)

    def _scale_fits(self, atom: _Atom) -> bool:
        if atom.joined:
            return not self.group and atom.value < self.bound
        return bool(self.group) and atom.value < self.bound

    def _below_fits(self, atom: _Atom) -> bool:
        """Hundreds, tens and units after hundreds or thousands, tens after units."""
        if atom.kind == "hundred":
            times = not atom.joined and self.previous == "unit" and atom.value == _HUNDRED and 0 < self.group < 10
            after_scale = self.previous in {"scale", "fixed"} and not self.group
            ascending = atom.joined and self.previous == "unit" and not self.total and 0 < self.group < 10
            return times or after_scale or ascending
        if atom.kind == "digits":
            small = atom.value < self.bound and atom.value < _THOUSAND and self.previous in _BEFORE_DIGITS
            return small and (atom.joined or atom.value >= _HUNDRED)
        if atom.kind == "ten" and atom.joined and self.previous == "unit":
            return not self.ascending
        if self.previous in {"hundred", "scale", "fixed"}:
            return atom.joined or self.english or (self.previous == "hundred" and atom.kind != "unit")
        return self.english and self.previous == "ten" and atom.kind == "unit" and atom.value > 0

    def _counts_something_else(self, atom: _Atom) -> bool:
        """ "two thousand and three children": the three are not part of the thousand."""
        return atom.value < _HUNDRED and any(self.scan.at(atom.last, name) for name in _COUNTED)

    def _take(self, atom: _Atom) -> int:
        value = atom.value
        self.english = atom.english or (self.english and atom.kind == "digits")
        self.digits = self.digits or atom.kind == "digits"
        if atom.kind in {"scale", "fixed"}:
            self._finish(atom)
        elif atom.kind == "part":
            self.parted = self.parted or self.unit == 1
            self.group += value * self.unit
        elif atom.kind == "hundred" and self.previous == "unit":
            self.ascending = atom.joined
            self.group = self.group + value / _THOUSAND if atom.joined else self.group * value
        else:
            self.group += value
        if atom.kind != "part" and not self.scaled:
            self.unit = Decimal(_HUNDRED if atom.kind == "hundred" else 1)
        self.previous = "part" if self.ascending else atom.kind
        return atom.last

    def _finish(self, atom: _Atom) -> None:
        """A thousand or a million closes what was counted of it."""
        self.scaled = True
        unit = Decimal(_MILLION if atom.value >= _MILLION else _THOUSAND)
        counted = self.group if atom.kind == "scale" and self.group else Decimal(1)
        self.total += counted * atom.value
        self.group, self.bound, self.unit, self.parted = _ZERO, unit, unit, False
        self.safe = (self.total, atom.last)
