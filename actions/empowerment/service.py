"""The plan a person has agreed with a clinic."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import selectinload

from actions.empowerment.models import Plan


async def active_plan(session: AsyncSession, beneficiary: UUID) -> Plan | None:
    """The active plan with its tasks in order; None when there is none."""
    query = select(Plan).options(selectinload(Plan.tasks)).where(Plan.beneficiary_id == beneficiary, Plan.active)
    return await session.scalar(query)
