"""The numbers people quote: `OBJ-1448-000125` is an objection of the Hijri year 1448.

The last digit checks the ones before it (Luhn), so that a number misheard on the phone is noticed.
"""

from __future__ import annotations

import re
from datetime import date
from enum import StrEnum

from hijridate import Gregorian
from sqlalchemy import Sequence
from sqlalchemy.ext.asyncio import AsyncSession

from actions.database.base import Base


class ReferenceKind(StrEnum):
    """What is numbered, by the letters in front."""

    OBJECTION = "OBJ"
    COMPLAINT = "CMP"
    APPOINTMENT = "APT"
    WAITLIST = "WTL"
    PATH = "PTH"
    BENEFIT = "BNF"
    CHANGE = "CHG"
    COMPREHENSIVE = "CMS"
    DATA_REQUEST = "REQ"
    MANDATE = "MND"


_FORM = re.compile(rf"({'|'.join(ReferenceKind)})-\d{{4}}-(\d{{5,}})(\d)")
SEQUENCES = {kind: Sequence(f"{kind.name.lower()}_numbers", metadata=Base.metadata) for kind in ReferenceKind}
"""One PostgreSQL sequence a kind; a number is never given twice, and gaps are of no meaning."""


async def next_reference(session: AsyncSession, kind: str, on: date) -> str:
    """A new number of `kind` (one of ReferenceKind) for something of the day `on`, which may be a moment of it."""
    kind = ReferenceKind(kind)
    return reference(kind, (await session.execute(SEQUENCES[kind].next_value())).scalar_one(), on)


def reference(kind: ReferenceKind, number: int, on: date) -> str:
    """The `number`-th reference of `kind`, in the Hijri year (Umm al-Qura) of `on`."""
    year = Gregorian(on.year, on.month, on.day).to_hijri().year
    return f"{kind}-{year}-{number:05d}{check_digit(f'{number:05d}')}"


def is_reference(text: str) -> bool:
    """Whether `text` has the form of a reference and its check digit is right."""
    found = _FORM.fullmatch(text)
    return found is not None and check_digit(found[2]) == int(found[3])


def check_digit(digits: str) -> int:
    """The digit that, put after `digits`, makes their Luhn sum a multiple of ten."""
    doubled = (int(digit) * (2 if place % 2 == 0 else 1) for place, digit in enumerate(reversed(digits)))
    return -sum(part // 10 + part % 10 for part in doubled) % 10
