"""What the jobs clean away, and what they must leave."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from actions.clock import FrozenClock
from actions.contacts.service import Phone
from actions.identity import phones
from actions.identity.codes import TooManyCodes
from actions.identity.models import OneTimeCode, VaultEntry
from actions.identity.service import CODES_AN_HOUR, send_code
from actions.identity.vault import vault
from bot.jobs import forget_expired_secrets
from tests.actions.people import person


@pytest.fixture
async def noura(session: AsyncSession) -> UUID:
    return await person(session)


async def rows(session: AsyncSession, table: type) -> int:
    return (await session.scalar(select(func.count()).select_from(table))) or 0


async def test_a_sealed_value_goes_when_its_time_is_over(session: AsyncSession, clock: FrozenClock) -> None:
    await vault().protect(session, "code", "482913", expires_at=clock.now() + timedelta(minutes=5))
    await vault().protect(session, "id", "1910110111")
    await session.commit()
    assert await forget_expired_secrets() == 0
    clock.advance(timedelta(minutes=6))
    assert await forget_expired_secrets() == 1
    assert [entry.kind for entry in await session.scalars(select(VaultEntry))] == ["id"]


async def test_a_code_goes_when_it_counts_for_nothing_any_more(
    session: AsyncSession, clock: FrozenClock, noura: UUID
) -> None:
    await send_code(session, noura, uuid4(), clock.now(), 1)
    await session.commit()
    clock.advance(timedelta(days=2))
    await forget_expired_secrets()
    assert await rows(session, OneTimeCode) == 0


async def test_cleaning_away_does_not_lift_the_limit_of_codes_an_hour(
    session: AsyncSession, clock: FrozenClock, noura: UUID
) -> None:
    for _ in range(CODES_AN_HOUR):
        await send_code(session, noura, uuid4(), clock.now(), 1)
    await session.commit()
    clock.advance(timedelta(minutes=10))
    await forget_expired_secrets()
    assert await send_code(session, noura, uuid4(), clock.now(), 1) == TooManyCodes()


async def test_cleaning_away_does_not_lift_the_limit_of_codes_a_day(session: AsyncSession, clock: FrozenClock) -> None:
    number, sent = "+966555555555", 0
    for _ in range(phones.CODES_A_DAY + 2):
        sent += isinstance(await phones.send_code(session, number, uuid4(), clock.now(), 1), Phone)
        await session.commit()
        clock.advance(timedelta(hours=1, minutes=30))
        await forget_expired_secrets()
    assert sent == phones.CODES_A_DAY
