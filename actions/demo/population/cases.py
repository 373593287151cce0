"""Objections and complaints of the population."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID, uuid4

import numpy as np
from sqlalchemy.ext.asyncio import AsyncSession

from actions.benefits.models import DecisionStatus
from actions.cases.models import CaseEventKind, CaseKind, CaseStatus
from actions.cases.policy import policy
from actions.clock import RIYADH
from actions.database import jsonb
from actions.database.references import SEQUENCES, ReferenceKind, reference
from actions.demo.copying import Progress, copy_rows, reserve
from actions.demo.population.draw import Draw
from actions.demo.population.outcomes import Outcomes
from actions.demo.population.people import People
from actions.eligibility.codes import Reason

Row = tuple[Any, ...]
_COLUMNS = (
    "id",
    "reference",
    "kind",
    "beneficiary_id",
    "decision_id",
    "category",
    "reason",
    "details",
    "status",
    "filed_at",
    "idempotency_key",
)


async def write_cases(
    session: AsyncSession, draw: Draw, people: People, outcomes: Outcomes, today: date, told: Any, progress: Progress
) -> None:
    """Store objections against young refusals and stops, and complaints of the eligible, with what happened since."""
    objecting, complaining = _who(draw, outcomes, today, told)
    states = draw.code(told["states"]).tolist()
    subjects = draw.code(told["complaint_subjects"]).tolist()
    days = draw.between(1, told["young_days"]).tolist()
    reasons = _objection_reasons(outcomes, told["objection_reasons"])
    cases: list[Row] = []
    events: list[Row] = []
    for kind, rows in ((CaseKind.OBJECTION, objecting), (CaseKind.COMPLAINT, complaining)):
        objection = kind is CaseKind.OBJECTION
        letters = ReferenceKind.OBJECTION if objection else ReferenceKind.COMPLAINT
        for number, row in zip(await reserve(session, SEQUENCES[letters].name, len(rows)), rows, strict=True):
            earliest = max(outcomes.since[row].item(), today - timedelta(days=told["young_days"]))
            filed_on = max(earliest, today - timedelta(days=days[row]))
            filed_at = datetime.combine(filed_on, time(8), RIYADH)
            case, status = uuid4(), CaseStatus(states[row])
            cases.append(
                (
                    case,
                    reference(letters, number, filed_on),
                    kind.value,
                    people.ids[row],
                    outcomes.ids[row] if objection else None,
                    _against(outcomes, row) if objection else subjects[row],
                    str(reasons[row]) if objection else None,
                    told["details"],
                    status.value,
                    filed_at,
                    f"demo:{letters}:{number}",
                )
            )
            events += _events(case, status, filed_at)
    await copy_rows(session, "cases", _COLUMNS, cases, len(cases), progress)
    columns = ("case_id", "kind", "at", "actor", "data")
    await copy_rows(session, "case_events", columns, events, len(events), progress)


def _who(draw: Draw, outcomes: Outcomes, today: date, told: Any) -> tuple[list[int], list[int]]:
    refused = outcomes.where(DecisionStatus.INELIGIBLE) | outcomes.where(DecisionStatus.SUSPENDED)
    young = outcomes.since >= np.datetime64(today - timedelta(days=told["young_days"]), "D")
    objecting = np.flatnonzero(refused & young & draw.chance(told["objections"]))
    complaining = np.flatnonzero(outcomes.where(DecisionStatus.ELIGIBLE) & draw.chance(told["complaints"]))
    return objecting.tolist(), complaining.tolist()


def _against(outcomes: Outcomes, row: int) -> str:
    status = DecisionStatus.SUSPENDED if outcomes.where(DecisionStatus.SUSPENDED)[row] else DecisionStatus.INELIGIBLE
    return policy().objections[status]


def _objection_reasons(outcomes: Outcomes, told: Any) -> Any:
    applies = outcomes.now.reasons
    known = (Reason.INCOME_ABOVE_MINIMUM, Reason.ABSENCE_FROM_KINGDOM)
    return np.select([applies[reason] for reason in known], [told[reason.value] for reason in known], told["otherwise"])


def _events(case: UUID, status: CaseStatus, filed_at: datetime) -> Iterator[Row]:
    yield case, CaseEventKind.FILED.value, filed_at, "person", "{}"
    if status is CaseStatus.WITHDRAWN:
        yield case, CaseEventKind.WITHDRAWN.value, filed_at + timedelta(hours=5), "person", "{}"
    elif status is not CaseStatus.RECEIVED:
        data = jsonb.dumps({"status": status.value})
        yield case, CaseEventKind.STATUS_CHANGED.value, filed_at + timedelta(hours=6), "system", data
