"""Amounts of money in riyals. A number is money when a currency, a money word or its size says so, and nothing says otherwise."""

from dataclasses import dataclass
from decimal import Decimal

from nlu.arabic.calendars import hijri_year
from nlu.arabic.data import table
from nlu.arabic.message import Found, Message, plain
from nlu.arabic.numbers import Number
from nlu.arabic.phrases import Hit, Phrases
from nlu.arabic.possessives import spelled

_THOUSAND, _HUNDRED = 1000, 100
_WAGE_IN_THOUSANDS = 30  # "my wage is seven" is 7,000; "my wage is forty" is not 40,000
_SMALLEST = {"wage": 10, "spend": 30, "gain": 100}
_FOR = "\u0628"  # beh: for so much
_AND = "\u0648"  # waw
_LARGEST, _SIX_DIGITS = 10_000_000, 100_000
_BECAME = "sar"
_NEAR, _WINDOW = 5, 8
_YEARS = (range(1380, 1501), range(1940, 2036))
_LONG_NOUN, _ROUND, _HALF_HUNDRED = 3, 10, 50
_NEXT_TO = 2
_LONE = {_HUNDRED, _THOUSAND, 1_000_000}
_COUNTED = ("people", "measure", "unit_of_time", "percent", "gregorian", "hijri", "part_of_day")
_COMMON = ("between", "wage", "spend", "relative", "filler", "and", "month", "home", "relation", "next", "after", "range")


@dataclass(frozen=True, slots=True)
class _Cue:
    """A money word near a number: its class, and whether nothing but filler stands between."""

    name: str
    adjacent: bool


def add_money_words(phrases: Phrases) -> None:
    """Put the words that make a number money or something else."""
    for name, entries in table("money").items():
        phrases.add(name, None, spelled(entries))


def money(message: Message) -> list[Found]:
    """Each amount in riyals, an int where it is whole."""
    found = [Found("", "", hit.start, hit.end) for hit in message.scan.all("idiom")]
    inside = {place for hit in message.scan.all("percent") for place in range(hit.first, hit.last)}
    read = [(number, _amount(message, number)) for number in message.numbers if number.first not in inside]
    some = any(item for _, item in read)
    items = (item or (_beside_another(message, number) if some else None) for number, item in read)
    found += [item for item in items if item]
    twos = [hit for hit in message.scan.all("currency") if hit.value == "two" and hit.first not in message.by_last]
    return found + [Found("money", 2, hit.start, hit.end) for hit in twos] + _nothing(message)


def _beside_another(message: Message, number: Number) -> Found | None:
    """ "It was 2640 and now 1980": what could be a year is an amount where another one is."""
    before = _ending_at(message, number.first, ("in_year",))
    if before or number.value < _HUNDRED or number.last - number.first > 1 or not any(number.value in years for years in _YEARS):
        return None
    if number.worded or _is_something_else(message, number):
        return None
    return Found("money", plain(number.value), number.start, number.end)


def _nothing(message: Message) -> list[Found]:
    """ "I have none", where an amount was asked for."""
    hit = message.scan.at(0, "nothing")
    asked = message.expecting == "money" and hit is not None and hit.last == len(message.scan.tokens)
    return [Found("money", 0, hit.start, hit.end)] if asked and hit else []


def _amount(message: Message, number: Number) -> Found | None:
    currency = _currency(message, number)
    before = _ending_at(message, number.first, ("currency",))
    if currency or before:
        value = number.value * _THOUSAND if number.ascending else number.value
        if currency and currency.value == "small":
            value /= _HUNDRED
        start = before.start if before and not currency else number.start
        return Found("money", plain(value), start, currency.end if currency else number.end)
    if _is_something_else(message, number):
        return None
    cue = _cue(message, number)
    scaled = _in_thousands(message, number, cue)
    value = number.value * _THOUSAND if scaled else number.value
    if scaled or _is_money(message, number, cue):
        return Found("money", plain(value), number.start, number.end)
    return None


def _currency(message: Message, number: Number) -> Hit | None:
    """The currency after a number. In Arabizi `sar` after a number word is the verb "it has become"."""
    scan = message.scan
    hit = scan.at(number.last, "currency")
    arabizi = number.worded and not scan.key(number.first).isascii() and scan.tokens[number.first].text.isascii()
    return None if hit and arabizi and scan.key(number.last) == _BECAME else hit


def _is_something_else(message: Message, number: Number) -> bool:
    """Followed by what is counted, or preceded by what is numbered."""
    scan = message.scan
    following = (scan.at(number.last, name) for name in _COUNTED)
    # «راتبي 3500 وعيالي 2»: what an "and" joins on is not counted by this number.
    if any(hit is not None and _AND not in hit.particles for hit in following) or number.value >= _LARGEST:
        return True
    if _ending_at(message, number.first, ("gregorian", "hijri")) or (not number.scaled and _is_odd(number.value)):
        return True
    if scan.key(number.first - 1) in {"%", "#"} or scan.key(number.last) in {"/", "%"}:
        return True
    return _ending_at(message, number.first, ("numbered",)) is not None


