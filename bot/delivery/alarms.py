"""Telling the operator: every alarm is a line of the log at its first time, and counted in the metrics for a day."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, func, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from actions import clock
from bot.delivery.models import ProviderAlarm

logger = logging.getLogger(__name__)

LATELY = timedelta(days=1)
KEPT_FOR = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Count:
    """How often an alarm was raised lately."""

    source: str
    code: str
    times: int


async def raised(
    session: AsyncSession, source: str, code: str, about: str, says: str, at: datetime | None = None
) -> bool:
    """Notes an alarm and logs what it `says`; of one that was raised before, about the same, nothing is heard again."""
    row = insert(ProviderAlarm).values(source=source, code=code, about=about, at=at or clock.now())
    new = await session.scalar(row.on_conflict_do_nothing().returning(ProviderAlarm.id))
    if new is not None:
        logger.error("%s", says)
    return new is not None


async def lately(session: AsyncSession, now: datetime) -> Sequence[Count]:
    """The alarms of the last day, by source and code."""
    counted = (
        select(ProviderAlarm.source, ProviderAlarm.code, func.count())
        .where(ProviderAlarm.at > now - LATELY)
        .group_by(ProviderAlarm.source, ProviderAlarm.code)
        .order_by(ProviderAlarm.source, ProviderAlarm.code)
    )
    return [Count(*row) for row in await session.execute(counted)]


async def forget_old(session: AsyncSession, now: datetime) -> int:
    """Deletes what has been kept long enough; how many rows went."""
    old = delete(ProviderAlarm).where(ProviderAlarm.at < now - KEPT_FOR)
    return len((await session.execute(old.returning(ProviderAlarm.id))).all())
