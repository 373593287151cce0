"""Reminding of what is booked, a day and two hours before, but never at night."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import Select, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import joinedload

from actions.clinics.models import Appointment, AppointmentReminder, AppointmentStatus, Slot, Specialist
from actions.clinics.policy import policy
from actions.clinics.views import appointment_data
from actions.contacts.quiet_hours import quiet_hours
from actions.contacts.service import tell_person
from actions.dialogue.messages import Choice, Request, intent_choice

# Quiet hours bring a reminder forward by less than this.
_FARTHEST = timedelta(days=1)


def due_at(starts_at: datetime, before: timedelta) -> datetime:
    """When a reminder is told: at its time; after the quiet hours, if it falls into them; or the evening before, if
    that would be too close to the consultation."""
    quiet = quiet_hours()
    plain = starts_at - before
    if not quiet.holds(plain):
        return plain
    later = quiet.over(plain)
    return later if later <= starts_at - policy().reminder_notice else quiet.before(plain)


async def remind_of_due(session: AsyncSession, now: datetime) -> int:
    """Tells every reminder that is due, each once; how many. Of several that are due at once for one appointment only
    the last is told, and none whose moment had passed before the time was agreed."""
    rules = policy()
    if quiet_hours().holds(now):
        return 0
    told = 0
    for appointment in await session.scalars(_ahead(now, now + rules.reminders[0] + _FARTHEST)):
        due = [before for before in rules.reminders if due_at(appointment.starts_at, before) <= now]
        new = [before for before in due if await _mark(session, appointment, before)]
        if new and due_at(appointment.starts_at, new[-1]) > appointment.arranged_at:
            told += await _tell(session, appointment, now)
    return told


async def _tell(session: AsyncSession, appointment: Appointment, now: datetime) -> bool:
    reference = ("case_reference", appointment.reference)
    choices = (
        Choice("choice.reschedule_appointment", Request("reschedule_appointment", (reference,))),
        Choice("choice.cancel_appointment", Request("cancel_appointment", (reference,))),
        intent_choice("ask_clinic_locations", reference),
    )
    return await tell_person(
        session,
        appointment.beneficiary_id,
        "appointment.reminder",
        appointment_data(appointment),
        now=now,
        conversation=appointment.conversation_id,
        choices=choices,
    )


async def _mark(session: AsyncSession, appointment: Appointment, before: timedelta) -> bool:
    """Whether this reminder is still to be told: only one process ever hears yes."""
    row = {
        "appointment_id": appointment.id,
        "starts_at": appointment.starts_at,
        "minutes_before": int(before.total_seconds()) // 60,
    }
    marked = insert(AppointmentReminder).values(row).on_conflict_do_nothing().returning(AppointmentReminder.appointment_id)
    return (await session.execute(marked)).first() is not None


def _ahead(now: datetime, until: datetime) -> Select[Appointment]:
    loaded = joinedload(Appointment.slot).joinedload(Slot.specialist).joinedload(Specialist.clinic)
    return (
        select(Appointment)
        .options(loaded, joinedload(Appointment.member))
        .where(
            Appointment.status == AppointmentStatus.BOOKED, Appointment.starts_at > now, Appointment.starts_at <= until
        )
        .order_by(Appointment.starts_at)
    )
