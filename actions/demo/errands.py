"""Writing what a persona has going on: a plan, an open case, a consultation ahead."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, time, timedelta
from uuid import UUID, uuid4

from sqlalchemy.ext.asyncio import AsyncSession

from actions.cases.models import Case, CaseEvent, CaseEventKind, CaseKind, CaseStatus
from actions.clinics.models import Appointment, AppointmentStatus, Mode, Slot
from actions.clock import RIYADH
from actions.database.references import ReferenceKind, next_reference
from actions.demo import data
from actions.demo.clinics import Offered
from actions.demo.personas import Persona
from actions.empowerment.models import Plan, PlanTask

_TEN = time(10)
_LETTERS = {CaseKind.OBJECTION: ReferenceKind.OBJECTION, CaseKind.COMPLAINT: ReferenceKind.COMPLAINT}


async def errands(session: AsyncSession, person: UUID, decision: UUID, persona: Persona, offered: Sequence[Offered]) -> set[int]:
    """Store whichever of them the contract tells; the slots that are taken thereby are returned."""
    if "plan" in persona.contract:
        await _plan(session, person, persona)
    if "case" in persona.contract:
        await _case(session, person, decision, persona)
    if "appointment" in persona.contract:
        return {await _appointment(session, person, persona, offered)}
    return set()


async def _plan(session: AsyncSession, person: UUID, persona: Persona) -> None:
    detail = persona.detail["plan"]
    plan = Plan(
        id=uuid4(),
        beneficiary_id=person,
        stage=persona.contract["plan"]["stage"],
        agreed_on=persona.on(detail["agreed"]),
    )
    session.add(plan)
    await session.flush()
    session.add_all(
        PlanTask(plan_id=plan.id, position=position, title_key=task["title_key"], done=task["done"])
        for position, task in enumerate(detail["tasks"], start=1)
    )


async def _case(session: AsyncSession, person: UUID, decision: UUID, persona: Persona) -> None:
    told, detail = persona.contract["case"], persona.detail["case"]
    kind, status = CaseKind(told["kind"]), CaseStatus(told["status"])
    filed_at = datetime.combine(persona.on(told["filed"]), _TEN, RIYADH)
    case = Case(
        id=uuid4(),
        reference=await next_reference(session, _LETTERS[kind], filed_at),
        kind=kind,
        beneficiary_id=person,
        decision_id=decision if kind is CaseKind.OBJECTION else None,
        category=detail["category"],
        reason=detail["reason"],
        details=detail["details"],
        status=status,
        filed_at=filed_at,
        idempotency_key=f"demo:{persona.key}",
    )
    session.add(case)
    await session.flush()
    studied_at = filed_at + timedelta(days=detail["study_after_days"])
    session.add(CaseEvent(case_id=case.id, kind=CaseEventKind.FILED, at=filed_at, actor="person"))
    await session.flush()
    session.add(
        CaseEvent(
            case_id=case.id,
            kind=CaseEventKind.STATUS_CHANGED,
            at=studied_at,
            actor="system",
            data={"status": status.value},
        )
    )


async def _appointment(session: AsyncSession, person: UUID, persona: Persona, offered: Sequence[Offered]) -> int:
    told = persona.contract["appointment"]
    day, mode = persona.today + timedelta(days=told["in_days"]), Mode(told["mode"])
    there = [slot for slot in offered if (slot.region, slot.service) == (told["clinic_region"], told["service"])]
    fitting = (slot for slot in there if slot.starts_at.date() == day and slot.mode is mode)
    slot = next(fitting, None)
    if slot is None:  # no working day: the clinic opens for this one consultation
        opened = Slot(
            specialist_id=there[0].specialist,
            starts_at=datetime.combine(day, _TEN, RIYADH),
            minutes=data.read("clinics")["slot_minutes"],
            mode=mode,
        )
        session.add(opened)
        await session.flush()
        number, starts_at = opened.id, opened.starts_at
    else:
        number, starts_at = slot.id, slot.starts_at
    session.add(
        Appointment(
            id=uuid4(),
            reference=await next_reference(session, ReferenceKind.APPOINTMENT, persona.today),
            beneficiary_id=person,
            slot_id=number,
            starts_at=starts_at,
            status=AppointmentStatus.BOOKED,
            idempotency_key=f"demo:{persona.key}",
        )
    )
    return number
