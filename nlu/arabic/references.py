"""References: what stands in a stored message for an identity number, a phone, an IBAN or a code."""

import re
from dataclasses import dataclass

REF = re.compile(r"\[(id|badid|phone|iban|code):([a-z0-9]{8})\]")
"""`[kind:key]`, kind as in `sensitive.Kind`, key eight small letters or digits."""


@dataclass(frozen=True, slots=True)
class Reference:
    """One reference as it stands in a text; `text` is the whole of it, brackets included."""

    kind: str
    text: str
    start: int
    end: int


def references(text: str) -> list[Reference]:
    """Every reference of a text, in order."""
    return [Reference(found[1], found[0], found.start(), found.end()) for found in REF.finditer(text)]
