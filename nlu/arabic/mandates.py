"""What is said about carers: appointing one, ending that, acting for somebody, what for and for how long."""

from decimal import Decimal

from nlu.arabic.data import table
from nlu.arabic.numbers import add_number_words, numbers
from nlu.arabic.phrases import Phrases

_DATA = table("mandates")
_CLASSES = (
    "appoint", "ending", "list", "mandate", "who", "back", "acting", "own", "elsewhere", "enough", "years", "two_years",
    "whole_year", "half_year", "month", "two_months",
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
    return phrases


_SHORT = 4
_LENGTHS = {"half_year": 6, "two_years": 24, "whole_year": 12, "two_months": 2}
_PHRASES = _compile()
