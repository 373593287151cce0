"""How many people somebody provides for, told in any way («ولدين وبنت», «حنا ستة بالبيت», "a wife and two sons")."""

from dataclasses import dataclass

from nlu.arabic.data import table
from nlu.arabic.numbers import Number, add_number_words, numbers
from nlu.arabic.phrases import Hit, Phrases, Scan
from nlu.arabic.possessives import spelled

_DATA = table("household")
_LISTS = (
    "two",
    "single",
    "holding",
    "whole",
    "together",
    "between",
    "spouse",
    "gone",
    "relative",
    "beside",
    "mine",
    "only",
    "belongs",
    "unmarried",
    "joined",
)
_REACH = 3  # fillers between a word and its number
_NEAR = 3  # tokens in which a word about a spouse stands
_AND = "\u0648"
_MOST = 999
_FEWEST_WITH_ADJECTIVE = 2


@dataclass(frozen=True, slots=True)
class _Group:
    """People who were counted together: their number, whether sons or daughters were told apart, and where."""

    number: int
    specific: bool
    first: int
    last: int


def dependants(text: str, *, asked: bool = False) -> int | None:
    """The number of people in the writer's care, the writer not counted; None where it was not told.

    A number of all in the home is one more than that. A total that is told again in parts («3 عيال: ولدين وبنت»)
    counts once. Where it was asked for, people who are only named («زوجتي وامي») are all there are.
    """
    scan = _PHRASES.scan(text)
    found = [number for number in numbers(scan) if _is_countable(number)]
    whole = _whole(scan, found)
    if whole is not None:
        return whole - 1
    groups = _groups(scan, found)
    children = _total(groups)
    others = _spouses(scan) + _relatives(scan, groups)
    if groups or (others and (asked or _is_whole_home(scan))):
        return children + others
    return None


def tells_all(text: str) -> bool:
    """Whether all in the home are counted («صرنا خمسة»), whoever came or went."""
    scan = _PHRASES.scan(text)
    return _whole(scan, [number for number in numbers(scan) if _is_countable(number)]) is not None


def counted(text: str) -> int:
    """How many people are counted with their number («بنتين وولد»), whoever they are to the writer; 0 for none."""
    scan = _PHRASES.scan(text)
    return _total(_groups(scan, [number for number in numbers(scan) if _is_countable(number)]))


def _whole(scan: Scan, found: list[Number]) -> int | None:
    """The number of all in the home."""
    for number in found:
        if number.value < 1:
            continue
        counted = scan.at(number.last, "generic") or scan.at(number.last, "specific")
        after = scan.at(number.last, "together")
        alone = number.value == 1 and number.worded and _ends(scan, number.first, "together")
        if alone or (after and not counted) or (not counted and _follows(scan, number, "whole")):
            return int(number.value)
    return None


def _groups(scan: Scan, found: list[Number]) -> list[_Group]:
    groups = [_Group(2, True, hit.first, hit.last) for hit in scan.all("two") if not _is_inside(hit, found)]
    for number in found:
        noun = _noun(scan, number)
        if noun is not None:
            first, last = min(number.first, noun.first), max(number.last, noun.last)
            groups.append(_Group(int(number.value), noun.name == "specific", first, last))
    taken = {place for group in groups for place in range(group.first, group.last)}
    for hit in scan.all("single"):
        if hit.first in taken:
            continue
        held = _ends(scan, hit.first, "holding") and not scan.at(hit.last, "gone")
        listed = hit.particles == _AND or _ends(scan, hit.first, "joined")
        near = any(0 <= hit.first - group.last <= _REACH for group in groups)
        if held or (listed and near):
            groups.append(_Group(1, True, hit.first, hit.last))
    return sorted(groups, key=lambda group: group.first)


