"""The digital card of a person."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from actions.cards.models import Card


async def card_of(session: AsyncSession, beneficiary: UUID) -> Card | None:
    """The card on file, None when there never was one."""
    return await session.scalar(select(Card).where(Card.beneficiary_id == beneficiary))


async def card_by_token(session: AsyncSession, token: str) -> Card | None:
    """The card whose code was scanned; None for a token of no card."""
    return await session.scalar(select(Card).where(Card.token == token))
