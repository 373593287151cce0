"""Keeping a time for somebody while they confirm it: nobody else is shown it or gets it until the hold ends.

One row a slot, so that the database decides between two who reach for it at the same moment.
"""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import Exists, delete, exists, func, or_, select, text
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.exc import OperationalError
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import InstrumentedAttribute

from actions.clinics.models import Appointment, AppointmentStatus, SlotHold
from actions.clinics.policy import policy

# Longer than any booking takes, shorter than a person waits for an answer.
_PATIENCE = "3s"
_LOCK_NOT_AVAILABLE = "55P03"


def of_conversation(conversation: UUID) -> str:
    return f"conversation:{conversation}"


def of_offer(entry: UUID) -> str:
    """The holder of a slot that is offered to an entry of the waiting list."""
    return f"waitlist:{entry}"


async def hold(session: AsyncSession, slot: int, holder: str, now: datetime, until: datetime | None = None) -> bool:
    """Keeps the slot for `holder` until a moment (two minutes from now by the policy), in place of any other that it
    held; False when it is booked, or held by somebody else, or somebody else is just taking it."""
    expires = until or now + policy().hold
    try:
        async with session.begin_nested():
            await session.execute(text(f"SET LOCAL lock_timeout = '{_PATIENCE}'"))
            if not await _take(session, slot, holder, now, expires):
                return False
    except OperationalError as error:
        if getattr(error.orig, "sqlstate", None) != _LOCK_NOT_AVAILABLE:
            raise
        return False
    if await session.scalar(select(is_booked(slot))):
        await release(session, holder)
        return False
    return True


async def release(session: AsyncSession, holder: str) -> None:
    """Ends the hold, if there is one."""
    await session.execute(delete(SlotHold).where(SlotHold.holder == holder))


async def forget_expired(session: AsyncSession, now: datetime) -> int:
    """Deletes holds whose time is over; how many there were."""
    gone = await session.execute(delete(SlotHold).where(SlotHold.expires_at <= now).returning(SlotHold.slot_id))
    return len(gone.all())


async def held_until(session: AsyncSession, slot: int, now: datetime) -> datetime | None:
    """Until when somebody holds the slot; None when nobody does."""
    return await session.scalar(
        select(SlotHold.expires_at).where(SlotHold.slot_id == slot, SlotHold.expires_at > now)
    )


def is_held(slot: int | InstrumentedAttribute[int], now: datetime, but_by: str | None) -> Exists:
    """Whether somebody other than `but_by` holds the slot."""
    held = exists().where(SlotHold.slot_id == slot, SlotHold.expires_at > now)
    return held if but_by is None else held.where(SlotHold.holder != but_by)


def is_booked(slot: int | InstrumentedAttribute[int]) -> Exists:
    return exists().where(Appointment.slot_id == slot, Appointment.status == AppointmentStatus.BOOKED)


async def _take(session: AsyncSession, slot: int, holder: str, now: datetime, expires: datetime) -> bool:
    await session.execute(delete(SlotHold).where(SlotHold.holder == holder, SlotHold.slot_id != slot))
    wanted = insert(SlotHold).values(slot_id=slot, holder=holder, expires_at=expires)
    taken = wanted.on_conflict_do_update(
        index_elements=[SlotHold.slot_id],
        # An offer keeps its longer time when the person is asked to confirm it.
        set_={"holder": holder, "expires_at": func.greatest(expires, SlotHold.expires_at)},
        where=or_(SlotHold.expires_at <= now, SlotHold.holder == holder),
    )
    return (await session.execute(taken.returning(SlotHold.slot_id))).first() is not None
