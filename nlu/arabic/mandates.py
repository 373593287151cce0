"""What is said about carers: appointing one, ending that, acting for somebody, what for and for how long."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from nlu.arabic.data import table
from nlu.arabic.numbers import add_number_words, numbers
from nlu.arabic.phrases import Phrases

_DATA = table("mandates")
_CLASSES = (
    "appoint", "ending", "list", "mandate", "who", "back", "acting", "own", "elsewhere", "enough", "years", "two_years",
    "whole_year", "half_year", "month", "two_months", "my_own", "not_mine", "given", "wish",
)  # fmt: skip
APPOINT, END, LIST, ACT = "appoint_carer", "end_mandate", "show_mandates", "act_for"


def request(text: str) -> str | None:
    """The request about a mandate that a message makes, as an intent; None where it makes none."""
    scan = _PHRASES.scan(text)
    said = {name for name in _CLASSES if name in scan.present}
    if "elsewhere" in said:
        return None
    if "list" in said or said >= {"who", "appoint"}:
        return LIST
    if said & {"appoint", "mandate"} and "ending" in said:
        return END
    if said & {"acting", "back"}:
        return ACT
    return APPOINT if "appoint" in said else None


@dataclass(frozen=True, slots=True)
class Ask:
    """Somebody asks for the file of a `relation`; `request` is the intent that answers it from a file. `wanted`: it is asked
    for in so many words, and not only spoken of."""

    relation: str
    request: str
    wanted: bool


def file_of(text: str, named: Iterable[tuple[int, str]]) -> Ask | None:
    """Whose file a request is about where it is a relative's: the thing asked for stands right before the relative («راتب
    امي»), or is paid or given to them («نزل لامي»). `named`: where each relative stands in the text, and who it is.

    None where one's own is spoken of too, unless it is denied («مو راتبي»).
    """
    scan = _PHRASES.scan(text)
    mine = [hit for hit in scan.all("my_own") if not (scan.at(hit.first - 1, "not_mine") or scan.at(hit.first - 2, "not_mine"))]
    if mine:
        return None
    denied = bool(scan.all("my_own"))
    if len(scan.tokens) > _LONGEST_ASK and not denied:
        return None  # a story, in which «راتب ابوي» is an income of the home
    for start, relation in named:
        thing = next((hit for hit in scan.all("of_file") if 0 <= start - hit.end <= _BESIDE), None)
        given = text[max(0, start - 1) : start] == _TO and bool(scan.all("given"))
        if thing is not None or given:
            wanted = denied or (bool(scan.all("wish")) and len(scan.tokens) <= _SHORT_WISH)
            return Ask(relation, thing.value if thing is not None else _PAYMENT, wanted)
    return None


def is_own(text: str) -> bool:
    """Whether a short answer means one's own file."""
    scan = _PHRASES.scan(text)
    return bool(scan.all("own")) and len(scan.tokens) <= _SHORT


def goes_back(text: str) -> bool:
    """Whether one's own file is asked for again, out of whatever was spoken of."""
    return bool(_PHRASES.scan(text).all("back"))


def scopes(text: str) -> tuple[str, ...]:
    """What a mandate is to be for, in the order of the lexicon; `all` for everything."""
    found = {hit.value for hit in _PHRASES.scan(text).all("scope")}
    return ("all",) if "all" in found else tuple(one for one in _DATA["scope"] if one in found)


def is_enough(text: str) -> bool:
    """Whether a short answer says that nothing is to be added."""
    scan = _PHRASES.scan(text)
    return bool(scan.all("enough")) and len(scan.tokens) <= _SHORT


def months(text: str) -> int | None:
    """For how many months; a bare number counts as months. None where no time is told."""
    scan = _PHRASES.scan(text)
    for name, length in _LENGTHS.items():
        if scan.all(name):
            return length
    whole = [n for n in numbers(scan) if n.value == n.value.to_integral_value() and n.value > Decimal(0)]
    if len(whole) == 1 and scan.all("years"):
        return int(whole[0].value) * 12
    if len(whole) == 1 and (scan.all("month") or len(scan.tokens) <= _SHORT):
        return int(whole[0].value)
    return 1 if scan.all("month") else None


def may_look_after(carer: str, other: str) -> bool:
    """Whether somebody who is the `carer` (a daughter) of a person may call that person `other` (mother)."""
    return other in _DATA["looks_after"].get(carer, ())


def _compile() -> Phrases:
    phrases = Phrases()
    add_number_words(phrases)
    for name in _CLASSES:
        phrases.add(name, None, _DATA[name])
    phrases.add_all("scope", _DATA["scope"])
    phrases.add_all("of_file", _DATA["of_file"])
    return phrases


_SHORT, _SHORT_WISH = 4, 5
_BESIDE, _LONGEST_ASK = 2, 7
_TO, _PAYMENT = "\u0644", "ask_my_payment"
_LENGTHS = {"half_year": 6, "two_years": 24, "whole_year": 12, "two_months": 2}
_PHRASES = _compile()
