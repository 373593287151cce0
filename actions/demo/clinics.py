"""The clinics of the demo with their specialists, and three months of times."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from random import Random
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from actions.clinics.models import Clinic, Mode, Service, Specialist
from actions.clock import RIYADH
from actions.demo import data
from actions.demo.copying import Progress, copy_rows, reserve_ids
from actions.demo.names import Names
from actions.eligibility.months import add_months
from actions.eligibility.working_days import is_working_day

_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


@dataclass(frozen=True, slots=True)
class Offered:
    """A time that a specialist offers. `taken`: one of those that must not stay free."""

    id: int
    specialist: int
    region: str
    clinic: str
    service: str
    starts_at: datetime
    mode: Mode
    taken: bool


@dataclass(frozen=True, slots=True)
class _Desk:
    """A specialist and when they work."""

    specialist: int
    clinic: Clinic
    service: str
    hours: tuple[time, ...]
    weekdays: frozenset[str]
    full: bool


async def open_clinics(session: AsyncSession, today: date, seed: int, progress: Progress) -> list[Offered]:
    """Store sites, services, specialists and their times from tomorrow on; the times are returned."""
    told = data.read("clinics")
    session.add_all(Service(code=code, position=place) for place, code in enumerate(told["services"], start=1))
    clinics = [Clinic(is_sample=True, **site) for site in told["sites"]]
    session.add_all(clinics)
    await session.flush()
    names, random = Names(), Random(seed)
    staff = [
        Specialist(
            clinic_code=clinic.code,
            service_code=code,
            name_ar=names.full(random.random() < 0.5, random),
            offers_remote=True,
        )
        for clinic in clinics
        for code in told["services"]
    ]
    session.add_all(staff)
    await session.flush()
    by_code = {clinic.code: clinic for clinic in clinics}
    desks = [_desk(person, by_code[person.clinic_code], told) for person in staff]
    times = list(_times(desks, today, told["months"]))
    ids = await reserve_ids(session, "slots", len(times))
    offered = [Offered(number, *rest) for number, rest in zip(ids, times, strict=True)]
    await copy_rows(
        session,
        "slots",
        ("id", "specialist_id", "starts_at", "minutes", "mode"),
        ((slot.id, slot.specialist, slot.starts_at, told["slot_minutes"], slot.mode.value) for slot in offered),
        len(offered),
        progress,
    )
    return offered


def _desk(person: Specialist, clinic: Clinic, told: Any) -> _Desk:
    for scarce in told["scarce"]:
        if (scarce["region"], scarce["service"]) == (clinic.region, person.service_code):
            weekdays, hours, full = frozenset(scarce["weekdays"]), scarce["hours"], scarce["full"]
            break
    else:
        weekdays, hours, full = frozenset(_WEEKDAYS), told["hours"], False
    return _Desk(person.id, clinic, person.service_code, tuple(time.fromisoformat(hour) for hour in hours), weekdays, full)


_Time = tuple[int, str, str, str, datetime, Mode, bool]


def _times(desks: Sequence[_Desk], today: date, months: int) -> Iterator[_Time]:
    """Every working day; in person and remote in turn, begun differently from day to day and desk to desk."""
    last = add_months(today, months)
    days = (today + timedelta(days=ahead) for ahead in range(1, (last - today).days + 1))
    modes = tuple(Mode)
    for nth, day in enumerate(filter(is_working_day, days)):
        for row, desk in enumerate(desks):
            if _WEEKDAYS[day.weekday()] not in desk.weekdays:
                continue
            for place, hour in enumerate(desk.hours):
                starts_at = datetime.combine(day, hour, RIYADH)
                mode = modes[(nth + row + place) % len(modes)]
                clinic = desk.clinic
                yield desk.specialist, clinic.region, clinic.code, desk.service, starts_at, mode, desk.full
