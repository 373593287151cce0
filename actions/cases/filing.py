"""Filing a case once, and the files that people send for one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from actions.benefits.models import Decision
from actions.benefits.service import current_decision
from actions.cases.models import Attachment, Case, CaseEventKind, CaseKind, CaseStatus, Wording
from actions.cases.policy import policy
from actions.cases.states import Actor, Change, append
from actions.database.references import next_reference

_PREFIX = {CaseKind.OBJECTION: "OBJ", CaseKind.COMPLAINT: "CMP"}


@dataclass(frozen=True, slots=True)
class Draft:
    """What a person wants to file; `details` in their own, redacted words. `subject` is of complaints: an objection is
    against the decision in force, whatever it is."""

    kind: CaseKind
    subject: str | None
    reason: str | None
    details: str
    attachments: tuple[UUID, ...] = ()
    wording: Wording = Wording.OWN
    conversation: UUID | None = None


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
        category=_category(draft, decision),
        reason=draft.reason,
        details=draft.details,
        wording=draft.wording,
        status=CaseStatus.RECEIVED,
        filed_at=now,
        respond_by=None,  # no source gives a day, and none is promised
        idempotency_key=key,
        conversation_id=draft.conversation,
    )
    session.add(case)
    await session.flush()
    files = await attach(session, case, draft.attachments)
    told = {"status": str(case.status), **({"files": files} if files else {})}
    await append(session, case, CaseEventKind.FILED, Change(CaseStatus.RECEIVED, Actor.PERSON, now), told)
    return case


def _category(draft: Draft, decision: Decision | None) -> str:
    if decision is not None:
        return policy().objections[decision.status]
    assert draft.subject is not None
    return draft.subject


async def attach(session: AsyncSession, case: Case, attachments: tuple[UUID, ...]) -> int:
    """Puts files that belong to no case yet to this one; how many were put there. LookupError for a file that is not
    kept: it must not be lost without a word."""
    found = list(await session.scalars(select(Attachment).where(Attachment.id.in_(attachments)).with_for_update()))
    if len(found) < len(set(attachments)):
        raise LookupError("a file of this case is not kept")
    free = [attachment for attachment in found if attachment.case_id is None]
    for attachment in free:
        attachment.case_id = case.id
    return len(free)


async def files_of(session: AsyncSession, case: UUID) -> int:
    """How many files a case has."""
    return await session.scalar(select(func.count()).select_from(Attachment).where(Attachment.case_id == case)) or 0


async def keep_attachment(
    session: AsyncSession, *, message: int, path: str, media_type: str, size: int, sha256: bytes
) -> UUID:
    """Remembers a file that came with a message, once; it belongs to no case yet."""
    same = select(Attachment.id).where(Attachment.message_id == message, Attachment.media_path == path)
    kept = await session.scalar(same)
    if kept is not None:
        return kept
    statement = insert(Attachment).values(
        message_id=message, media_path=path, media_type=media_type, size=size, sha256=sha256
    )
    return (await session.execute(statement.returning(Attachment.id))).scalar_one()
