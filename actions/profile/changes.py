"""Reporting a change in one's life: recorded for an officer, with the law's period for it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from actions.database.audit import record
from actions.database.references import ReferenceKind, next_reference
from actions.eligibility import rules
from actions.eligibility.working_days import add_working_days
from actions.people.models import Beneficiary
from actions.profile.models import ChangeKind, ReportedChange, RequestStatus


@dataclass(frozen=True, slots=True)
class ChangeToEnter:
    """A reported change that no officer has put into the file yet."""

    reference: str
    name: str
    kind: ChangeKind
    happened_on: date | None
    details: str | None


def report_by(happened_on: date) -> date:
    """The last day on which a change of this day is to be reported (law art. 7)."""
    return add_working_days(happened_on, rules.deadlines(happened_on).report_change)


async def report(
    session: AsyncSession,
    beneficiary: UUID,
    kind: ChangeKind,
    happened_on: date | None,
    details: str | None,
    key: str,
    now: datetime,
    conversation: UUID | None = None,
) -> ReportedChange:
    """Records the change once for this key; word of it goes to `conversation`. ValueError for a day that has not
    come; None is a day that nobody knows any more."""
    if happened_on is not None and happened_on > now.date():
        raise ValueError(f"a change of {happened_on}, which has not come")
    made = await session.scalar(select(ReportedChange).where(ReportedChange.idempotency_key == key))
    if made is not None:
        return made
    change = ReportedChange(
        reference=await next_reference(session, ReferenceKind.CHANGE, now),
        beneficiary_id=beneficiary,
        kind=kind,
        happened_on=happened_on,
        details=details,
        status=RequestStatus.RECEIVED,
        reported_at=now,
        idempotency_key=key,
        conversation_id=conversation,
    )
    session.add(change)
    await session.flush()
    about = {"reference": change.reference, "kind": str(kind)}
    await record(session, actor="person", kind="change.reported", subject=beneficiary, data=about)
    return change


async def to_enter(session: AsyncSession) -> list[ChangeToEnter]:
    """What officers still have to put into files, the oldest report first."""
    query = (
        select(ReportedChange, Beneficiary.name_ar)
        .join(Beneficiary, Beneficiary.id == ReportedChange.beneficiary_id)
        .where(ReportedChange.status == RequestStatus.RECEIVED)
        .order_by(ReportedChange.reported_at, ReportedChange.reference)
    )
    return [
        ChangeToEnter(change.reference, name, change.kind, change.happened_on, change.details)
        for change, name in await session.execute(query)
    ]
