"""What a short answer about a household says: yes or no to a fact, how many days, which income («ايه سعودي», «شهرين»)."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from nlu.arabic.data import table
from nlu.arabic.numbers import Number, add_number_words, number_word, numbers
from nlu.arabic.phrases import Hit, Phrases, Scan

_DATA = table("answers")
_LISTS = ("unsure", "none", "filler", "yes", "negator", "except", "clause", "have", "relative", "children", "correction")
_CHOICES = ("saudi", "role", "shelter")
_STOPS = frozenset("،,.;؛!؟?\n")
_REACH = 5  # tokens before a word in which a denial of it stands
_RELATIVE_REACH = 2
_INCOME_REACH = 5
_AND, _SHORTEST_JOINED = "\u0648", 3
_MOST_DAYS = 366
_THOUSAND = 1000
_DIGITS_BELOW_ZERO = re.compile(r"^\s*[-\u2212\u2013]\s*\d|(?<=\s)[-\u2212\u2013]\d")


@dataclass(frozen=True, slots=True)
class Incomes:
    """Amounts of one message: wages, what comes without work, and amounts of which nothing was said; None: not told."""

    earned: Decimal | None = None
    unearned: Decimal | None = None
    unnamed: Decimal | None = None


def is_unsure(text: str) -> bool:
    """Whether the person says that they do not know."""
    return _holds(_PHRASES.scan(text), "unsure")


def is_bare_no(text: str) -> bool:
    """Whether the whole message is a no or a nothing («لا والله», «ما عندي», "none")."""
    return _is_only(text, "none")


def is_bare_yes(text: str) -> bool:
    """Whether the whole message is a yes."""
    return _is_only(text, "yes")


def certain(text: str) -> str:
    """The message without the clauses in which the person says that they do not know."""
    scan = _PHRASES.scan(text)
    kept, at = "", 0
    for hit in scan.all("unsure"):
        end = next((scan.tokens[place].start for place in range(hit.last, len(scan.tokens)) if _opens(scan, place)), len(text))
        start = scan.tokens[hit.first].start
        kept, at = kept + text[at : max(at, start)], max(at, end)
    return kept + text[at:]


def holds_number(text: str, number: Decimal | float) -> bool:
    """Whether the number stands in the message, in digits or words."""
    return any(found.value == Decimal(str(number)) for found in numbers(_PHRASES.scan(text)))


def correction(text: str) -> Decimal | None:
    """The number that puts an earlier answer right («لا، أقصد 3», "no, 3")."""
    scan = _PHRASES.scan(text)
    found = numbers(scan)
    said = scan.all("correction")
    if said:
        after = [number for number in found if number.first >= said[-1].last]
        return (after or found)[0].value if found else None
    no = scan.at(0, "none")
    rest = no.last if no else 0
    while no and rest < len(scan.tokens) and (scan.kind(rest) == "mark" or scan.at(rest, "filler")):
        rest += 1
    bare = no and len(found) == 1 and (found[0].first, found[0].last) == (rest, len(scan.tokens))
    return found[0].value if bare else None


def is_below_zero(text: str) -> bool:
    """Whether a number of the message has a minus before it: no slip of a finger is read as an amount."""
    return bool(_DIGITS_BELOW_ZERO.search(text)) or bool(_PHRASES.scan(text).at(0, "below_zero"))


def saudi(text: str) -> bool | None:
    """Whether the person says that they are Saudi; what is said of a relative does not count."""
    scan = _PHRASES.scan(text)
    for hit in _apart(scan, "saudi"):
        if hit.value == "void" or _of_a_relative(scan, hit):
            continue
        denied = _is_denied(scan, hit)
        if hit.value == "yes":
            return not denied
        if not denied:
            return False
    return None


def role(text: str) -> str | None:
    """`head` of a household or `independent`."""
    scan = _PHRASES.scan(text)
    kept = [hit.value for hit in _apart(scan, "role") if hit.value != "void" and not _is_denied(scan, hit)]
    return "head" if "head" in kept else kept[0] if kept else None


def has_no_children(text: str) -> bool:
    """Whether people to provide for are denied («ما عندي عيال»)."""
    scan = _PHRASES.scan(text)
    return any(_is_denied(scan, hit) for hit in scan.all("children"))


def shelter(text: str) -> bool | None:
    """Whether the person says that they live in a home of the state."""
    scan = _PHRASES.scan(text)
    for hit in _apart(scan, "shelter"):
        if hit.value == "yes":
            return not _is_denied(scan, hit)
        if hit.value == "no" and not _is_denied(scan, hit):
            return False
    return None


def assets(text: str, *, asked: bool) -> bool | None:
    """Whether more than a home and a car is owned; unless it was asked, owning must be said."""
    scan = _PHRASES.scan(text)
    found = [hit for hit in _apart(scan, "assets") if asked or _is_owned(scan, hit)]
    if any(not _is_denied(scan, hit) for hit in found):
        return True
    if found or (asked and _holds(scan, "home") and _holds(scan, "only")):
        return False
    return None


def days_abroad(text: str, *, asked: bool) -> int | None:
    """Days outside the Kingdom: a length of time, or a denial of any journey. Unless asked, a journey must be named."""
    if is_below_zero(text):
        return None
    scan = _PHRASES.scan(text)
    stayed, excepted = _holds(scan, "zero"), _holds(scan, "except")
    if (stayed and not excepted) or (asked and _holds(scan, "nothing_abroad")):
        return 0
    if not asked and not stayed and not _holds(scan, "travel"):
        return None
    length = _length(scan)
    if length is None and asked:
        found = [number for number in numbers(scan) if not _is_counted(scan, number)]
        length = found[0].value if len(found) == 1 else None
    return int(length) if length is not None and 0 <= length <= _MOST_DAYS else None


def length_of_time(text: str) -> int | None:
    """Days of a length of time with its unit («شهرين», "10 days")."""
    length = None if is_below_zero(text) else _length(_PHRASES.scan(text))
    return None if length is None else int(length)


def has_no_earnings(text: str) -> bool:
    """Whether the person has no work or no income («عاطل», «ما عندي دخل»)."""
    return _holds(_PHRASES.scan(text), "nothing")


def has_no_other_income(text: str) -> bool:
    """Whether income besides a wage is denied («ما عندي تقاعد», «بس راتبي»)."""
    return _holds(_PHRASES.scan(text), "none_else")


def incomes(text: str, amounts: Sequence[Decimal | float], *, general: str = "earned") -> Incomes:
    """The amounts of a message that were read as money, by the word nearest to each; each word names one amount.

    A mere "income" is `general`. Amounts of one kind are added up, unless the message corrects itself.
    """
    scan = _PHRASES.scan(text)
    told = _amounts_at(scan, [Decimal(str(amount)) for amount in amounts])
    sums: dict[str, Decimal] = {}
    replaces = _holds(scan, "correction")
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
    cues = list(_apart(scan, "income"))
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


def _length(scan: Scan) -> Decimal | None:
    """Lengths of time added up («شهرين وعشرة ايام»)."""
    before = {number.last: number for number in numbers(scan)}
    total: Decimal | None = None
    for hit in scan.all("span"):
        number = before.get(hit.first)
        if number is None and (not scan.at(hit.first, "single") or scan.at(hit.first - 1, "not_length")):
            continue
        if number and scan.at(number.first - 1, "not_length"):
            continue
        length = (number.value if number else 1) * hit.value
        part = number_word(scan, hit.last)
        if part and part.name == "part" and part.particles:
            length += hit.value * part.value
        elif (half := number_word(scan, hit.first - 1)) and half.name == "part" and number is None:
            length = hit.value * half.value
        total = length if total is None else total + length
    return total


def _is_counted(scan: Scan, number: Number) -> bool:
    """Whether the number is one of people or of money rather than of days."""
    return bool(scan.at(number.last, "children") or scan.at(number.last, "currency"))


def _holds(scan: Scan, name: str) -> bool:
    return any(name in hits for hits in scan.hits)


def _is_only(text: str, name: str) -> bool:
    """Whether phrases of a class and fillers are the whole message."""
    scan = _PHRASES.scan(text)
    place, found = 0, False
    while place < len(scan.tokens):
        hit = scan.at(place, name)
        found = found or hit is not None
        hit = hit or scan.at(place, "filler")
        if hit is None and scan.kind(place) != "mark":
            return False
        place = hit.last if hit else place + 1
    return found


def _apart(scan: Scan, name: str) -> Iterator[Hit]:
    """The phrases of a class, none inside another."""
    end = 0
    for hit in scan.all(name):
        if hit.first >= end:
            end = hit.last
            yield hit


def _before(scan: Scan, hit: Hit, reach: int) -> Iterator[int]:
    """The tokens before a phrase in its clause, from near to far."""
    if _AND in hit.particles:
        return
    for place in range(hit.first - 1, max(-1, hit.first - 1 - reach), -1):
        ends = scan.key(place) in _STOPS or scan.at(place, "clause")
        if not ends:
            yield place
        if ends or _opens(scan, place):
            return


def _opens(scan: Scan, place: int) -> bool:
    """Whether a new clause begins at a token."""
    key = scan.key(place)
    joined = key.startswith(_AND) and len(key) > _SHORTEST_JOINED
    return key in _STOPS or joined or scan.at(place, "clause") is not None


def _is_denied(scan: Scan, hit: Hit) -> bool:
    """Whether a denial stands before the phrase in its clause, and no exception in between ("nothing but a house")."""
    places = list(_before(scan, hit, _REACH))
    deniers = [place for place in places if scan.at(place, "negator")]
    excepted = any(scan.at(place, "except") and any(denier < place for denier in deniers) for place in places)
    return bool(deniers) and not excepted


def _of_a_relative(scan: Scan, hit: Hit) -> bool:
    return any(scan.at(place, "relative") for place in _before(scan, hit, _RELATIVE_REACH))


def _is_owned(scan: Scan, hit: Hit) -> bool:
    return any(scan.at(place, "have") for place in _before(scan, hit, _REACH))


def _compile() -> Phrases:
    phrases = Phrases()
    add_number_words(phrases)
    for name in _LISTS:
        phrases.add(name, None, _DATA[name])
    phrases.add("below_zero", None, _DATA["minus"])
    for name in _CHOICES:
        phrases.add_all(name, _DATA[name])
    phrases.add("assets", "yes", _DATA["assets"]["yes"])
    for name in ("home", "only"):
        phrases.add(name, None, _DATA["assets"][name])
    for name, ours in (("zero", "zero"), ("nothing", "nothing_abroad"), ("travel", "travel"), ("not_length", "not_length")):
        phrases.add(ours, None, _DATA["abroad"][name])
    for count, words in _DATA["units"].items():
        phrases.add("span", Decimal(count), words)
    phrases.add("single", None, _DATA["single"])
    phrases.add("currency", None, table("currency")["riyal"])
    for kind in ("earned", "general", "unearned", "other"):
        phrases.add("income", kind, _DATA["income"][kind])
    for kind in ("nothing", "none_else"):
        phrases.add(kind, None, _DATA["income"][kind])
    return phrases


_PHRASES = _compile()