def _noun(scan: Scan, number: Number) -> Hit | None:
    """The counted noun after a number (an adjective may stand between), or before it."""
    for gap in (0, 1):
        hits = [scan.at(number.last + gap, name) for name in ("generic", "specific")]
        found = next((hit for hit in hits if hit and not hit.particles), None)
        if found and (gap == 0 or (number.value >= _FEWEST_WITH_ADJECTIVE and _is_filler(scan, number.last))):
            return found
    if scan.at(number.last, "currency") or scan.at(number.last, "span"):
        return None
    place = number.first
    for _ in range(_REACH):
        for name in ("generic", "specific"):
            hit = _ends(scan, place, name)
            if hit and (hit.name == "generic" or hit.value == "many"):
                return hit
        filler = _ends(scan, place, "between")
        if filler is None:
            return None
        place = filler.first
    return None


def _is_filler(scan: Scan, place: int) -> bool:
    return scan.kind(place) in {"latin", "word"} and not any(scan.at(place, name) for name in ("currency", "span"))


def _total(groups: list[_Group]) -> int:
    """A general number is the sum of the parts after it, or stands beside them."""
    general = [group for group in groups if not group.specific]
    parts = sum(group.number for group in groups if group.specific)
    whole = sum(group.number for group in general)
    repeated = len(general) == 1 and parts == whole and all(g.first > general[0].first for g in groups if g.specific)
    return whole if repeated else whole + parts


def _spouses(scan: Scan) -> int:
    """One where a husband or wife is named who lives there."""
    if any("unmarried" in hits for hits in scan.hits):
        return 0
    for hit in scan.all("spouse"):
        around = range(hit.last, hit.last + _NEAR)
        gone = any(scan.at(place, "gone") for place in around) or scan.at(hit.first - 1, "gone")
        owner = scan.at(hit.first - 1, "belongs") is not None
        if not gone and not owner:
            return 1
    return 0


def _relatives(scan: Scan, groups: list[_Group]) -> int:
    """Parents and others who are named as living there: with me, or in a list of those who do."""
    told: set[int] = set()
    for hit in scan.all("relative"):
        beside = any(scan.at(place, "beside") for place in range(hit.last, hit.last + 2)) or _ends(scan, hit.first, "beside")
        listed = hit.particles == _AND or _ends(scan, hit.first, "joined")
        after = _ends(scan, hit.first - (not hit.particles), "mine") or any(
            0 <= hit.first - group.last <= 1 for group in groups
        )
        spoken = any(0 <= hit.first - other.last <= 1 for other in scan.all("spouse"))
        gone = any(scan.at(place, "gone") for place in range(hit.last, hit.last + 2))
        if not gone and (beside or (listed and (after or spoken or hit.first - 1 in told))):
            told.add(hit.last - 1)
    return len(told)


def _is_whole_home(scan: Scan) -> bool:
    """Whether the people named are all there are: «انا وزوجتي», "only my mother and me"."""
    return any(name in hits for hits in scan.hits for name in ("only", "mine"))


def _follows(scan: Scan, number: Number, name: str) -> bool:
    place = number.first
    for _ in range(_REACH):
        if _ends(scan, place, name):
            return True
        filler = _ends(scan, place, "between")
        if filler is None:
            return False
        place = filler.first
    return _ends(scan, place, name) is not None


def _ends(scan: Scan, place: int, name: str) -> Hit | None:
    """A phrase of a class that ends at a token."""
    for first in range(place - 1, max(-1, place - 6), -1):
        hit = scan.at(first, name)
        if hit and hit.last == place:
            return hit
    return None


def _is_countable(number: Number) -> bool:
    whole = number.value == number.value.to_integral_value() and 0 <= number.value <= _MOST
    return whole and not number.parted and not number.scaled


def _is_inside(hit: Hit, found: list[Number]) -> bool:
    return any(number.first <= hit.first < number.last for number in found)


def _compile() -> Phrases:
    phrases = Phrases()
    add_number_words(phrases)
    phrases.add("generic", "many", spelled(_DATA["generic"]))
    for entry in _DATA["specific"]:
        phrases.add("specific", "one" if entry in _DATA["single"] else "many", spelled([entry]))
    for name in _LISTS:
        phrases.add(name, None, _DATA[name])
    phrases.add("currency", None, table("currency")["riyal"])
    for words in table("answers")["units"].values():
        phrases.add("span", None, words)
    return phrases


_PHRASES = _compile()
