"""Digits in any writing, and digits read out one by one: 'one nine one zero' is 1910."""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field

from nlu.arabic.data import table
from nlu.arabic.numbers import Number, add_number_words, numbers
from nlu.arabic.phrases import Phrases, Scan

_MOST_MARKS = 4
_MOST_PAUSES = 2
_YEAR = 4  # digits
_WHOLE = 9  # digits of a number that is something by itself
_YEARS = (range(1300, 1501), range(1900, 2101))
_DAYS, _MONTHS = range(1, 32), range(1, 13)


@dataclass(frozen=True, slots=True)
class Group:
    """Digits without a break, typed or spoken, from `start` to `end` in the original, tokens `first` to `last` (exclusive).

    `compound`: spoken as one number of two digits or more ("twenty-five"). `plus`: a plus sign stood before it.
    `separator` is what stood between it and the group before.
    """

    digits: str
    start: int
    end: int
    first: int
    last: int
    spoken: bool = False
    compound: bool = False
    plus: bool = False
    separator: str = ""


@dataclass(frozen=True, slots=True)
class Run:
    """Groups with nothing between them but punctuation, spaces and a pause or two."""

    groups: tuple[Group, ...]

    @property
    def digits(self) -> str:
        """All the digits joined."""
        return "".join(group.digits for group in self.groups)

    @property
    def start(self) -> int:
        """Where the run begins in the original."""
        return self.groups[0].start

    @property
    def end(self) -> int:
        """Where the run ends in the original."""
        return self.groups[-1].end


def ascii_digits(text: str) -> str:
    """The same text, as long, with every digit of any script as an ASCII digit."""
    if text.isascii():
        return text
    return "".join(char if char.isascii() else str(unicodedata.digit(char, char)) for char in text)


def add_digit_words(phrases: Phrases) -> None:
    """Put what belongs to reading digits out: pauses, "double", "oh"."""
    data = table("sensitive")
    phrases.add("pause", None, data["pause"])
    phrases.add_all("times", {int(times): words for times, words in data["repeat"].items()})
    phrases.add_all("letter_digit", data["letter_digit"])


def runs(text: str) -> list[Run]:
    """Every run of digits in a message, typed or read out, in order."""
    scan = _PHRASES.scan(text)
    return runs_in(scan, numbers(scan))


def runs_in(scan: Scan, found: Sequence[Number]) -> list[Run]:
    """The same for a message whose number phrases are known."""
    reader = _Runs(scan)
    by_first = {number.first: number for number in found if number.worded}
    place = 0
    while place < len(scan.tokens):
        place = reader.read(place, by_first.get(place))
    reader.close()
    return reader.done


@dataclass(slots=True)
class _Runs:
    scan: Scan
    done: list[Run] = field(default_factory=list)
    groups: list[Group] = field(default_factory=list)
    marks: int = 0
    pauses: int = 0
    plus: int = -1
    times: int = 1
    times_at: int = -1

    def close(self) -> None:
        if self.groups:
            self.done.append(Run(tuple(self.groups)))
        self.groups = []
        self._begin()

    def _begin(self) -> None:
        self.marks = self.pauses = 0
        self.plus = self.times_at = -1
        self.times = 1

    def read(self, place: int, number: Number | None) -> int:
        """Take one token or one spoken number; the place after it."""
        token = self.scan.tokens[place]
        if number and not (number.scaled or number.parted or number.ascending):
            self._spoken(number)
            return number.last
        if token.kind in {"number", "pair"} or (token.kind in {"date", "clock"} and not self._is_moment(place)):
            self._typed(place, token.text, token.at)
        elif token.kind == "mark":
            self._mark(place)
        elif token.kind in {"word", "latin"}:
            return self._word(place)
        else:
            self.close()
        return place + 1

    def _is_moment(self, place: int) -> bool:
        """A date or a time of day, and not part of something longer: `05/12/34 56 78` is no date."""
        token = self.scan.tokens[place]
        parts = token.text.replace("/", " ").replace("-", " ").replace(".", " ").replace(":", " ").split()
        if token.kind == "clock":
            return int(parts[0]) < 24 and all(int(part) < 60 for part in parts[1:])
        if len(parts[0]) == _YEAR:
            parts.reverse()
        day, month, year = map(int, parts)
        known = any(year in years for years in _YEARS) or len(parts[2]) == 2
        return (
            known and self._stands_alone(place) and ((day in _DAYS and month in _MONTHS) or (day in _MONTHS and month in _DAYS))
        )

    def _stands_alone(self, place: int) -> bool:
        """Whether no other short digits touch it."""
        near = (self.scan.tokens[side] for side in (place - 1, place + 1) if 0 <= side < len(self.scan.tokens))
        return not any(
            token.kind in {"number", "date", "pair"} and sum(map(str.isdecimal, token.text)) < _WHOLE for token in near
        )

    def _mark(self, place: int) -> None:
        self.marks += 1
        if self.scan.tokens[place].text == "+":
            self.plus = place
        if self.marks > _MOST_MARKS:
            plus = self.plus
            self.close()
            self.plus = plus

    def _word(self, place: int) -> int:
        token = self.scan.tokens[place]
        if token.kind == "latin" and any(char.isdecimal() for char in token.text):
            self._mixed(place)
            return place + 1
        letter = self.scan.at(place, "letter_digit")
        pause, times = self.scan.at(place, "pause"), self.scan.at(place, "times")
        if letter and self.groups and not letter.particles:
            self._add(Group(letter.value, token.start, token.end, place, place + 1, spoken=True))
        elif times and not times.particles:
            self.times, self.times_at = times.value, place
        elif pause and self.groups and self.pauses < _MOST_PAUSES:
            self.pauses += 1
        else:
            self.close()
        return place + 1

    def _mixed(self, place: int) -> None:
        """Letters and digits in one: the digits between the letters, and the letter O among digits as a zero."""
        token = self.scan.tokens[place]
        text = token.text
        if not text.strip("0123456789o"):
            text = text.replace("o", "0")
        self._typed(place, text, token.at, breaks=True)

    def _typed(self, place: int, text: str, at: int, *, breaks: bool = False) -> None:
        begun = -1
        for index, char in enumerate(text + " "):
            if char.isdecimal():
                begun = index if begun < 0 else begun
                continue
            if begun >= 0:
                start, end = self.scan.folded.span(at + begun, at + index)
                self._add(Group(text[begun:index], start, end, place, place + 1))
                begun = -1
            if breaks and char.isalpha():
                self.close()

    def _spoken(self, number: Number) -> None:
        digits = str(int(number.value))
        start = number.start
        if self.times_at >= 0:
            digits, start = digits * self.times, self.scan.tokens[self.times_at].start
        compound = number.value >= 10 and self.times_at < 0
        self._add(Group(digits, start, number.end, number.first, number.last, spoken=True, compound=compound))

    def _add(self, group: Group) -> None:
        plus, start = self.plus >= 0, group.start
        if plus:
            start = self.scan.tokens[self.plus].start
        separator = self.scan.text[self.groups[-1].end : start] if self.groups else ""
        self.groups.append(
            Group(group.digits, start, group.end, group.first, group.last, group.spoken, group.compound, plus, separator)
        )
        self._begin()


_PHRASES = Phrases()
add_number_words(_PHRASES)
add_digit_words(_PHRASES)
