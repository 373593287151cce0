"""Who came and who did not, as the clinic's staff mark it, and what follows.

Nothing published tells what a missed consultation leads to, so nothing is taken from the person: another one is
offered, and a person of the staff.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from actions.clinics.booking import Closed
from actions.clinics.models import Appointment, AppointmentStatus
from actions.clinics.service import get_appointment
from actions.clinics.views import appointment_data
from actions.contacts.quiet_hours import quiet_hours
from actions.contacts.service import tell_person
from actions.database.audit import record
from actions.dialogue.messages import PERSON, Choice, Request


async def mark(
    session: AsyncSession, reference: str, *, came: bool, by: str, now: datetime
) -> Appointment | Closed:
    """Marks an appointment that has begun; marking it again the same way changes nothing. The person is offered the
    next visit, or another time for the one that was missed, with the same specialist."""
    found = await session.scalar(select(Appointment).where(Appointment.reference == reference).with_for_update())
    if found is None:
        return Closed.UNKNOWN
    status = AppointmentStatus.DONE if came else AppointmentStatus.NO_SHOW
    if found.status is status:
        return found
    if found.status is AppointmentStatus.CANCELLED:
        return Closed.CANCELLED
    if found.starts_at > now:
        return Closed.AHEAD
    found.status = status
    await session.flush()
    await record(session, actor=by, kind=f"appointment.{status}", subject=found.beneficiary_id, data={"reference": reference})
    await _follow_up(session, found, came=came, now=now)
    return found


async def unmarked(session: AsyncSession, now: datetime) -> list[Appointment]:
    """What has begun and nobody has marked, the oldest first."""
    begun = select(Appointment).where(Appointment.status == AppointmentStatus.BOOKED, Appointment.starts_at <= now)
    return list(await session.scalars(begun.order_by(Appointment.starts_at)))


async def _follow_up(session: AsyncSession, appointment: Appointment, *, came: bool, now: datetime) -> None:
    told = await get_appointment(session, appointment.id)
    assert told is not None
    again = Choice("choice.book_again", Request("book_consultation", (("again", told.reference),)))
    await tell_person(
        session,
        told.beneficiary_id,
        "appointment.follow_up" if came else "appointment.missed",
        appointment_data(told),
        now=now,
        due_at=quiet_hours().over(now),
        conversation=told.conversation_id,
        choices=(again,) if came else (again, PERSON),
    )
