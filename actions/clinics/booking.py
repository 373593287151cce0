"""Booking a consultation, moving it, cancelling it. What a change sets free goes to the waiting list in the same
transaction."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession

from actions.clinics.holds import hold, of_conversation, release
from actions.clinics.models import Appointment, AppointmentStatus, Medium, Mode, Slot
from actions.database.audit import record
from actions.database.references import next_reference
from actions.jobs import defer


@dataclass(frozen=True, slots=True)
class SlotTaken:
    """Somebody else booked it first, or is just confirming it."""


@dataclass(frozen=True, slots=True)
class TimeClash:
    """The person has another appointment at that time."""


class Closed(StrEnum):
    """Why an appointment can be changed no more."""

    UNKNOWN = "unknown"
    CANCELLED = "cancelled"
    PAST = "past"
    AHEAD = "ahead"


@dataclass(frozen=True, slots=True)
class Terms:
    """What is agreed beside the time. `member`: the dependant it is for; `medium` of a remote one (phone, if not said);
    `conversation`: where it is agreed; `holder`: who holds the slot, if not that conversation."""

    member: int | None = None
    medium: Medium | None = None
    conversation: UUID | None = None
    holder: str | None = None

    def held_by(self, key: str) -> str:
        if self.holder is not None:
            return self.holder
        return f"key:{key}" if self.conversation is None else of_conversation(self.conversation)

    def medium_of(self, mode: Mode) -> Medium | None:
        return (self.medium or Medium.PHONE) if mode is Mode.REMOTE else None


async def book(
    session: AsyncSession, beneficiary: UUID, slot: Slot, key: str, now: datetime, terms: Terms | None = None
) -> Appointment | SlotTaken | TimeClash:
    """Books the slot once for this key. Of two people at once the database lets one in: by the hold and by an index."""
    terms = terms or Terms()
    made = await session.scalar(select(Appointment).where(Appointment.idempotency_key == key))
    if made is not None:
        return made
    holder = terms.held_by(key)
    if not await hold(session, slot.id, holder, now):
        return SlotTaken()
    appointment = Appointment(
        reference=await next_reference(session, "APT", now),
        beneficiary_id=beneficiary,
        slot_id=slot.id,
        starts_at=slot.starts_at,
        status=AppointmentStatus.BOOKED,
        idempotency_key=key,
        medium=terms.medium_of(slot.mode),
        member_id=terms.member,
        conversation_id=terms.conversation,
        arranged_at=now,
    )
    try:
        async with session.begin_nested():
            session.add(appointment)
    except IntegrityError as error:
        await release(session, holder)
        return _refused(error)
    await release(session, holder)
    reference = {"reference": appointment.reference}
    await record(session, actor="person", kind="appointment.booked", subject=beneficiary, data=reference)
    return appointment


async def move(
    session: AsyncSession, beneficiary: UUID, appointment: UUID, slot: Slot, key: str, now: datetime, terms: Terms
) -> Appointment | SlotTaken | TimeClash | Closed:
    """Gives the appointment another time; it keeps its reference. The old time is free for whoever waits."""
    found = await _open(session, beneficiary, appointment, now)
    if isinstance(found, Closed) or found.slot_id == slot.id:
        return found
    holder, before = terms.held_by(key), found.slot_id
    if not await hold(session, slot.id, holder, now):
        return SlotTaken()
    try:
        async with session.begin_nested():
            found.slot_id, found.starts_at, found.arranged_at = slot.id, slot.starts_at, now
            found.medium = terms.medium_of(slot.mode)
            found.conversation_id = terms.conversation or found.conversation_id
    except IntegrityError as error:
        await release(session, holder)
        return _refused(error)
    await release(session, holder)
    told = {"reference": found.reference, "starts_at": slot.starts_at.isoformat()}
    await record(session, actor="person", kind="appointment.rescheduled", subject=beneficiary, data=told)
    await defer(session, "offer_freed_slot", slot=before)
    return found


async def cancel(session: AsyncSession, beneficiary: UUID, appointment: UUID, now: datetime) -> Appointment | Closed:
    """Cancels it; its time is free for whoever waits."""
    found = await _open(session, beneficiary, appointment, now)
    if isinstance(found, Closed):
        return found
    found.status = AppointmentStatus.CANCELLED
    await session.flush()
    reference = {"reference": found.reference}
    await record(session, actor="person", kind="appointment.cancelled", subject=beneficiary, data=reference)
    await defer(session, "offer_freed_slot", slot=found.slot_id)
    return found


def why_closed(appointment: Appointment | None, now: datetime) -> Closed | None:
    """Why it can be changed no more; None while it can."""
    if appointment is None:
        return Closed.UNKNOWN
    if appointment.status is AppointmentStatus.CANCELLED:
        return Closed.CANCELLED
    if appointment.status is not AppointmentStatus.BOOKED or appointment.starts_at <= now:
        return Closed.PAST
    return None


async def _open(session: AsyncSession, beneficiary: UUID, appointment: UUID, now: datetime) -> Appointment | Closed:
    own = select(Appointment).where(Appointment.id == appointment, Appointment.beneficiary_id == beneficiary)
    found = await session.scalar(own.with_for_update().execution_options(populate_existing=True))
    closed = why_closed(found, now)
    if closed is not None or found is None:
        return closed or Closed.UNKNOWN
    return found


def _refused(error: IntegrityError) -> SlotTaken | TimeClash:
    return TimeClash() if "uq_appointments_person_booked" in str(error.orig) else SlotTaken()