def _is_odd(value: Decimal) -> bool:
    """Six digits that are not round: a code, not a sum."""
    return value >= _SIX_DIGITS and value % _HALF_HUNDRED != 0


def _ending_at(message: Message, place: int, names: tuple[str, ...]) -> Hit | None:
    """A phrase of these classes that ends at a token; a colon or a full stop may stand between."""
    scan = message.scan
    if scan.present.isdisjoint(names):
        return None
    place -= scan.key(place - 1) in {":", "."} and place > 0
    for first in range(place - 1, max(-1, place - _NEAR), -1):
        for name in names:
            hit = scan.at(first, name)
            if hit and hit.last == place:
                return hit
    return None


def _cue(message: Message, number: Number) -> _Cue | None:
    scan = message.scan
    place, adjacent = number.first, True
    while place > 0 and number.first - place < _WINDOW:
        hit = _ending_at(message, place, ("wage", "spend", "gain"))
        if hit:
            return _Cue(hit.name, adjacent)
        filler = _ending_at(message, place, ("between", "relation", "relation_bare"))
        if not filler and (place in message.by_last or scan.kind(place - 1) in {"mark", "date", "ref", "case"}):
            break
        adjacent = adjacent and filler is not None
        place = filler.first if filler else place - 1
    after = scan.at(number.last, "wage")
    return _Cue(after.name, adjacent=False) if after else None


def _in_thousands(message: Message, number: Number, cue: _Cue | None) -> bool:
    """Six and a half of a wage; three in "three to four thousand"."""
    if number.scaled or number.value > _WAGE_IN_THOUSANDS or number.value == 0 or (number.worded and number.value == 1):
        return False
    following = message.scan.at(number.last, "range")
    end = message.by_first.get(following.last) if following else None
    if end and end.scaled and end.value >= number.value * _THOUSAND:
        return True
    half = number.parted or number.ascending
    if (cue and cue.name == "wage" and cue.adjacent) or (half and number.particles.endswith(_FOR)):
        return True
    return message.expecting == "money" and _is_whole(message, number)


def _is_whole(message: Message, number: Number) -> bool:
    """Whether the number is all there is, but for words like "about"."""
    place = 0
    while place < len(message.scan.tokens):
        filler = message.scan.at(place, "between") or message.scan.at(place, "filler")
        if number.first <= place < number.last or message.scan.kind(place) == "mark":
            place += 1
        elif filler:
            place = filler.last
        else:
            return False
    return True


def _is_money(message: Message, number: Number, cue: _Cue | None) -> bool:
    value, alone = number.value, _is_whole(message, number)
    if message.expecting == "money" and (alone or value >= _HUNDRED):
        return True
    if message.expecting not in {None, "money"} and alone:
        return False
    if cue and cue.name != "wage" and not number.scaled and _is_about_now(message, value):
        return False
    if cue and cue.adjacent:
        return value >= _SMALLEST[cue.name] or (cue.name == "wage" and value == 0)
    if message.scan.at(number.first, "hotline") and number.last == number.first + 1:
        return False
    lone = _is_lone_round(number)
    if number.scaled and not lone:
        return not _is_year(message, number, alone=alone)
    if cue:
        return value >= _HUNDRED and (number.scaled or not _is_year(message, number, alone=alone))
    if lone:
        return bool(number.particles.strip("\u0648")) or alone  # waw says nothing
    return value >= _HUNDRED and not _is_year(message, number, alone=alone) and not _counts_a_noun(message, number)


def _is_about_now(message: Message, value: Decimal) -> bool:
    """The present year or one next to it, of either calendar."""
    years = (message.today.year, hijri_year(message.today) or 0)
    return any(abs(value - year) <= _NEXT_TO for year in years)


def _begins_a_range(message: Message, number: Number) -> bool:
    joining = message.scan.at(number.last, "range")
    return joining is not None and joining.last in message.by_first


def _is_lone_round(number: Number) -> bool:
    """The bare word hundred, thousand or million."""
    return number.worded and number.last == number.first + 1 and number.value in _LONE


def _is_year(message: Message, number: Number, *, alone: bool) -> bool:
    """What is read as a year where nothing says money; in words only if it is not round."""
    value = number.value
    if not any(value in years for years in _YEARS):
        return False
    if not number.scaled and _ending_at(message, number.first, ("in_year",)):
        return not _begins_a_range(message, number)
    return value % _HALF_HUNDRED != 0 if number.scaled else not (alone and value % _ROUND == 0)


def _counts_a_noun(message: Message, number: Number) -> bool:
    """Whether an unknown word follows, as a counted noun would: "500 shares"."""
    scan, place = message.scan, number.last
    if scan.kind(place) not in {"word", "latin"} or number.value >= _THOUSAND:
        return False
    word = scan.key(place)
    known = (
        any(scan.at(place, name) for name in _COMMON) or word[0] in "\u0648\u0628\u0644\u0641"
    )  # waw, beh, lam, feh: particles
    return len(word) >= _LONG_NOUN and not known
