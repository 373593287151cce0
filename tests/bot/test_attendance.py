"""Marking at the terminal who came."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest
from sqlalchemy.ext.asyncio import AsyncSession

from actions.clinics import booking
from actions.clinics.models import Appointment, AppointmentStatus
from actions.clock import FrozenClock
from actions.database.engine import transaction
from bot import attendance
from tests.actions.clinics.sites import Sites
from tests.actions.people import person


@pytest.fixture
async def booked(session: AsyncSession, clock: FrozenClock) -> Appointment:
    sites, noura = Sites(session), await person(session)
    await sites.build()
    slot = await sites.slot("riyadh", clock.now() + timedelta(hours=1))
    made = await booking.book(session, noura, slot, "k", clock.now())
    assert isinstance(made, Appointment)
    await session.commit()
    return made


async def status_of(appointment: UUID) -> AppointmentStatus:
    async with transaction() as session:
        return (await session.get_one(Appointment, appointment)).status


async def test_what_has_begun_is_listed_and_marked(
    booked: Appointment, clock: FrozenClock, capsys: pytest.CaptureFixture[str]
) -> None:
    clock.advance(timedelta(hours=2))
    assert await attendance.run(attendance.parsed([])) == 0
    assert booked.reference in capsys.readouterr().out
    assert await attendance.run(attendance.parsed(["missed", booked.reference, "--as", "Huda"])) == 0
    assert await status_of(booked.id) is AppointmentStatus.NO_SHOW


async def test_what_cannot_be_marked_is_said_in_one_sentence(
    booked: Appointment, capsys: pytest.CaptureFixture[str]
) -> None:
    assert await attendance.run(attendance.parsed(["came", booked.reference])) == 1
    assert capsys.readouterr().err == f"{booked.reference} cannot be marked: it has not begun\n"
    assert await status_of(booked.id) is AppointmentStatus.BOOKED
