"""Identity numbers, phones, IBANs and one-time codes in a message, in any digits, however spaced, typed or spelled out.

What is found here is replaced by references before anything is stored: a miss is a leak, so the rules lean towards finding.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from nlu.arabic.checksums import is_iban, is_id
from nlu.arabic.cues import add_cues, is_alone, is_money, nearest
from nlu.arabic.digits import Group, Run, add_digit_words, runs_in
from nlu.arabic.normaliser import Folded
from nlu.arabic.numbers import NUMBER_WORDS, Number, add_number_words, numbers
from nlu.arabic.phones import is_bare, phone, spaced_like_a_phone
from nlu.arabic.phrases import Phrases, Scan
from nlu.arabic.scattered import scattered

_ID, _CODE, _IBAN, _LONGEST = 10, 6, 22, 15
# Digits by how they begin: of ids, and of phones with and without zero and country code.
_LENGTHS = {"1": (10,), "2": (10,), "5": (9,), "9": (12, 13), "0": (10, 12, 13, 14, 15)}
_OF_AMOUNTS = {".", ",", "\u066b", "\u066c", "\u060c"}
_NEARLY_AN_ID = (9, 10, 11)
_NEARLY_WHAT_WAS_ASKED = range(7, 14)
_NEARLY_AN_IBAN = range(18, 25)
_ASKED_ID = {"id", "national_id"}
_ASKED_CODE = {"code", "one_time_code"}
_ASKED_ANOTHER_NUMBER = {"money", "count", "date", "time", "case_reference", "phone", *_ASKED_ID}
_IBAN_TEXT = re.compile(
    r"(?<![a-z])s\s?a(?:[\W_]{0,3}\d){20,24}(?!\d)"
    r"|(?<![a-z0-9])sa\s?\d\d(?:\s?[0-9a-z]){20}(?![0-9a-z])"
)


@dataclass(frozen=True, slots=True)
class Sensitive:
    """`kind` is id, badid, phone, iban or code; `value` its digits (a phone in E.164, an IBAN with SA)."""

    kind: str
    value: str
    start: int
    end: int


def find(text: str, expecting: str | None = None) -> list[Sensitive]:
    """Everything sensitive in a message, in order, none inside another. `expecting` names what was just asked for."""
    scan = _PHRASES.scan(text)
    spoken = not NUMBER_WORDS.isdisjoint(scan.present)
    return find_in(scan, numbers(scan) if spoken else (), expecting)


def find_in(scan: Scan, found: Sequence[Number], expecting: str | None = None) -> list[Sensitive]:
    """The same for a message whose phrases and numbers are known."""
    every = runs_in(scan, found)
    if sum(len(run.digits) for run in every) < _CODE:
        return []
    runs = [run for run in every if len(run.digits) >= _CODE]
    items = list(_ibans(scan.folded))
    taken = bytearray(len(scan.text))
    for item in items:
        taken[item.start : item.end] = b"\x01" * (item.end - item.start)
    for run in runs:
        free = tuple(group for group in run.groups if taken.find(1, group.start, group.end) < 0)
        if free:
            items.extend(_Reading(scan, expecting).items(Run(free)))
    return sorted([*items, *_scattered(scan, every, items)], key=lambda item: item.start)


def _scattered(scan: Scan, runs: Sequence[Run], items: Sequence[Sensitive]) -> Iterable[Sensitive]:
    """What digits that are nothing by themselves are together with those after the next word."""
    taken = bytearray(len(scan.text))
    for item in items:
        taken[item.start : item.end] = b"\x01" * (item.end - item.start)
    left = [Run(free) for run in runs if (free := tuple(g for g in run.groups if taken.find(1, g.start, g.end) < 0))]
    return (Sensitive(*one) for one in scattered(scan, left) if taken.find(1, one[2], one[3]) < 0)


def add_sensitive_words(phrases: Phrases) -> None:
    """Put every word that this module looks at, except the number words."""
    add_digit_words(phrases)
    add_cues(phrases)


def _ibans(folded: Folded) -> Iterable[Sensitive]:
    """SA and twenty-two digits; one or two digits too few or too many still name an account."""
    for match in _IBAN_TEXT.finditer(folded.text):
        value = re.sub(r"[\W_]", "", match[0]).upper()
        if value[2:].isdecimal() or is_iban(value):
            yield Sensitive("iban", value, *folded.span(*match.span()))


def _item(kind: str, value: str, groups: Sequence[Group]) -> Sensitive:
    return Sensitive(kind, value, groups[0].start, groups[-1].end)


def _digits(groups: Sequence[Group]) -> str:
    return "".join(group.digits for group in groups)


class _Reading:
    """What the groups of a run are: a group by itself first, then groups joined, then what the words around say."""

    def __init__(self, scan: Scan, expecting: str | None) -> None:
        self.scan, self.expecting = scan, expecting

    def items(self, run: Run) -> list[Sensitive]:
        """Everything sensitive of a run."""
        iban = self._whole_iban(run.groups)
        if iban:
            return [iban]
        found, stretches = self._led_by_plus(list(run.groups))
        for find_some in (self._alone, self._joined):
            rests = []
            for stretch in stretches:
                items, remaining = find_some(stretch)
                found += items
                rests += remaining
            stretches = rests
        return found + [item for stretch in stretches for item in self._by_words(stretch)]

    def _cue(self, groups: Sequence[Group]) -> str | None:
        if self.expecting in _ASKED_ID:
            return "id"
        return nearest(self.scan, groups[0].first, groups[-1].last)

    def _whole_iban(self, groups: Sequence[Group]) -> Sensitive | None:
        digits = _digits(groups)
        right = len(digits) == _IBAN and is_iban("SA" + digits)
        if right or (len(digits) in _NEARLY_AN_IBAN and self._cue(groups) == "iban"):
            return _item("iban", "SA" + digits, groups)
        return None

    def _led_by_plus(self, groups: list[Group]) -> tuple[list[Sensitive], list[list[Group]]]:
        """Numbers after a plus sign, as long as they can be."""
        found: list[Sensitive] = []
        rests: list[list[Group]] = [[]]
        first = 0
        while first < len(groups):
            sizes = _sizes_after_plus(groups, first) if groups[first].plus else ()
            numbers = ((size, phone(_digits(groups[first : first + size]), plus=True)) for size in sizes)
            size, number = next(((size, number) for size, number in numbers if number), (1, None))
            if number:
                found.append(_item("phone", number, groups[first : first + size]))
                rests.append([])
            else:
                rests[-1].append(groups[first])
            first += size
        return found, [rest for rest in rests if rest]

    def _alone(self, groups: Sequence[Group]) -> tuple[list[Sensitive], list[list[Group]]]:
        """Groups that are something by themselves, and the stretches between them."""
        found: list[Sensitive] = []
        stretches: list[list[Group]] = [[]]
        for place, group in enumerate(groups):
            before = groups[place - 1].digits if place else ""
            items = [] if is_bare(group.digits) and is_id(before + group.digits) else self._single(group)
            found += items
            if items:
                stretches.append([])
            else:
                stretches[-1].append(group)
        return found, [stretch for stretch in stretches if stretch]

    def _single(self, group: Group) -> list[Sensitive]:
        digits = group.digits
        number = phone(digits, plus=group.plus)
        if number and is_bare(digits):
            if is_money(self.scan, group.first, group.last):
                return []
            return [_item("badid", digits, [group]) if self._cue([group]) == "id" else _item("phone", number, [group])]
        if number:
            return [_item("phone", number, [group])]
        if len(digits) == _ID and digits[0] in "12":
            return [_item("id" if is_id(digits) else "badid", digits, [group])]
        return _glued(group) if len(digits) > _ID else []

    def _joined(self, stretch: list[Group]) -> tuple[list[Sensitive], list[list[Group]]]:
        """Neighbouring groups that together are something, and what remains."""
        found: list[Sensitive] = []
        rests: list[list[Group]] = [[]]
        first = 0
        while first < len(stretch):
            items = ((size, self._together(stretch[first : first + size], stretch)) for size in _sizes(stretch, first))
            size, item = next(((size, item) for size, item in items if item), (1, None))
            if item:
                found.append(item)
                rests.append([])
            else:
                rests[-1].append(stretch[first])
            first += size
        return found, [rest for rest in rests if rest]

    def _together(self, groups: list[Group], stretch: list[Group]) -> Sensitive | None:
        digits = _digits(groups)
        number = None if digits[0] in "12" else phone(digits)
        if not number and digits[0] not in "12":
            return None
        whole = len(groups) == len(stretch)
        if not whole and (any(group.compound for group in groups) or is_money(self.scan, groups[0].first, groups[-1].last)):
            return None
        if number and is_bare(digits):
            sizes = tuple(len(group.digits) for group in groups)
            cue = self._cue(groups)
            return _item("phone", number, groups) if cue == "phone" or (spaced_like_a_phone(sizes) and cue != "id") else None
        if number:
            return _item("phone", number, groups)
        if is_id(digits):
            one_by_one = all(len(group.digits) == 1 for group in groups)
            return _item("id", digits, groups) if whole or not one_by_one or len(stretch) >= 2 * _ID - 1 else None
        return _item("badid", digits, groups) if whole and (self._cue(groups) == "id" or _looks_like_an_id(groups)) else None

    def _by_words(self, groups: list[Group]) -> list[Sensitive]:
        """What only the words around, or the question asked, can tell."""
        digits = _digits(groups)
        asked = self.expecting in _ASKED_ID and len(digits) in _NEARLY_WHAT_WAS_ASKED
        if asked or (len(digits) in _NEARLY_AN_ID and self._cue(groups) == "id"):
            return [_item("badid", digits, groups)]
        codes = [[group] for group in groups if len(group.digits) == _CODE and not group.compound]
        if len(digits) == _CODE and not codes and not any(_is_decimal(group) for group in groups[1:]):
            codes = [groups]
        return [_item("code", _digits(code), code) for code in codes if self._is_code(code)]

    def _is_code(self, groups: list[Group]) -> bool:
        if self.expecting in _ASKED_CODE:
            return True
        first, last = groups[0].first, groups[-1].last
        if any(group.compound for group in groups) or is_money(self.scan, first, last):
            return False
        if nearest(self.scan, first, last) == "code":
            return True
        round_sum = _digits(groups).endswith("000")
        return self.expecting not in _ASKED_ANOTHER_NUMBER and not round_sum and is_alone(self.scan, first, last)


def _sizes(stretch: Sequence[Group], first: int) -> Iterable[int]:
    """How many groups from `first` on have as many digits as an id or a phone that begins so can have."""
    total = 0
    lengths = _LENGTHS.get(stretch[first].digits[0], ())
    for size, group in enumerate(stretch[first : first + _LONGEST], 1):
        total += len(group.digits)
        if total > _LONGEST:
            return
        if size > 1 and total in lengths:
            yield size


def _sizes_after_plus(groups: Sequence[Group], first: int) -> list[int]:
    """How many groups may belong to the number that a plus sign begins, the most first: up to the next plus sign."""
    sizes, total = [], 0
    for size, group in enumerate(groups[first : first + _LONGEST], 1):
        total += len(group.digits)
        if total > _LONGEST or (group.plus and size > 1):
            break
        sizes.append(size)
    return sizes[::-1]


def _looks_like_an_id(groups: Sequence[Group]) -> bool:
    """Spaced evenly by one kind of separator, and not a row of round amounts."""
    separators = {group.separator.strip() for group in groups[1:]}
    round_sums = any(len(group.digits) > 2 and group.digits.endswith("00") for group in groups)
    return len(separators) == 1 and not round_sums and "," not in next(iter(separators))


def _is_decimal(group: Group) -> bool:
    """Whether nothing but the mark of a fraction or of thousands stands before it: 1320.50 is an amount."""
    return group.separator in _OF_AMOUNTS


def _glued(group: Group) -> list[Sensitive]:
    """An id and a phone written as one string of digits."""
    digits = group.digits
    if group.spoken or group.end - group.start != len(digits):
        return []
    for cut in range(1, len(digits)):
        pair = [(digits[:cut], group.start, group.start + cut), (digits[cut:], group.start + cut, group.end)]
        items = [_known(*part) for part in pair]
        if all(items):
            return [item for item in items if item]
    return []


def _known(digits: str, start: int, end: int) -> Sensitive | None:
    if is_id(digits):
        return Sensitive("id", digits, start, end)
    number = None if is_bare(digits) else phone(digits)
    return Sensitive("phone", number, start, end) if number else None


_PHRASES = Phrases()
add_number_words(_PHRASES)
add_sensitive_words(_PHRASES)
