"""Numbers of people: three children, two daughters (a dual), "we are five". Never of things."""

from nlu.arabic.data import table
from nlu.arabic.message import Found, Message
from nlu.arabic.numbers import Number
from nlu.arabic.phrases import Hit, Phrases
from nlu.arabic.possessives import spelled

_MOST, _MOST_AT_HOME = 999, 30
_BACK, _FILLERS = 5, 3
_NOT_PEOPLE = (
    "measure",
    "currency",
    "unit_of_time",
    "percent",
    "scale",
    "scale_after",
    "part_of_day",
    "gregorian",
    "hijri",
    "two_units",
)


def add_people(phrases: Phrases) -> None:
    """Put the words for people who are counted."""
    data = table("people")
    phrases.add("people", None, spelled(data["many"]))
    phrases.add("two_people", 2, data["two"])
    phrases.add("one_person", None, data["one"])
    phrases.add("we_are", None, data["are"])
    phrases.add("we_are_between", None, data["between"])
    phrases.add("home", None, data["home"])
    phrases.add("part_of", None, data["of"])


def counts(message: Message) -> list[Found]:
    """Each number of people."""
    found = [Found("count", hit.value, hit.start, hit.end) for hit in message.scan.all("two_people")]
    for number in message.numbers:
        span = _span(message, number) if _countable(number) else None
        if span:
            found.append(Found("count", int(number.value), *span))
    return found + _nobody(message)


def _countable(number: Number) -> bool:
    return number.value == number.value.to_integral_value() and 0 <= number.value <= _MOST and not number.parted


def _nobody(message: Message) -> list[Found]:
    hit = message.scan.at(0, "nothing")
    asked = message.expecting == "count" and hit is not None and hit.last == len(message.scan.tokens)
    return [Found("count", 0, hit.start, hit.end)] if asked and hit else []


def _span(message: Message, number: Number) -> tuple[int, int] | None:
    scan = message.scan
    people = _people_after(message, number)
    if people:
        return number.start, people.end
    if any(scan.at(number.last, name) for name in _NOT_PEOPLE) or number.value > _MOST_AT_HOME or number.scaled:
        return None
    before = _people_before(message, number)
    if before:
        return before.start, number.end
    comma = scan.key(number.last) == ","
    home = scan.at(number.last + comma, "home")
    asked = message.expecting == "count" and message.words == number.last - number.first
    return (number.start, number.end) if home or asked or _follows_we_are(message, number) else None


def _people_after(message: Message, number: Number) -> Hit | None:
    """Three children, three of my children, 3 small children."""
    scan = message.scan
    people = scan.at(number.last, "people")
    if people and people.particles == "":
        someone = number.value == 1 and number.worded  # "one person may", "a beneficiary said"
        return None if someone else people
    part = scan.at(number.last, "part_of")
    if part and not part.particles:
        return scan.at(part.last, "people") or scan.at(part.last + 1, "people") if number.value > 1 else None
    adjective = scan.kind(number.last) == "latin" and not any(scan.at(number.last, name) for name in _NOT_PEOPLE)
    return scan.at(number.last + 1, "people") if adjective else None


def _people_before(message: Message, number: Number) -> Hit | None:
    """Sons three, a daughter, one."""
    for first in range(number.first - 1, max(-1, number.first - _BACK), -1):
        hit = message.scan.at(first, "people")
        if hit and hit.last == number.first and not message.scan.key(first).isascii():
            one = message.scan.at(first, "one_person") is not None  # "a girl 19" tells her age
            return None if one and number.value > 1 and not number.particles else hit
    return None


def _follows_we_are(message: Message, number: Number) -> bool:
    scan, place = message.scan, number.first
    for _ in range(_FILLERS):
        if _ending(message, place, "we_are"):
            return True
        filler = _ending(message, place, "we_are_between")
        if filler is None:
            return False
        place = filler.first
    return scan.at(place, "we_are") is not None


def _ending(message: Message, place: int, name: str) -> Hit | None:
    for first in range(place - 1, max(-1, place - _BACK), -1):
        hit = message.scan.at(first, name)
        if hit and hit.last == place:
            return hit
    return None
