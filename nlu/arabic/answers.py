"""What a short answer says whatever was asked: yes, no, not known, a number put right («لا، أقصد 3»)."""

import re
from decimal import Decimal

from nlu.arabic.answer_words import PHRASES, holds, is_only, opens
from nlu.arabic.numbers import Number, numbers
from nlu.arabic.phrases import Scan

_OF = frozenset({"\u0645\u0646", "of"})  # min: "one of my children" counts them
_DIGITS_BELOW_ZERO = re.compile(r"^\s*[-\u2212\u2013]\s*\d|(?<=\s)[-\u2212\u2013]\d")


def is_unsure(text: str) -> bool:
    """Whether the person says that they do not know."""
    return holds(PHRASES.scan(text), "unsure")


def is_bare_no(text: str) -> bool:
    """Whether the whole message is a no or a nothing («لا والله», «ما عندي», "none")."""
    return is_only(text, "none")


def is_bare_yes(text: str) -> bool:
    """Whether the whole message is a yes."""
    return is_only(text, "yes")


def certain(text: str) -> str:
    """The message without the clauses in which the person says that they do not know."""
    scan = PHRASES.scan(text)
    kept, at = "", 0
    for hit in scan.all("unsure"):
        end = next((scan.tokens[place].start for place in range(hit.last, len(scan.tokens)) if opens(scan, place)), len(text))
        start = scan.tokens[hit.first].start
        kept, at = kept + text[at : max(at, start)], max(at, end)
    return kept + text[at:]


def holds_number(text: str, number: Decimal | float) -> bool:
    """Whether the number stands in the message, in digits or words."""
    return any(found.value == Decimal(str(number)) for found in numbers(PHRASES.scan(text)))


def correction(text: str) -> Decimal | None:
    """The number that puts an earlier answer right («لا، أقصد 3», "no, 3")."""
    scan = PHRASES.scan(text)
    found = numbers(scan)
    said = scan.all("correction")
    if said:
        after = [number for number in found if number.first >= said[-1].last]
        return (after or found)[0].value if found else None
    no = scan.at(0, "none")
    rest = no.last if no else 0
    while no and rest < len(scan.tokens) and (scan.kind(rest) == "mark" or scan.at(rest, "filler") or scan.at(rest, "none")):
        rest += 1
    if not no or not found or found[0].first != rest or any(not _is_denied(scan, other) for other in found[1:]):
        return None
    return found[0].value if _stands_alone(scan, found[0]) else None


def _stands_alone(scan: Scan, number: Number) -> bool:
    """Whether the number counts nothing that is named: what follows it only tells why («لا، أربعة، الكبير توظف»)."""
    return scan.key(number.last) not in _OF and not any(scan.at(number.last, name) for name in ("currency", "span", "part"))


def _is_denied(scan: Scan, number: Number) -> bool:
    """Whether it is the number that is put right («أربعة مو خمسة»)."""
    return scan.at(number.first - 1, "negator") is not None


def is_below_zero(text: str) -> bool:
    """Whether a number of the message has a minus before it: no slip of a finger is read as an amount."""
    return bool(_DIGITS_BELOW_ZERO.search(text)) or bool(PHRASES.scan(text).at(0, "below_zero"))
