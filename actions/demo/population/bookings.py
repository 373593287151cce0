"""What the population has going on: consultations ahead, waiting, plans."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import cycle
from typing import Any
from uuid import uuid4

import numpy as np
from sqlalchemy.ext.asyncio import AsyncSession

from actions.benefits.models import DecisionStatus
from actions.clinics.models import AppointmentStatus, WaitlistStatus
from actions.database.references import SEQUENCES, ReferenceKind, reference
from actions.demo.clinics import Offered
from actions.demo.copying import Progress, copy_rows, reserve
from actions.demo.dates import month
from actions.demo.population.draw import Draw
from actions.demo.population.outcomes import Outcomes
from actions.demo.population.people import People
from actions.people.models import Category

_MOST_OF_A_REGION = 0.5  # of its times, however large the population: the others stay free
Booking = tuple[int, Offered]


async def write_bookings(
    session: AsyncSession,
    draw: Draw,
    people: People,
    outcomes: Outcomes,
    offered: Sequence[Offered],
    today: date,
    told: Any,
    progress: Progress,
) -> None:
    """Book what must be full, some of the rest, and let a few wait for what is full."""
    eligible = np.flatnonzero(outcomes.where(DecisionStatus.ELIGIBLE))
    full = [slot for slot in offered if slot.taken]
    region = full[0].region
    locals_first = sorted(eligible.tolist(), key=lambda row: str(people.region[row]) != region)
    bookings = list(_fill(locals_first, full))
    busy = {row for row, _slot in bookings}
    wishing = [row for row in eligible[draw.chance(told["share"])[eligible]].tolist() if row not in busy]
    bookings += _some(draw, people, wishing, [slot for slot in offered if not slot.taken])
    columns = ("id", "reference", "beneficiary_id", "slot_id", "starts_at", "status", "idempotency_key")
    numbers = await reserve(session, SEQUENCES[ReferenceKind.APPOINTMENT].name, len(bookings))
    rows = [
        (
            uuid4(),
            reference(ReferenceKind.APPOINTMENT, number, today),
            people.ids[row],
            slot.id,
            slot.starts_at,
            AppointmentStatus.BOOKED.value,
            f"demo:{number}",
        )
        for number, (row, slot) in zip(numbers, bookings, strict=True)
    ]
    await copy_rows(session, "appointments", columns, rows, len(rows), progress)
    waiting = [row for row in locals_first if row not in busy][: told["waiting"]]
    await _write_waiting(session, people, waiting, full[0], today, progress)


def _fill(rows: Sequence[int], slots: Sequence[Offered]) -> Iterator[Booking]:
    """Every slot to the next person, so that nobody is at two places at a time."""
    return zip(cycle(rows), sorted(slots, key=lambda slot: slot.starts_at), strict=False)


def _some(draw: Draw, people: People, rows: Sequence[int], slots: Sequence[Offered]) -> Iterator[Booking]:
    """One slot a person, in their own region where it has clinics, anywhere otherwise."""
    by_region: dict[str, list[Offered]] = {}
    for slot in slots:
        by_region.setdefault(slot.region, []).append(slot)
    regions = list(by_region)
    wishing: dict[str, list[int]] = {}
    for row in rows:
        home = str(people.region[row])
        wishing.setdefault(home if home in by_region else str(draw.rng.choice(regions)), []).append(row)
    for region, those in wishing.items():
        there = by_region[region]
        asked = those[: int(len(there) * _MOST_OF_A_REGION)]
        for row, place in zip(asked, draw.rng.choice(len(there), len(asked), replace=False).tolist(), strict=True):
            yield row, there[place]


async def _write_waiting(
    session: AsyncSession, people: People, rows: Sequence[int], full: Offered, today: date, progress: Progress
) -> None:
    numbers = await reserve(session, SEQUENCES[ReferenceKind.WAITLIST].name, len(rows))
    columns = ("id", "reference", "beneficiary_id", "service_code", "region", "status", "idempotency_key")
    entries = [
        (
            uuid4(),
            reference(ReferenceKind.WAITLIST, number, today),
            people.ids[row],
            full.service,
            full.region,
            WaitlistStatus.WAITING.value,
            f"demo:{number}",
        )
        for number, row in zip(numbers, rows, strict=True)
    ]
    await copy_rows(session, "waitlist_entries", columns, entries, len(entries), progress)


async def write_plans(
    session: AsyncSession, draw: Draw, people: People, outcomes: Outcomes, today: date, told: Any, progress: Progress
) -> None:
    """Store empowerment plans of those who can be empowered, further along at a later stage."""
    able = np.isin(outcomes.category, [Category.ABLE_TO_WORK.value, Category.REHABILITABLE.value])
    rows = np.flatnonzero(outcomes.where(DecisionStatus.ELIGIBLE) & able & draw.chance(told["share"])).tolist()
    stages, titles = draw.between(1, 5).tolist(), told["tasks"]
    plans = [(uuid4(), row, stages[row]) for row in rows]
    agreed = [month(today, max(int(outcomes.accepted[row]) - 1, 0)) for row in rows]
    stored = [(plan, people.ids[row], stage, on, True) for (plan, row, stage), on in zip(plans, agreed, strict=True)]
    columns = ("id", "beneficiary_id", "stage", "agreed_on", "active")
    await copy_rows(session, "plans", columns, stored, len(stored), progress)
    tasks = [
        (plan, position, title, position < stage + 1)
        for plan, _row, stage in plans
        for position, title in enumerate(titles, start=1)
    ]
    await copy_rows(session, "plan_tasks", ("plan_id", "position", "title_key", "done"), tasks, len(tasks), progress)
