"""The waiting list through all processes: somebody cancels, the worker offers the time, and a yes takes it."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import datetime
from uuid import UUID

from sqlalchemy import NullPool, select
from sqlalchemy.ext.asyncio import AsyncSession

from actions.clinics import booking, waiting
from actions.clinics.models import Appointment, AppointmentStatus, Mode, Slot, Specialist, WaitlistEntry, WaitlistStatus
from actions.clock import RIYADH
from actions.contacts.quiet_hours import quiet_hours
from actions.database.engine import make_engine, transaction, use_engine
from tests.stack import Stack, Talk

SALEM = ("1940440447", "+966500000004")
PATIENCE = 30.0


@asynccontextmanager
async def database_of(stack: Stack) -> AsyncIterator[None]:
    """The stack's own database, for what happens at other people's phones."""
    lines = (stack.data_dir / "postgres" / "postmaster.pid").read_text().splitlines()
    url = f"postgresql://postgres@/mueen?host={lines[4] or '127.0.0.1'}&port={lines[3]}"
    async with use_engine(make_engine(url, pool=NullPool)):
        yield


async def others_give_up(own: str) -> None:
    """Whoever of the population waits leaves the list, so that it is this person's turn."""
    async with transaction() as session:
        entries = select(WaitlistEntry).where(WaitlistEntry.reference != own, WaitlistEntry.status == WaitlistStatus.WAITING)
        for entry in await session.scalars(entries):
            await waiting.leave(session, entry)


async def somebody_cancels(session: AsyncSession) -> UUID:
    """Cancels one of the appointments that make legal advice in Najran full."""
    now = datetime.now(RIYADH)
    found = await session.scalar(
        select(Appointment)
        .join(Slot, Slot.id == Appointment.slot_id)
        .join(Specialist, Specialist.id == Slot.specialist_id)
        .where(
            Specialist.service_code == "legal",
            Specialist.clinic_code.in_(("najran", "sharurah")),
            Slot.mode == Mode.IN_PERSON,
            Appointment.status == AppointmentStatus.BOOKED,
        )
        .order_by(Appointment.starts_at.desc())
        .limit(1)
    )
    assert found is not None
    assert isinstance(await booking.cancel(session, found.beneficiary_id, found.id, now), Appointment)
    return found.id


async def offered(own: str) -> None:
    """Waits until the worker has made the offer."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        async with transaction() as session:
            status = await session.scalar(select(WaitlistEntry.status).where(WaitlistEntry.reference == own))
        if status is WaitlistStatus.OFFERED:
            return
        await asyncio.sleep(0.2)
    raise TimeoutError(status)


def told(talk: Talk) -> list[str]:
    messages = talk.http.get(f"/chat/{talk.id}/messages", headers=talk.headers).raise_for_status().json()["messages"]
    return [message["act"] for message in messages if "act" in message]


def test_what_somebody_cancels_is_offered_to_whoever_waits_and_a_yes_takes_it(
    stack: Stack, talk: Callable[[], Talk]
) -> None:
    salem = talk()
    salem.say("ابي استشارة قانونية حضوري في نجران")
    salem.prove(*SALEM)
    if salem.acts[-1] == "appointment.ask":
        salem.say("نجران")
    assert salem.acts[-1] == "appointment.full"
    salem.say("حطوني بقائمة الانتظار")
    own = salem.data("appointment.waitlisted")["reference"]

    async def meanwhile() -> None:
        async with database_of(stack):
            await others_give_up(own)
            async with transaction() as session:
                await somebody_cancels(session)
            await offered(own)

    asyncio.run(meanwhile())
    if not quiet_hours().holds(datetime.now(RIYADH)):
        end = time.monotonic() + PATIENCE
        while "appointment.offer" not in told(salem) and time.monotonic() < end:
            time.sleep(0.2)
        assert "appointment.offer" in told(salem)
    salem.say("ايه ابيه")
    assert salem.acts == ["appointment.confirm"]
    assert salem.data("appointment.confirm")["clinic"]["region"] == "najran"
    salem.say("نعم")
    # It stays booked: the service in Najran is full again, as the other conversations need it.
    assert salem.acts == ["appointment.booked"]
