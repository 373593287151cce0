"""What the paths offer: looking for a course, a job or a programme, and applying for one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import joinedload

from actions.database.audit import record
from actions.database.references import ReferenceKind, next_reference
from actions.empowerment.models import ApplicationStatus, Opportunity, PathApplication, PathKind

ANYWHERE = "anywhere"
"""In place of a region or a field: whatever there is."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What is looked for. `interest` and `region` may be ANYWHERE; `remote` asks for what is done from home alone."""

    kind: PathKind
    interest: str = ANYWHERE
    region: str = ANYWHERE
    remote: bool = False


async def search(session: AsyncSession, wish: Wish) -> list[Opportunity]:
    """What fits, the nearest first: offers of the region itself before those that are everywhere or from home."""
    query = select(Opportunity).where(Opportunity.kind == wish.kind, Opportunity.open)
    if wish.interest != ANYWHERE:
        query = query.where(Opportunity.interest == wish.interest)
    if wish.region != ANYWHERE:
        query = query.where(or_(Opportunity.region == wish.region, Opportunity.region.is_(None), Opportunity.remote))
    if wish.remote:
        query = query.where(Opportunity.remote)
    return list(await session.scalars(query.order_by(Opportunity.region.is_(None), Opportunity.interest, Opportunity.code)))


async def interests(session: AsyncSession, kind: PathKind) -> list[str]:
    """The fields in which something of this kind is offered."""
    query = select(Opportunity.interest).where(Opportunity.kind == kind, Opportunity.open).distinct()
    return sorted(await session.scalars(query))


async def get(session: AsyncSession, code: str) -> Opportunity | None:
    """An offer that is open; None for a code that is none."""
    return await session.scalar(select(Opportunity).where(Opportunity.code == code, Opportunity.open))


async def open_application(session: AsyncSession, beneficiary: UUID, code: str) -> PathApplication | None:
    """The application of this person for this offer that nobody has answered yet."""
    return await session.scalar(
        select(PathApplication).where(
            PathApplication.beneficiary_id == beneficiary,
            PathApplication.opportunity_code == code,
            PathApplication.status == ApplicationStatus.RECEIVED,
        )
    )


async def apply(session: AsyncSession, beneficiary: UUID, code: str, key: str, now: datetime) -> PathApplication:
    """Applies once for this key. Raises sqlalchemy's IntegrityError where the same application was made meanwhile."""
    made = await session.scalar(select(PathApplication).where(PathApplication.idempotency_key == key))
    if made is not None:
        return made
    application = PathApplication(
        reference=await next_reference(session, ReferenceKind.PATH, now),
        beneficiary_id=beneficiary,
        opportunity_code=code,
        status=ApplicationStatus.RECEIVED,
        filed_at=now,
        idempotency_key=key,
    )
    session.add(application)
    await session.flush()
    about: dict[str, Any] = {"reference": application.reference}
    await record(session, actor="person", kind="path.applied", subject=beneficiary, data=about)
    return application


async def applications(session: AsyncSession, beneficiary: UUID) -> list[PathApplication]:
    """All applications of a person with what they are for, the newest first."""
    query = (
        select(PathApplication)
        .options(joinedload(PathApplication.opportunity))
        .where(PathApplication.beneficiary_id == beneficiary)
        .order_by(PathApplication.filed_at.desc())
    )
    return list(await session.scalars(query))
