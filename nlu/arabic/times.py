"""Times of day, 24 hours: the hour and its half and quarters, read by the part of the day. Numbers of hours are none."""

from dataclasses import dataclass
from decimal import Decimal

from nlu.arabic.data import table
from nlu.arabic.message import Found, Message, whole
from nlu.arabic.numbers import amount, number_word
from nlu.arabic.phrases import Hit, Phrases

_HOURS, _MINUTES = 24, 60
_NOON = 12
_OFFICE_AFTERNOON = range(1, 6)  # clinics are open at three in the afternoon, not in the night
_EARLY = range(1, 5)
_LATE_MORNING = (10, 11)
_NEAR = 4
_TO = "\u0644"  # lam: "until noon" is not the part of the day of what precedes
_COUNTED = ("people", "measure", "currency", "unit_of_time", "scale", "scale_after", "gregorian", "hijri", "month_word")


@dataclass(frozen=True, slots=True)
class _Clock:
    """Hour and minute as said, tokens `first` to `last`. `exact`: of the 24-hour clock; `sure`: it can only be a time."""

    hour: int
    minute: int
    first: int
    last: int
    exact: bool = False
    sure: bool = False


def add_clock(phrases: Phrases) -> None:
    """Put the words of times of day."""
    for name, entries in table("clock").items():
        if name == "hour":
            phrases.add_all(name, {int(hour): spellings for hour, spellings in entries.items()})
        elif isinstance(entries, dict):
            phrases.add_all(name, entries)
        else:
            phrases.add(name, None, entries)


def times(message: Message) -> list[Found]:
    """Each time as HH:MM."""
    found: list[Found] = []
    end = 0
    for place in message.scan.telling():
        item, last = _at(message, place) if place >= end else ([], 0)
        found.extend(item)
        end = last if item else end
    return found


def _at(message: Message, place: int) -> tuple[list[Found], int]:
    """The times that begin at a token, and where they end."""
    scan = message.scan
    word = scan.at(place, "clock_word")
    clock = _clock(message, word.last if word else place)
    if clock is None or (word and word.particles and word.particles[-1] in "\u0644\u0643"):  # lam, kaf: "for an hour"
        return [], place
    sharp = scan.at(clock.last, "sharp")
    part = _part_after(message, sharp.last if sharp else clock.last)
    before = scan.at(place - 1, "part_of_day") if part is None and not scan.key(place - 1).isascii() else None
    told = word is not None or sharp is not None or clock.sure or part is not None or before is not None
    if not (told or message.expecting == "time") or _counts(message, clock, word, part):
        return [], place
    which = part or before or _part_near(message, place, clock.last)
    first = place if word else clock.first
    last = part.last if part else sharp.last if sharp else clock.last
    start = word.start if word else _start(message, clock.first)
    found = [Found("time", _value(clock, which), start, scan.tokens[last - 1].end)]
    return _range_before(message, first, which) + found, last


def _start(message: Message, place: int) -> int:
    number = message.by_first.get(place)
    return number.start if number else message.scan.tokens[place].start


def _part_after(message: Message, place: int) -> Hit | None:
    hit = message.scan.at(place, "part_of_day") or message.scan.at(place, "short_part")
    return hit if hit and _TO not in hit.particles else None


def _counts(message: Message, clock: _Clock, word: Hit | None, part: Hit | None) -> bool:
    """Whether the number is of something else: of children, of riyals, of a day of the month."""
    scan = message.scan
    if scan.kind(clock.first) == "clock":
        return False
    if any(scan.at(clock.last, name) for name in _COUNTED) or scan.key(clock.last) in {"%", "/"}:
        return True
    is_short = part is not None and part.name == "short_part" and word is None
    is_day = word is None and scan.at(clock.first - 1, "day_word") is not None
    english_at = word is not None and scan.key(word.first) == "at" and part is None and not clock.exact and clock.hour > _NOON
    return is_short or is_day or english_at


def _clock(message: Message, place: int) -> _Clock | None:
    scan = message.scan
    if scan.kind(place) == "clock":
        parts = [int(part) for part in scan.tokens[place].text.split(":")]
        exact = parts[0] > _NOON or scan.tokens[place].text.startswith("0")
        return _checked(_Clock(parts[0], parts[1], place, place + 1, exact, sure=True))
    return _checked(_english_past(message, place) or _spoken(message, place))


def _checked(clock: _Clock | None) -> _Clock | None:
    return clock if clock and clock.hour < _HOURS and clock.minute < _MINUTES else None


def _spoken(message: Message, place: int) -> _Clock | None:
    """An hour in digits or words, and the minutes after or before it."""
    scan = message.scan
    hour = scan.at(place, "hour")
    if hour:
        return _with_minutes(message, hour.value, place, hour.last)
    if scan.kind(place) == "number":
        return _in_digits(message, place)
    word = None if scan.at(place, "weekday") and not scan.at(place - 1, "clock_word") else number_word(scan, place)
    if word is None or word.name not in {"unit", "teen"} or not 1 <= word.value <= _NOON:
        return None
    return _with_minutes(message, int(word.value), place, word.last)


