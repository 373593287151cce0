"""What the words around a number say about it."""

from nlu.arabic.data import table
from nlu.arabic.phrases import Phrases, Scan

_CUES = {f"cue_{kind}": kind for kind in ("id", "phone", "code", "iban")}
_MONEY = ("currency", "scale", "scale_after")
_BEFORE, _AFTER = 6, 3
_LONG_NUMBER = 9  # digits: an id or a phone beside the number
_AFTER_COSTS = 2  # a word before a number tells more than one after it


def add_cues(phrases: Phrases) -> None:
    """Put the words that say what a number is, and those that say nothing."""
    data = table("sensitive")
    for cue, kind in _CUES.items():
        phrases.add(cue, kind, data[kind])
    phrases.add("filler", None, data["filler"])
    for kind, spellings in table("currency").items():
        phrases.add("currency", kind, spellings)


def nearest(scan: Scan, first: int, last: int) -> str | None:
    """The kind that the closest telling word gives to tokens `first` to `last`, or None when there is none near."""
    best, kind = _BEFORE + 1, None
    if scan.present.isdisjoint(_CUES):
        return None
    for place in range(max(0, first - _BEFORE - 1), min(len(scan.tokens), last + _AFTER)):
        for cue, name in _CUES.items():
            hit = scan.at(place, cue)
            if hit is None or (hit.last > first and hit.first < last):
                continue
            distance = first - hit.last if hit.last <= first else hit.first - last + _AFTER_COSTS
            if distance < best:
                best, kind = distance, name
    return kind


def is_money(scan: Scan, first: int, last: int) -> bool:
    """Whether a currency or a thousand stands next to tokens `first` to `last`."""
    if scan.present.isdisjoint(_MONEY):
        return False
    after = any(scan.at(last, name) for name in _MONEY)
    before = any(scan.at(first - size, "currency") for size in (1, 2, 3))
    return after or before


def is_alone(scan: Scan, first: int, last: int) -> bool:
    """Whether nothing else is said in the message but words like "here it is"."""
    place = 0
    while place < len(scan.tokens):
        filler = scan.at(place, "filler")
        if first <= place < last or scan.kind(place) in {"mark", "ref"} or _is_long_number(scan.key(place)):
            place += 1
        elif filler:
            place = filler.last
        else:
            return False
    return True


def _is_long_number(text: str) -> bool:
    return len(text) >= _LONG_NUMBER and text.isdecimal()
