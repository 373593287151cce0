"""The waiting list: a time that is set free is offered to whoever waits longest, for a while, then to the next."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import Select, and_, exists, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from actions.clinics import holds, service
from actions.clinics.booking import Terms
from actions.clinics.models import (
    Appointment,
    AppointmentStatus,
    Mode,
    Slot,
    WaitlistEntry,
    WaitlistStatus,
)
from actions.clinics.policy import policy
from actions.clinics.views import slot_data
from actions.contacts.quiet_hours import quiet_hours
from actions.contacts.service import tell_person
from actions.database.audit import record
from actions.database.references import next_reference
from actions.dialogue.messages import Choice, Request
from actions.dialogue.offers import Standing, may_offer
from actions.dialogue.turn import Turn
from actions.identity.sessions import current_person
from actions.jobs import defer

_OPEN = (WaitlistStatus.WAITING, WaitlistStatus.OFFERED)


async def join(
    session: AsyncSession,
    beneficiary: UUID,
    service_code: str,
    region: str,
    key: str,
    now: datetime,
    *,
    mode: Mode | None = None,
    terms: Terms | None = None,
) -> WaitlistEntry:
    """Puts the person on the list of a service in a region; whoever waits already keeps their place. `mode` None: either."""
    terms = terms or Terms()
    waiting = await session.scalar(
        select(WaitlistEntry).where(
            WaitlistEntry.beneficiary_id == beneficiary,
            WaitlistEntry.member_id.is_not_distinct_from(terms.member),
            WaitlistEntry.service_code == service_code,
            WaitlistEntry.region == region,
            WaitlistEntry.status.in_(_OPEN),
        )
    )
    if waiting is not None:
        # Told where the person asked last; whoever now asks for the other way too takes either.
        waiting.conversation_id = terms.conversation or waiting.conversation_id
        waiting.mode = mode if waiting.mode is mode else None
        return waiting
    entry = WaitlistEntry(
        reference=await next_reference(session, "WTL", now),
        beneficiary_id=beneficiary,
        service_code=service_code,
        region=region,
        status=WaitlistStatus.WAITING,
        idempotency_key=key,
        mode=mode,
        medium=terms.medium,
        member_id=terms.member,
        conversation_id=terms.conversation,
    )
    session.add(entry)
    await session.flush()
    return entry


async def offer_freed(session: AsyncSession, slot_id: int, now: datetime) -> WaitlistEntry | None:
    """Offers a free time to whoever waits longest for it; None when nobody does, it is gone, or too near to answer.

    The time is held until the offer ends, and a job of the same transaction closes the offer then.
    """
    slot = await service.get_slot(session, slot_id)
    if slot is None or slot.starts_at <= now or await session.scalar(select(holds.is_booked(slot_id))):
        return None
    rules = policy()
    told_at = quiet_hours().over(now)
    until = min(told_at + rules.offer, slot.starts_at - rules.offer_notice)
    if until - told_at < rules.shortest_offer:
        return None
    if held := await holds.held_until(session, slot_id, now):
        # Somebody is confirming it. If nothing comes of that, it is free again.
        await defer(session, "offer_freed_slot", at=held, slot=slot_id)
        return None
    entry = await session.scalar(_next_for(slot))
    if entry is None or not await holds.hold(session, slot_id, holds.of_offer(entry.id), now, until):
        return None
    entry.status, entry.offered_slot_id, entry.offer_expires_at = WaitlistStatus.OFFERED, slot_id, until
    await defer(session, "close_offer", at=until, entry=str(entry.id))
    data = {"reference": entry.reference, **slot_data(slot), "expires_at": until.isoformat()}
    choices = (Choice("choice.offer.take", taking(entry)), Choice("choice.offer.decline", declining(entry)))
    await tell_person(
        session,
        entry.beneficiary_id,
        "appointment.offer",
        data,
        now=now,
        due_at=told_at,
        conversation=entry.conversation_id,
        choices=choices,
    )
    reference = {"reference": entry.reference}
    await record(session, actor="system", kind="waitlist.offered", subject=entry.beneficiary_id, data=reference)
    return entry


async def close_offer(session: AsyncSession, entry_id: UUID, now: datetime) -> None:
    """Ends an offer whose time is over; the time goes to the next who waits."""
    entry = await session.get(WaitlistEntry, entry_id, with_for_update=True, populate_existing=True)
    if entry is None or entry.status is not WaitlistStatus.OFFERED or entry.offer_expires_at is None:
        return
    if entry.offer_expires_at <= now:
        await _give_up(session, entry, WaitlistStatus.EXPIRED)


async def decline(session: AsyncSession, entry: WaitlistEntry) -> None:
    """The person does not want the time that is offered: it goes to the next at once, and they wait for another."""
    await _give_up(session, entry, WaitlistStatus.WAITING)


async def leave(session: AsyncSession, entry: WaitlistEntry) -> None:
    """Takes the person off the list."""
    await _give_up(session, entry, WaitlistStatus.LEFT)


async def served_by(session: AsyncSession, beneficiary: UUID, booked: Appointment, slot: Slot) -> None:
    """The person has booked what they waited for: they wait no more. A time that was offered and not taken goes to the
    next."""
    own = _own(beneficiary).where(
        WaitlistEntry.service_code == slot.specialist.service_code,
        WaitlistEntry.member_id.is_not_distinct_from(booked.member_id),
    )
    for entry in await session.scalars(own.with_for_update()):
        offered = entry.offered_slot_id if entry.status is WaitlistStatus.OFFERED else None
        entry.status = WaitlistStatus.TAKEN
        await holds.release(session, holds.of_offer(entry.id))
        if offered is not None and offered != booked.slot_id:
            await defer(session, "offer_freed_slot", slot=offered)


async def answered_in(session: AsyncSession, turn: Turn, now: datetime) -> Standing | None:
    """The offer that a bare yes or no in this conversation answers."""
    person = await current_person(session, turn.conversation, now)
    if person is not None:
        entry = await standing_offer(session, now, beneficiary=person.beneficiary)
    else:
        entry = await standing_offer(session, now, conversation=turn.conversation)
    return Standing(taking(entry), declining(entry)) if entry else None


may_offer(answered_in)


async def waiting_of(session: AsyncSession, beneficiary: UUID) -> list[WaitlistEntry]:
    """What the person waits for, the longest first."""
    return list(await session.scalars(_own(beneficiary).order_by(WaitlistEntry.created_at)))


async def get_entry(session: AsyncSession, beneficiary: UUID, entry: UUID) -> WaitlistEntry | None:
    """One of the person's own entries, in whatever state, locked for a change."""
    own = select(WaitlistEntry).where(WaitlistEntry.id == entry, WaitlistEntry.beneficiary_id == beneficiary)
    return await session.scalar(own.with_for_update().execution_options(populate_existing=True))


