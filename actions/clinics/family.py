"""Whose consultation it is: the person's own, or that of a dependant of their household on file."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from actions.people.models import Household, Member


async def dependants(session: AsyncSession, beneficiary: UUID) -> Sequence[Member]:
    """The household on file without its head, the eldest first; nobody else may be booked for."""
    query = (
        select(Member)
        .join(Household, Household.id == Member.household_id)
        .where(Household.head_id == beneficiary)
        .order_by(Member.birth_date)
    )
    return list(await session.scalars(query))
