"""The Empowerment Clinics: where they are, which times are free, and booking one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID

from sqlalchemy import Exists, Select, and_, exists, func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import InstrumentedAttribute, joinedload

from actions.clinics.models import (
    Appointment,
    AppointmentStatus,
    Clinic,
    Mode,
    Service,
    Slot,
    Specialist,
    WaitlistEntry,
    WaitlistStatus,
)
from actions.clock import RIYADH
from actions.database.audit import record
from actions.database.references import next_reference


@dataclass(frozen=True, slots=True)
class Search:
    """Which free times are looked for. Empty `clinics` means any; `day` and `at` narrow to a day and a time of day."""

    service: str
    mode: Mode | None
    clinics: tuple[str, ...] = ()
    day: date | None = None
    at: time | None = None


@dataclass(frozen=True, slots=True)
class SlotTaken:
    """Somebody else booked it first."""


@dataclass(frozen=True, slots=True)
class TimeClash:
    """The person has another appointment at that time."""


async def services(session: AsyncSession) -> list[str]:
    """The codes of the consultations, in the order in which they are offered."""
    return list(await session.scalars(select(Service.code).order_by(Service.position)))


async def clinics(session: AsyncSession, *, region: str | None = None, city: str | None = None) -> list[Clinic]:
    """The sites of a region or city, all where neither is given."""
    query = select(Clinic).order_by(Clinic.region, Clinic.code)
    if region:
        query = query.where(Clinic.region == region)
    if city:
        query = query.where(Clinic.city == city)
    return list(await session.scalars(query))


async def free_slots(session: AsyncSession, search: Search, now: datetime, limit: int) -> list[Slot]:
    """The earliest free times that fit, each start once, with their specialist and clinic loaded."""
    first = (
        _free(search, now)
        .with_only_columns(func.min(Slot.id))
        .group_by(Slot.starts_at)
        .order_by(Slot.starts_at)
        .limit(limit)
    )
    query = select(Slot).where(Slot.id.in_(first)).options(joinedload(Slot.specialist).joinedload(Specialist.clinic))
    return list(await session.scalars(query.order_by(Slot.starts_at)))


async def get_slot(session: AsyncSession, slot: int) -> Slot | None:
    """A slot with its specialist and clinic; None for a number that is no slot."""
    loaded = joinedload(Slot.specialist).joinedload(Specialist.clinic)
    return await session.scalar(select(Slot).where(Slot.id == slot).options(loaded))


async def is_free(session: AsyncSession, slot: Slot, now: datetime) -> bool:
    return slot.starts_at > now and not await session.scalar(select(_booked(slot.id)))


async def book(
    session: AsyncSession, beneficiary: UUID, slot: Slot, key: str, now: datetime
) -> Appointment | SlotTaken | TimeClash:
    """Books the slot once for this key. Two people at once: the database lets one in (a unique index)."""
    made = await session.scalar(select(Appointment).where(Appointment.idempotency_key == key))
    if made is not None:
        return made
    appointment = Appointment(
        reference=await next_reference(session, "APT", now),
        beneficiary_id=beneficiary,
        slot_id=slot.id,
        starts_at=slot.starts_at,
        status=AppointmentStatus.BOOKED,
        idempotency_key=key,
    )
    try:
        async with session.begin_nested():
            session.add(appointment)
    except IntegrityError as error:
        return TimeClash() if "uq_appointments_person_booked" in str(error.orig) else SlotTaken()
    reference = {"reference": appointment.reference}
    await record(session, actor="person", kind="appointment.booked", subject=beneficiary, data=reference)
    return appointment


async def join_waitlist(
    session: AsyncSession, beneficiary: UUID, service: str, region: str, key: str, now: datetime
) -> WaitlistEntry:
    """Puts the person on the list of a service in a region; whoever waits already keeps their place."""
    waiting = await session.scalar(
        select(WaitlistEntry).where(
            WaitlistEntry.beneficiary_id == beneficiary,
            WaitlistEntry.service_code == service,
            WaitlistEntry.region == region,
            WaitlistEntry.status == WaitlistStatus.WAITING,
        )
    )
    if waiting is not None:
        return waiting
    entry = WaitlistEntry(
        reference=await next_reference(session, "WTL", now),
        beneficiary_id=beneficiary,
        service_code=service,
        region=region,
        status=WaitlistStatus.WAITING,
        idempotency_key=key,
    )
    session.add(entry)
    await session.flush()
    return entry


async def upcoming(session: AsyncSession, beneficiary: UUID, now: datetime) -> list[Appointment]:
    """What is booked from now on, the nearest first, with slot, specialist and clinic loaded."""
    loaded = joinedload(Appointment.slot).joinedload(Slot.specialist).joinedload(Specialist.clinic)
    query = (
        select(Appointment)
        .options(loaded)
        .where(
            Appointment.beneficiary_id == beneficiary,
            Appointment.status == AppointmentStatus.BOOKED,
            Appointment.starts_at > now,
        )
        .order_by(Appointment.starts_at)
    )
    return list(await session.scalars(query))


async def get_appointment(session: AsyncSession, appointment: UUID) -> Appointment | None:
    """An appointment with slot, specialist and clinic loaded."""
    loaded = joinedload(Appointment.slot).joinedload(Slot.specialist).joinedload(Specialist.clinic)
    return await session.scalar(select(Appointment).options(loaded).where(Appointment.id == appointment))


def _free(search: Search, now: datetime) -> Select[Slot]:
    query = (
        select(Slot)
        .join(Specialist, Specialist.id == Slot.specialist_id)
        .where(Specialist.service_code == search.service, Slot.starts_at > now, ~_booked(Slot.id))
    )
    if search.mode is not None:
        query = query.where(Slot.mode == search.mode)
    if search.clinics:
        query = query.where(Specialist.clinic_code.in_(search.clinics))
    if search.day is not None:
        start = datetime.combine(search.day, time.min, RIYADH)
        query = query.where(Slot.starts_at >= start, Slot.starts_at < start + timedelta(days=1))
    if search.at is not None:
        query = query.where(func.to_char(func.timezone(str(RIYADH), Slot.starts_at), "HH24:MI") == f"{search.at:%H:%M}")
    return query


def _booked(slot: int | InstrumentedAttribute[int]) -> Exists:
    return exists().where(and_(Appointment.slot_id == slot, Appointment.status == AppointmentStatus.BOOKED))
