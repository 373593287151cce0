"""What people say about the time of an appointment beside a day or an hour: which of them they will not have, the part of
the day, and where it should lie from what was shown («لا مو بكره، الاحد العصر», «قبلها بيوم»)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from nlu.arabic.data import table
from nlu.arabic.phrases import Hit, Phrases, Scan

NOT = "not_"
"""Before a part of the day: any time but that part."""

Span = tuple[int, int]
"""Where a value begins and ends in the text."""

_AND = "\u0648"
_NAMED = ("part_void", "not_next", "not_wanted", "not_able", "no", "only", "other_day", "earlier", "filler")
_REFUSING = ("not_next", "not_wanted", "not_able", "no")
_MOST_FILLERS = 2


@dataclass(frozen=True, slots=True)
class TimeTold:
    """`refused` are the spans of days and hours that are not wanted, `counted` those that only say from where a distance
    is told, `weekdays` those that name no more than a day of the week. `part` is the part of the day that is wished, with
    NOT before it one that is not; `shift` days from what stands."""

    refused: frozenset[Span] = frozenset()
    counted: frozenset[Span] = frozenset()
    weekdays: frozenset[Span] = frozenset()
    part: str | None = None
    shift: int | None = None
    other_day: bool = False
    earlier: bool = False

    @property
    def tells(self) -> bool:
        """Whether anything of this kind was said."""
        return bool(self.refused or self.part or self.shift or self.other_day or self.earlier)


@dataclass(slots=True)
class _Value:
    """A day, an hour or a part of the day: tokens `first` to `last`; `part` only of the last of these."""

    first: int
    last: int
    span: Span | None = None
    part: str | None = None
    refused: bool = False
    # A part of the day that only tells more closely what is refused, and a day of which no more than that is.
    idle: bool = False
    in_part: bool = False


@lru_cache(maxsize=256)
def time_told(text: str, spans: tuple[Span, ...] = ()) -> TimeTold:
    """What the text tells; `spans` are the places of the days and hours that were found in it."""
    scan = _PHRASES.scan(text)
    values = _values(scan, spans)
    for hit in _refusals(scan):
        _refuse(scan, values, hit)
    for before, after in pairwise(values):
        if before.refused and before.last == after.first:
            _go_on(scan, before, after)
    _not_the_day(values)
    distance = next(iter(scan.all("shift")), None)
    pointing = scan.all("shift") + scan.all("other_day")
    counted = frozenset(value.span for value in values if value.span and any(_is_in(value, hit) for hit in pointing))
    return TimeTold(
        refused=frozenset(value.span for value in values if value.refused and value.span) - counted,
        counted=counted,
        weekdays=frozenset(value.span for value in values if value.span and _is_weekday(scan, value)),
        part=_part(values),
        shift=int(distance.value) if distance else None,
        other_day=distance is None and any(not _names_one(values, hit) for hit in scan.all("other_day")),
        earlier=distance is None and bool(scan.all("earlier")),
    )


def _values(scan: Scan, spans: Sequence[Span]) -> list[_Value]:
    """Every value in order, none inside another."""
    found: list[_Value] = []
    for start, end in spans:
        inside = [place for place, token in enumerate(scan.tokens) if token.end > start and token.start < end]
        if inside:
            found.append(_Value(inside[0], inside[-1] + 1, (start, end)))
    void = scan.all("part_void") + scan.all("earlier")
    for hit in scan.all("part"):
        part = _Value(hit.first, hit.last, None, hit.value)
        if not any(_overlap(part, other) for other in (*found, *void)):
            found.append(part)
    return sorted(found, key=lambda value: value.first)


def _refusals(scan: Scan) -> Iterator[Hit]:
    """The longest word of refusal at each place, none inside another."""
    end = 0
    for place in range(len(scan.tokens)):
        hits = [hit for name in ("only", *_REFUSING) if (hit := scan.at(place, name)) and not hit.particles.strip(_AND)]
        hit = max(hits, key=lambda one: one.last, default=None)
        if hit is None or place < end:
            continue
        end = hit.last
        if hit.name != "only":
            yield hit


def _refuse(scan: Scan, values: Sequence[_Value], hit: Hit) -> None:
    """Marks the value that a word of refusal is about."""
    after = hit.last + (hit.name == "no" and scan.kind(hit.last) == "mark")
    following, preceding = _begins_at(scan, values, after), _ends_at(scan, values, hit.first)
    match hit.name:
        case "not_next":
            meant = following
        case "not_wanted":
            meant = following or preceding
        case "not_able":
            meant = preceding or following
        case _:  # a bare no denies what stands before it only where another value follows it
            meant = preceding if following and not _opens_refusal(scan, hit.last) else None
    if meant:
        meant.refused = True


def _go_on(scan: Scan, before: _Value, after: _Value) -> None:
    """What stands right behind a refused value: refused as well where it is joined («الاحد والاثنين»); a part of the day
    behind a refused day only tells which time of that day is refused."""
    joined = scan.tokens[after.first].text.startswith(_AND) and (before.part is None) == (after.part is None)
    after.refused = after.refused or joined
    if not after.refused and before.span is not None and after.part is not None:
        after.idle = before.in_part = True


def _not_the_day(values: Sequence[_Value]) -> None:
    """A day is not refused where only a part of it is and another part, of no other day, is wished."""
    another = any(value.span and not value.refused for value in values)
    if not another and any(value.part and not value.refused and not value.idle for value in values):
        for value in values:
            value.refused = value.refused and not value.in_part


def _opens_refusal(scan: Scan, place: int) -> bool:
    return any(scan.at(place, name) for name in _REFUSING)


def _begins_at(scan: Scan, values: Sequence[_Value], place: int) -> _Value | None:
    """The value that follows, with no more than fillers between."""
    for _ in range(_MOST_FILLERS + 1):
        found = next((value for value in values if value.first == place), None)
        filler = scan.at(place, "filler")
        if found or filler is None:
            return found
        place = filler.last
    return None


def _ends_at(scan: Scan, values: Sequence[_Value], place: int) -> _Value | None:
    """The value that stands right before, with no more than fillers between."""
    for _ in range(_MOST_FILLERS + 1):
        found = next((value for value in values if value.last == place), None)
        if found or scan.at(place - 1, "filler") is None:
            return found
        place -= 1
    return None


def _names_one(values: Sequence[_Value], hit: Hit) -> bool:
    """Whether "another day" is "not that day", which is named («غير يوم الاحد»); «غير هاليوم» names none."""
    return any((_overlap(value, hit) and not _is_in(value, hit)) or value.first == hit.last for value in values if value.span)


def _part(values: Sequence[_Value]) -> str | None:
    """The part of the day that is wished; of parts that are only refused, anything but the first."""
    wished = next((value.part for value in values if value.part and not value.refused and not value.idle), None)
    refused = next((value.part for value in values if value.part and value.refused), None)
    return wished or (NOT + refused if refused else None)


def _is_in(value: _Value, hit: Hit) -> bool:
    """Whether a day is a part of a phrase that points to the one that was shown."""
    return hit.first <= value.first and value.last <= hit.last


def _is_weekday(scan: Scan, value: _Value) -> bool:
    words = range(value.first, value.last)
    return any(scan.at(place, "weekday") for place in words) and not any(scan.kind(place) == "number" for place in words)


def _overlap(value: _Value, other: _Value | Hit) -> bool:
    return value.first < other.last and other.first < value.last


def _compile() -> Phrases:
    phrases, told = Phrases(), table("appointment_times")
    for name in ("part", "shift"):
        phrases.add_all(name, told[name])
    for name in ("weekday", "weekday_bare"):
        for spellings in table("calendar")[name].values():
            phrases.add("weekday", None, spellings)
    for name in _NAMED:
        phrases.add(name, None, told[name])
    return phrases


_PHRASES = _compile()
