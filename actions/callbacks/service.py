"""Arranging calls in working hours, and the list of those that are still to be made.

The hours are the operator's, not the law's: nine to four, cut at noon for who names a part of the day.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from actions.callbacks.models import Callback, PartOfDay
from actions.clock import RIYADH
from actions.contacts.models import Contact
from actions.eligibility.working_days import is_working_day
from actions.identity.vault import vault
from actions.people.models import Beneficiary

_HOURS = {
    PartOfDay.MORNING: (time(9), time(12)),
    PartOfDay.AFTERNOON: (time(12), time(16)),
    PartOfDay.ANY: (time(9), time(16)),
}
_ENOUGH = timedelta(hours=1)
"""What must be left of the hours of a day, or the call is due on the next one."""


@dataclass(frozen=True, slots=True)
class Window:
    """The first moments at which a call can be made."""

    start: datetime
    end: datetime


@dataclass(frozen=True, slots=True)
class DueCall:
    """A call to make, as an agent sees it; the whole number, because it is to be dialled."""

    reference: str
    name: str
    phone: str | None
    window: Window


def next_window(now: datetime, part: PartOfDay) -> Window:
    """The nearest working hours in the part of the day that is wanted."""
    opens, closes = _HOURS[part]
    day = now.astimezone(RIYADH).date()
    while True:
        start, end = datetime.combine(day, opens, RIYADH), datetime.combine(day, closes, RIYADH)
        if is_working_day(day) and end - now >= _ENOUGH:
            return Window(max(start, now), end)
        day += timedelta(days=1)


async def arrange(
    session: AsyncSession, beneficiary: UUID, contact: UUID, reference: str, part: PartOfDay, now: datetime
) -> Callback:
    """Leaves a call to make; one a reference."""
    window = next_window(now, part)
    call = Callback(
        reference=reference,
        beneficiary_id=beneficiary,
        contact_id=contact,
        part=part,
        due_from=window.start,
        due_until=window.end,
    )
    session.add(call)
    await session.flush()
    return call


async def due_calls(session: AsyncSession) -> list[DueCall]:
    """The calls nobody has made yet, the earliest first."""
    query = (
        select(Callback, Beneficiary.name_ar, Contact.address_sealed)
        .join(Beneficiary, Beneficiary.id == Callback.beneficiary_id)
        .join(Contact, Contact.id == Callback.contact_id)
        .where(Callback.done_at.is_(None))
        .order_by(Callback.due_from, Callback.reference)
    )
    return [
        DueCall(call.reference, name, None if sealed is None else vault().open(sealed), Window(call.due_from, call.due_until))
        for call, name, sealed in await session.execute(query)
    ]


async def made(session: AsyncSession, reference: str, now: datetime) -> bool:
    """Notes that a call was made; False where none of that reference is open."""
    call = await session.scalar(select(Callback).where(Callback.reference == reference, Callback.done_at.is_(None)))
    if call is None:
        return False
    call.done_at = now
    return True
