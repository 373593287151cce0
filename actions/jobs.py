"""Leaving a background job (procrastinate) in the transaction of what it follows from; `bot.jobs` runs them."""

from __future__ import annotations

from datetime import datetime
from functools import lru_cache

import procrastinate
from sqlalchemy.ext.asyncio import AsyncSession


async def defer(
    session: AsyncSession, task: str, *, at: datetime | None = None, lock: str | None = None, **arguments: str | int
) -> None:
    """The job `task` (a name of `bot.jobs`) with these arguments, at once or at a moment; it exists when the
    transaction commits, and not otherwise. Of the jobs with one `lock` one runs at a time, in their order."""
    raw = await (await session.connection()).get_raw_connection()
    job = _app().configure_task(task, schedule_at=at, lock=lock, connection=raw.driver_connection)
    await job.defer_async(**arguments)


@lru_cache(maxsize=1)
def _app() -> procrastinate.App:
    """Never opened: every job is written on the connection of its transaction."""
    return procrastinate.App(connector=procrastinate.PsycopgConnector())
