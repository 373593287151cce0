"""Objections and complaints: who may file what until when, filing once, and where a case stands."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from actions.benefits.models import Decision
from actions.benefits.service import CONTESTABLE, current_decision
from actions.cases.models import Attachment, Case, CaseEvent, CaseEventKind, CaseKind, CaseStatus
from actions.database.audit import record
from actions.database.references import next_reference
from actions.eligibility import rules

OPEN = (CaseStatus.RECEIVED, CaseStatus.UNDER_STUDY, CaseStatus.MORE_INFO_NEEDED)
_PREFIX = {CaseKind.OBJECTION: "OBJ", CaseKind.COMPLAINT: "CMP"}


@dataclass(frozen=True, slots=True)
class MayObject:
    """`late` tells that the shortest reading of the window is over, but not every reading."""

    decision: Decision
    late: bool


@dataclass(frozen=True, slots=True)
class NothingToObject:
    """No refusal and no stop is in force."""


@dataclass(frozen=True, slots=True)
class AlreadyOpen:
    reference: str


@dataclass(frozen=True, slots=True)
class TooLate:
    """Past every reading of the window; `deadline` is the latest one."""

    deadline: date


@dataclass(frozen=True, slots=True)
class Draft:
    """What a person wants to file; `details` in their own, redacted words."""

    kind: CaseKind
    category: str
    reason: str | None
    details: str
    attachments: tuple[UUID, ...] = ()


async def may_object(
    session: AsyncSession, beneficiary: UUID, today: date
) -> MayObject | NothingToObject | AlreadyOpen | TooLate:
    """Whether an objection can be filed today (facts, section 2: a deadline is never declared passed early)."""
    decision = await current_decision(session, beneficiary)
    if decision is None or decision.status not in CONTESTABLE:
        return NothingToObject()
    reference = await session.scalar(
        select(Case.reference).where(Case.decision_id == decision.id, Case.status.in_(OPEN))
    )
    if reference:
        return AlreadyOpen(reference)
    window = rules.objection_window(decision.since)
    latest = window.latest_reading(decision.since)
    if today > latest:
        return TooLate(latest)
    return MayObject(decision, late=today > window.can_object_until(decision.since))


async def file_case(session: AsyncSession, beneficiary: UUID, draft: Draft, key: str, now: datetime) -> Case:
    """Files the case once for this key; a second call with the same key gives the case of the first.

    Raises sqlalchemy's IntegrityError when another objection to the same decision was opened meanwhile.
    """
    filed = await session.scalar(select(Case).where(Case.idempotency_key == key))
    if filed is not None:
        return filed
    decision = await current_decision(session, beneficiary) if draft.kind is CaseKind.OBJECTION else None
    case = Case(
        reference=await next_reference(session, _PREFIX[draft.kind], now),
        kind=draft.kind,
        beneficiary_id=beneficiary,
        decision_id=decision.id if decision else None,
        category=draft.category,
        reason=draft.reason,
        details=draft.details,
        status=CaseStatus.RECEIVED,
        filed_at=now,
        respond_by=None,
        idempotency_key=key,
    )
    session.add(case)
    await session.flush()
    await _attach(session, case, draft.attachments)
    session.add(CaseEvent(case_id=case.id, kind=CaseEventKind.FILED, at=now, actor="person"))
    await record(
        session, actor="person", kind="case.filed", subject=beneficiary, data={"reference": case.reference}
    )
    return case


async def find_case(session: AsyncSession, beneficiary: UUID, reference: str | None) -> Case | None:
    """The person's own case with this reference, or their newest one; never somebody else's."""
    cases = select(Case).where(Case.beneficiary_id == beneficiary)
    if reference:
        cases = cases.where(Case.reference == reference)
    return await session.scalar(cases.order_by(Case.filed_at.desc()).limit(1))


async def keep_attachment(
    session: AsyncSession, *, message: int, path: str, media_type: str, size: int, sha256: bytes
) -> UUID:
    """Remembers a file that came with a message; it belongs to no case yet."""
    statement = insert(Attachment).values(
        message_id=message, media_path=path, media_type=media_type, size=size, sha256=sha256
    )
    return (await session.execute(statement.returning(Attachment.id))).scalar_one()


async def _attach(session: AsyncSession, case: Case, attachments: tuple[UUID, ...]) -> None:
    for attachment in await session.scalars(select(Attachment).where(Attachment.id.in_(attachments))):
        attachment.case_id = case.id
