"""Clinics and people that the tests of consultations share."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from tests.actions.clinics.sites import Sites
from tests.actions.people import person

Jobs = Callable[[str], Awaitable[list[dict[str, Any]]]]


@pytest.fixture
async def sites(session: AsyncSession) -> Sites:
    made = Sites(session)
    await made.build()
    return made


@pytest.fixture
async def noura(session: AsyncSession) -> UUID:
    return await person(session)


@pytest.fixture
async def salem(session: AsyncSession) -> UUID:
    return await person(session, "1940440447", "+966500000004")


@pytest.fixture
async def reem(session: AsyncSession) -> UUID:
    return await person(session, "1960660668", "+966500000007")


@pytest.fixture
def jobs(session: AsyncSession) -> Jobs:
    """The arguments and times of the jobs of a name that wait in the queue, in order."""

    async def waiting(task: str) -> list[dict[str, Any]]:
        query = text("SELECT args, scheduled_at FROM procrastinate_jobs WHERE task_name = :task ORDER BY id")
        return [{**row.args, "at": row.scheduled_at} for row in await session.execute(query, {"task": task})]

    return waiting
