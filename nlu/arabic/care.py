"""What is told of somebody who needs help at home: how old, whether disabled, whether an adult lives with them."""

from decimal import Decimal

from nlu.arabic.answers import is_bare_no, is_bare_yes
from nlu.arabic.data import table
from nlu.arabic.household import dependants
from nlu.arabic.numbers import Number, add_number_words, numbers
from nlu.arabic.phrases import Hit, Phrases, Scan

_DATA = table("care")
_OLDEST = 120
_MOST_AT_HOME = 30
_BACK = 3
_FEW_WORDS = 4
_CORRECTION = 7
_FOR = "\u0644"  # lam


def age(text: str, *, asked: bool) -> int | None:
    """An age in full years. Unless it was asked, the number must be said to be one («عمره ٨٠»)."""
    scan = _PHRASES.scan(text)
    found = [number for number in numbers(scan) if _is_whole(number, _OLDEST)]
    said = [number for number in found if _is_said_to_be_an_age(scan, number)]
    if said:
        return int(said[0].value)
    return int(found[0].value) if asked and len(found) == 1 else None


def disability(text: str, *, asked: bool) -> bool | None:
    """Whether a disability is told or denied; a bare yes or no only where it was asked."""
    if asked and is_bare_yes(text):
        return True
    if asked and is_bare_no(text):
        return False
    scan = _PHRASES.scan(text)
    if scan.all("not_disabled"):
        return False
    hit = next(iter(scan.all("disability")), None)
    return None if hit is None else not _is_denied(scan, hit)


def adults(text: str, *, asked: bool) -> int | None:
    """The adults who live with them; a number, or people who are named, only where it was asked."""
    scan = _PHRASES.scan(text)
    described = {hit.first for hit in scan.all("described")}
    if any(hit.first not in described for hit in scan.all("nobody")):  # «لوحده كبيره»: for an old woman, not alone
        return 0
    if not asked:
        return None
    if is_bare_no(text):
        return 0
    people = dependants(text, asked=True)
    if people is not None:
        return people
    found = [n for n in numbers(scan) if _is_whole(n, _MOST_AT_HOME) and not _is_said_to_be_an_age(scan, n)]
    return int(found[0].value) if len(found) == 1 else None


def is_for_oneself(text: str) -> bool:
    """Whether a short answer to "for whom" says: for me."""
    scan = _PHRASES.scan(text)
    return len(scan.tokens) <= _FEW_WORDS and bool(scan.all("oneself"))


def puts_right(text: str) -> bool:
    """Whether a short message takes back for whom it is («لا قصدي لأبوي»)."""
    scan = _PHRASES.scan(text)
    return len(scan.tokens) <= _CORRECTION and any(hit.first <= 1 for hit in scan.all("puts_right"))


def for_another(text: str, *, asked: bool = False) -> int | None:
    """Where in the text somebody is named who is no relative, or one who asks for such a person; None where nobody is.
    Where it was asked for whom, or behind "for", somebody who is only described is such a one."""
    scan = _PHRASES.scan(text)
    described = [hit for hit in scan.all("described") if asked or _FOR in hit.particles or _is_for(scan, hit)]
    hits = scan.all("another") or described or (scan.all("aged") if asked else [])
    return hits[0].start if hits else None


def _is_for(scan: Scan, hit: Hit) -> bool:
    return scan.key(hit.first - 1) == "for"


def speaks_of_children(text: str) -> bool:
    return bool(_PHRASES.scan(text).all("minor"))


def _is_whole(number: Number, most: int) -> bool:
    return number.value == number.value.to_integral_value() and Decimal(0) <= number.value <= most


def _is_said_to_be_an_age(scan: Scan, number: Number) -> bool:
    if number.value == 0 or _ends(scan, number.first, "since"):
        return False
    return bool(scan.at(number.last, "age_after")) or bool(_ends(scan, number.first, "age_before"))


def _is_denied(scan: Scan, hit: Hit) -> bool:
    return bool(_ends(scan, hit.first, "not"))


def _ends(scan: Scan, place: int, name: str) -> list[Hit]:
    """Phrases of a class that end at a token."""
    before = (scan.at(first, name) for first in range(max(0, place - _BACK), place))
    return [hit for hit in before if hit is not None and hit.last == place]


def _compile() -> Phrases:
    phrases = Phrases()
    add_number_words(phrases)
    for name, words in _DATA.items():
        phrases.add(name, None, words)
    return phrases


_PHRASES = _compile()
