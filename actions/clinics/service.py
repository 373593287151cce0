"""The Empowerment Clinics: where they are, which times are free, and what somebody has booked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID

from sqlalchemy import Select, and_, func, not_, or_, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import joinedload

from actions import clock
from actions.clinics.holds import is_booked, is_held
from actions.clinics.models import Appointment, AppointmentStatus, Clinic, Mode, Service, Slot, Specialist
from actions.clinics.policy import Hours
from actions.clock import RIYADH


@dataclass(frozen=True, slots=True)
class Search:
    """Which free times are looked for. Empty `clinics` means any; `day` and `at` narrow to a day and a time of day, `hours` to
    those between two times of day, or with `outside` to all others; `not_on` leaves days out. `specialist` narrows to one
    person, `not_with` to anybody else. What is held counts as taken, but for `holder`."""

    service: str
    mode: Mode | None
    clinics: tuple[str, ...] = ()
    day: date | None = None
    at: time | None = None
    hours: Hours | None = None
    outside: bool = False
    not_on: tuple[date, ...] = ()
    specialist: int | None = None
    not_with: int | None = None
    holder: str | None = None


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


async def free_slots(
    session: AsyncSession, search: Search, now: datetime, limit: int, *, until: datetime | None = None
) -> list[Slot]:
    """The earliest free times from `now` on that fit, each start once, with their specialist and clinic loaded; with
    `until` the latest ones before that moment. In order of time."""
    query = _free(search, now)
    order = Slot.starts_at.asc()
    if until is not None:
        query, order = query.where(Slot.starts_at < until), Slot.starts_at.desc()
    first = query.with_only_columns(func.min(Slot.id)).group_by(Slot.starts_at).order_by(order).limit(limit)
    found = select(Slot).where(Slot.id.in_(first)).options(joinedload(Slot.specialist).joinedload(Specialist.clinic))
    return list(await session.scalars(found.order_by(Slot.starts_at)))


async def get_slot(session: AsyncSession, slot: int) -> Slot | None:
    """A slot with its specialist and clinic; None for a number that is no slot."""
    loaded = joinedload(Slot.specialist).joinedload(Specialist.clinic)
    return await session.scalar(select(Slot).where(Slot.id == slot).options(loaded))


async def is_free(session: AsyncSession, slot: Slot, now: datetime, holder: str | None = None) -> bool:
    """Whether the slot lies ahead and nobody has it or (other than `holder`) holds it."""
    return slot.starts_at > now and not await session.scalar(
        select(or_(is_booked(slot.id), is_held(slot.id, now, holder)))
    )


async def upcoming(session: AsyncSession, beneficiary: UUID, now: datetime) -> list[Appointment]:
    """What is booked from now on, also for the family, the nearest first, with all that it refers to loaded."""
    query = _appointments().where(
        Appointment.beneficiary_id == beneficiary,
        Appointment.status == AppointmentStatus.BOOKED,
        Appointment.starts_at > now,
    )
    return list(await session.scalars(query.order_by(Appointment.starts_at)))


async def get_appointment(session: AsyncSession, appointment: UUID) -> Appointment | None:
    """An appointment with slot, specialist, clinic and dependant loaded."""
    return await session.scalar(_appointments().where(Appointment.id == appointment))


async def by_reference(session: AsyncSession, beneficiary: UUID, reference: str) -> Appointment | None:
    """One of the person's own appointments, in whatever state; None also for somebody else's."""
    own = _appointments().where(Appointment.beneficiary_id == beneficiary, Appointment.reference == reference)
    return await session.scalar(own)


async def last_visit(session: AsyncSession, beneficiary: UUID, service: str | None) -> Appointment | None:
    """The latest consultation (of a service) that the person had or has booked: what "the same again" refers to."""
    query = _appointments().where(
        Appointment.beneficiary_id == beneficiary, Appointment.status != AppointmentStatus.CANCELLED
    )
    if service is not None:
        query = query.where(Appointment.slot.has(Slot.specialist.has(Specialist.service_code == service)))
    return await session.scalar(query.order_by(Appointment.starts_at.desc()).limit(1))


def _appointments() -> Select[Appointment]:
    loaded = joinedload(Appointment.slot).joinedload(Slot.specialist).joinedload(Specialist.clinic)
    return select(Appointment).options(loaded, joinedload(Appointment.member)).execution_options(populate_existing=True)


def _free(search: Search, now: datetime) -> Select[Slot]:
    local = func.timezone(str(RIYADH), Slot.starts_at)
    clock_time = func.to_char(local, "HH24:MI")
    query = (
        select(Slot)
        .join(Specialist, Specialist.id == Slot.specialist_id)
        .where(Specialist.service_code == search.service, Slot.starts_at > now)
        .where(~is_booked(Slot.id), ~is_held(Slot.id, clock.now(), search.holder))
    )
    if search.mode is not None:
        query = query.where(Slot.mode == search.mode)
    if search.clinics:
        query = query.where(Specialist.clinic_code.in_(search.clinics))
    if search.specialist is not None:
        query = query.where(Slot.specialist_id == search.specialist)
    if search.not_with is not None:
        query = query.where(Slot.specialist_id != search.not_with)
    if search.day is not None:
        start = datetime.combine(search.day, time.min, RIYADH)
        query = query.where(Slot.starts_at >= start, Slot.starts_at < start + timedelta(days=1))
    if search.not_on:
        query = query.where(func.to_char(local, "YYYY-MM-DD").not_in([day.isoformat() for day in search.not_on]))
    if search.at is not None:
        query = query.where(clock_time == f"{search.at:%H:%M}")
    if search.hours is not None:
        start, end = search.hours
        within = and_(clock_time >= f"{start:%H:%M}", clock_time < f"{end:%H:%M}")
        query = query.where(not_(within) if search.outside else within)
    return query
