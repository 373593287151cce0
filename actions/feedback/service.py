"""Asking seldom whether a task went well, and keeping the answer."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from actions.feedback.models import Rating

# Nobody is asked more often than this: a question at every turn is a burden, not a courtesy.
BETWEEN_QUESTIONS = timedelta(days=30)
# Later than this an answer is about something else.
ANSWERED_WITHIN = timedelta(days=2)


async def ask(session: AsyncSession, beneficiary: UUID, task: str, now: datetime) -> UUID | None:
    """Notes that the question is put, and gives its id; None where the person was asked not long ago."""
    lately = select(Rating.id).where(Rating.beneficiary_id == beneficiary, Rating.asked_at > now - BETWEEN_QUESTIONS)
    if await session.scalar(lately.limit(1)):
        return None
    rating = Rating(beneficiary_id=beneficiary, task=task, asked_at=now)
    session.add(rating)
    await session.flush()
    return rating.id


async def answer(session: AsyncSession, rating: UUID, *, content: bool, now: datetime) -> bool:
    """Keeps the answer; the last tap counts. False for a question that was never put or is too old."""
    asked = await session.get(Rating, rating, with_for_update=True)
    if asked is None or now - asked.asked_at > ANSWERED_WITHIN:
        return False
    asked.content, asked.answered_at = content, now
    return True
