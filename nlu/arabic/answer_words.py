"""The phrases of short answers, and what stands with them in one clause: who denies, where another clause begins."""

from collections.abc import Iterator
from decimal import Decimal

from nlu.arabic.data import table
from nlu.arabic.numbers import add_number_words
from nlu.arabic.phrases import Hit, Phrases, Scan

_DATA = table("answers")
_LISTS = ("unsure", "none", "filler", "yes", "negator", "except", "clause", "have", "relative", "children", "correction")
_CHOICES = ("saudi", "role", "shelter")
_STOPS = frozenset("\u060c,.;\u061b!\u061f?\n")
REACH = 5
"""Tokens before a word in which a denial of it stands."""
_AND, _SHORTEST_JOINED = "\u0648", 3


def holds(scan: Scan, name: str) -> bool:
    """Whether a phrase of a class is anywhere in the message."""
    return any(name in hits for hits in scan.hits)


def is_only(text: str, name: str) -> bool:
    """Whether phrases of a class and fillers are the whole message."""
    scan = PHRASES.scan(text)
    place, found = 0, False
    while place < len(scan.tokens):
        hit = scan.at(place, name)
        found = found or hit is not None
        hit = hit or scan.at(place, "filler")
        if hit is None and scan.kind(place) != "mark":
            return False
        place = hit.last if hit else place + 1
    return found


def apart(scan: Scan, name: str) -> Iterator[Hit]:
    """The phrases of a class, none inside another."""
    end = 0
    for hit in scan.all(name):
        if hit.first >= end:
            end = hit.last
            yield hit


def before(scan: Scan, hit: Hit, reach: int) -> Iterator[int]:
    """The tokens before a phrase in its clause, from near to far."""
    if _AND in hit.particles:
        return
    for place in range(hit.first - 1, max(-1, hit.first - 1 - reach), -1):
        ends = scan.key(place) in _STOPS or scan.at(place, "clause")
        if not ends:
            yield place
        if ends or opens(scan, place):
            return


def opens(scan: Scan, place: int) -> bool:
    """Whether a new clause begins at a token."""
    key = scan.key(place)
    joined = key.startswith(_AND) and len(key) > _SHORTEST_JOINED
    return key in _STOPS or joined or scan.at(place, "clause") is not None


def is_denied(scan: Scan, hit: Hit) -> bool:
    """Whether a denial stands before the phrase in its clause, and no exception in between ("nothing but a house")."""
    places = list(before(scan, hit, REACH))
    deniers = [place for place in places if scan.at(place, "negator")]
    excepted = any(scan.at(place, "except") and any(denier < place for denier in deniers) for place in places)
    return bool(deniers) and not excepted


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


PHRASES = _compile()