async def standing_offer(
    session: AsyncSession, now: datetime, *, beneficiary: UUID | None = None, conversation: UUID | None = None
) -> WaitlistEntry | None:
    """The offer that a person, or whoever speaks in a conversation, may still take."""
    offered = select(WaitlistEntry).where(
        WaitlistEntry.status == WaitlistStatus.OFFERED, WaitlistEntry.offer_expires_at > now
    )
    if beneficiary is not None:
        offered = offered.where(WaitlistEntry.beneficiary_id == beneficiary)
    if conversation is not None:
        offered = offered.where(WaitlistEntry.conversation_id == conversation)
    return await session.scalar(offered.order_by(WaitlistEntry.offer_expires_at).limit(1))


def taking(entry: WaitlistEntry) -> Request:
    """What somebody asks for who wants the time that is offered."""
    return Request("book_consultation", (("offer", str(entry.id)),))


def declining(entry: WaitlistEntry) -> Request:
    return Request("cancel_appointment", (("offer", str(entry.id)),))


async def _give_up(session: AsyncSession, entry: WaitlistEntry, status: WaitlistStatus) -> None:
    offered = entry.offered_slot_id if entry.status is WaitlistStatus.OFFERED else None
    entry.status = status
    await holds.release(session, holds.of_offer(entry.id))
    if offered is not None:
        await defer(session, "offer_freed_slot", slot=offered)


def _own(beneficiary: UUID) -> Select[WaitlistEntry]:
    return select(WaitlistEntry).where(WaitlistEntry.beneficiary_id == beneficiary, WaitlistEntry.status.in_(_OPEN))


def _next_for(slot: Slot) -> Select[WaitlistEntry]:
    """Whoever waits longest for such a time and has nothing else then. A remote one suits people of every region."""
    place = WaitlistEntry.region == slot.specialist.clinic.region
    if slot.mode is Mode.REMOTE:
        place = or_(place, WaitlistEntry.mode == Mode.REMOTE)
    busy = exists().where(
        and_(
            Appointment.beneficiary_id == WaitlistEntry.beneficiary_id,
            Appointment.member_id.is_not_distinct_from(WaitlistEntry.member_id),
            Appointment.starts_at == slot.starts_at,
            Appointment.status == AppointmentStatus.BOOKED,
        )
    )
    return (
        select(WaitlistEntry)
        .where(
            WaitlistEntry.status == WaitlistStatus.WAITING,
            WaitlistEntry.service_code == slot.specialist.service_code,
            place,
            or_(WaitlistEntry.mode.is_(None), WaitlistEntry.mode == slot.mode),
            or_(WaitlistEntry.clinic_code.is_(None), WaitlistEntry.clinic_code == slot.specialist.clinic_code),
            WaitlistEntry.offered_slot_id.is_distinct_from(slot.id),  # not again what they did not want
            ~busy,
        )
        .order_by(WaitlistEntry.created_at, WaitlistEntry.reference)
        .limit(1)
        .with_for_update(skip_locked=True)
    )
