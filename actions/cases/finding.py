"""Finding one's own cases and what happened to them; nobody's eyes fall on the case of another."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from actions.cases.models import Case, CaseEvent, CaseEventKind, CaseKind, CaseStatus

# Fewer digits than this could be anything.
_FEWEST_DIGITS = 4


async def cases_of(session: AsyncSession, beneficiary: UUID, kind: CaseKind | None = None) -> list[Case]:
    """A person's cases: what waits for them first, then what is open, then the others, each the newest first."""
    query = select(Case).where(Case.beneficiary_id == beneficiary)
    if kind is not None:
        query = query.where(Case.kind == kind)
    cases = list(await session.scalars(query.order_by(Case.filed_at.desc(), Case.reference.desc())))
    return sorted(cases, key=lambda case: (case.status is not CaseStatus.MORE_INFO_NEEDED, not case.status.is_open))


async def find_case(
    session: AsyncSession, beneficiary: UUID, reference: str | None, kind: CaseKind | None = None
) -> Case | None:
    """The person's own case with this reference, or the first of theirs of this kind; never somebody else's."""
    if not reference:
        return next(iter(await cases_of(session, beneficiary, kind)), None)
    return await session.scalar(select(Case).where(Case.beneficiary_id == beneficiary, Case.reference == reference))


def by_digits(cases: Sequence[Case], digits: str) -> Case | None:
    """The one of these cases whose number ends with what was typed of it; None where none or several do."""
    if len(digits) < _FEWEST_DIGITS:
        return None
    ending = [case for case in cases if case.reference.replace("-", "").endswith(digits)]
    return ending[0] if len(ending) == 1 else None


async def events_of(session: AsyncSession, case: UUID) -> list[CaseEvent]:
    """What happened to a case, in order."""
    return list(await session.scalars(select(CaseEvent).where(CaseEvent.case_id == case).order_by(CaseEvent.id)))


def asked_for(events: Sequence[CaseEvent]) -> CaseEvent | None:
    """The event that last asked for more information."""
    asking = (e for e in reversed(events) if e.data.get("status") == CaseStatus.MORE_INFO_NEEDED)
    return next(asking, None)


def answered_on(events: Sequence[CaseEvent], status: CaseStatus) -> CaseEvent | None:
    """The event that last brought the case to this status."""
    return next((event for event in reversed(events) if event.data.get("status") == status), None)


def reopenings(events: Sequence[CaseEvent]) -> int:
    return sum(event.kind is CaseEventKind.REOPENED for event in events)