def _in_digits(message: Message, place: int) -> _Clock | None:
    scan = message.scan
    text = scan.tokens[place].text
    hours, _, minutes = text.partition(".")
    value = amount(text)
    if value is None or not hours.isdecimal() or int(hours) >= _HOURS or (minutes and len(minutes) != 2):
        return None
    if not minutes and scan.kind(place + 1) == "number" and len(scan.key(place + 1)) == 2 and scan.key(place + 1).isdecimal():
        after = scan.at(place + 2, "part_of_day")
        if after:  # 4 30 pm
            return _Clock(int(hours), int(scan.key(place + 1)), place, place + 2)
    if minutes:
        return _Clock(int(hours), int(minutes), place, place + 1)
    return _with_minutes(message, int(hours), place, place + 1) if int(hours) else None


def _with_minutes(message: Message, hour: int, first: int, last: int) -> _Clock:
    """And a half, and ten, less a quarter; a half and five."""
    total = hour * _MINUTES
    for _ in range(2):
        step = _minutes(message, last)
        if step is None:
            break
        total += step[0]
        last = step[1]
    return _Clock(total // _MINUTES % _HOURS, total % _MINUTES, first, last, exact=hour > _NOON)


def _minutes(message: Message, place: int) -> tuple[int, int] | None:
    scan = message.scan
    minus = scan.at(place, "minus")
    joined = scan.at(place, "and")
    after = minus.last if minus else joined.last if joined else place
    amount_of = _share(message, after, joined=minus is None and joined is None)
    if amount_of is None:
        return None
    minutes, last = amount_of
    word = scan.at(last, "minute")
    return (-minutes if minus else minutes), word.last if word else last


def _share(message: Message, place: int, *, joined: bool) -> tuple[int, int] | None:
    """Half, quarter, third, five, ten, twenty, or digits; written together with "and" when `joined`."""
    scan = message.scan
    hits = [hit for name in ("part", "third", "unit", "teen", "ten") if (hit := scan.at(place, name))]
    hit = max(hits, key=lambda one: one.last, default=None)
    if hit:
        if joined != bool(hit.particles) or (joined and hit.particles != "\u0648"):  # waw: and
            return None
        if hit.name == "third":
            return 20, hit.last
        minutes = hit.value * _MINUTES if hit.name == "part" else hit.value
        rest = scan.at(hit.last, "ten") if hit.name == "unit" and not scan.at(hit.last, "part") else None
        extra = rest.value if rest and rest.particles else Decimal(0)
        return int(minutes + extra), rest.last if rest and extra else hit.last
    text = scan.key(place)
    if not joined and scan.kind(place) == "number" and text.isdecimal() and len(text) <= 2:
        return int(text), place + 1
    return None


def _english_past(message: Message, place: int) -> _Clock | None:
    """Half past four, quarter to five, ten to nine."""
    scan = message.scan
    part = scan.at(place, "part")
    number = message.by_first.get(place)
    share = int(part.value * _MINUTES) if part else whole(number, _MINUTES - 1)
    last = part.last if part else number.last if number else place
    past, until = scan.at(last, "past"), scan.at(last, "until")
    if share is None or not (past or until) or not scan.key(place).isascii() or not scan.key(last).isascii():
        return None
    hour = message.by_first.get((past or until).last)  # type: ignore[union-attr]
    value = whole(hour, _NOON)
    if hour is None or value is None or (number and until and part is None and not scan.at(hour.last, "part_of_day")):
        return None
    total = value * _MINUTES + (share if past else -share)
    return _Clock(total // _MINUTES, total % _MINUTES, place, hour.last, sure=True)


def _part_near(message: Message, first: int, last: int) -> Hit | None:
    """The part of the day said a few words away, when the hour itself has none."""
    scan = message.scan
    for distance in range(1, _NEAR + 1):
        for place in (first - distance, last + distance):
            hit = scan.at(place, "part_of_day")
            if hit:
                return hit
    return None


def _range_before(message: Message, first: int, part: Hit | None) -> list[Found]:
    """ "From 4 to 6 in the afternoon": the first hour is of the same part of the day."""
    scan = message.scan
    joining = scan.at(first - 1, "range_to")
    number = message.by_last.get(first - 1) if joining and joining.last == first else None
    hour = whole(number, _NOON)
    if number is None or hour is None or part is None or scan.at(number.first - 1, "clock_word"):
        return []
    return [Found("time", _value(_Clock(hour, 0, number.first, number.last), part), number.start, number.end)]


def _value(clock: _Clock, part: Hit | None) -> str:
    hour = clock.hour
    if hour <= _NOON and not clock.exact:
        hour = _in_part(hour, part.value) if part else hour + _NOON * (hour in _OFFICE_AFTERNOON)
    return f"{hour % _HOURS:02}:{clock.minute:02}"


def _in_part(hour: int, part: str) -> int:
    if part in {"dawn", "morning"}:
        return 0 if hour == _NOON else hour
    if part == "night":
        return 0 if hour == _NOON else hour if hour in _EARLY else hour + _NOON
    if part == "noon" and hour in _LATE_MORNING:
        return hour
    return hour if hour == _NOON else hour + _NOON
