"""Sessions, transactions, and a database that is away."""

from __future__ import annotations

from datetime import datetime, timedelta
from decimal import Decimal

import pytest
from sqlalchemy import NullPool, insert, select, text, update
from sqlalchemy.exc import IntegrityError, StatementError
from sqlalchemy.ext.asyncio import AsyncSession

from actions.clinics.models import Service
from actions.clock import RIYADH, FrozenClock
from actions.database.audit import AuditEntry, record
from actions.database.engine import DatabaseDown, at_once, make_engine, make_sessions, transaction, use_engine


async def test_a_transaction_is_committed_at_its_end(session: AsyncSession) -> None:
    async with transaction() as inner:
        inner.add(Service(code="legal", position=1))
    assert await session.scalar(select(Service.code)) == "legal"


async def test_a_transaction_that_raises_leaves_nothing(session: AsyncSession) -> None:
    async def fails_halfway() -> None:
        async with transaction() as inner:
            inner.add(Service(code="legal", position=1))
            await inner.flush()
            raise RuntimeError

    with pytest.raises(RuntimeError):
        await fails_halfway()
    assert await session.scalar(select(Service.code)) is None


async def test_a_violated_constraint_stays_what_it_is(session: AsyncSession) -> None:
    with pytest.raises(IntegrityError):
        async with transaction() as inner:
            inner.add_all([Service(code="legal", position=1), Service(code="housing", position=1)])


async def test_a_server_that_is_away_is_told_apart() -> None:
    nowhere = make_engine("postgresql://postgres@/mueen?host=/nowhere", pool=NullPool)
    with pytest.raises(DatabaseDown):
        async with transaction(make_sessions(nowhere)) as session:
            await session.execute(text("SELECT 1"))


async def test_one_statement_at_once_is_committed_and_gives_its_rows(session: AsyncSession) -> None:
    added = insert(Service).values(code="legal", position=1).returning(Service.code)
    assert [row[0] for row in await at_once(added)] == ["legal"]
    assert await session.scalar(select(Service.code)) == "legal"
    assert list(await at_once(update(Service).values(position=2))) == []


async def test_one_statement_at_once_fails_as_a_transaction_does(session: AsyncSession) -> None:
    await at_once(insert(Service).values(code="legal", position=1))
    with pytest.raises(IntegrityError):
        await at_once(insert(Service).values(code="legal", position=2))
    async with use_engine(make_engine("postgresql://postgres@/mueen?host=/nowhere", pool=NullPool)):
        with pytest.raises(DatabaseDown):
            await at_once(select(Service.code))


async def test_a_statement_at_once_leaves_its_connection_as_it_was(database_url: str) -> None:
    async with use_engine(make_engine(database_url, pool_size=1)):
        await at_once(insert(Service).values(code="legal", position=1))
        async with transaction() as inner:
            await inner.execute(update(Service).values(position=2))
            await inner.rollback()
        assert [row[0] for row in await at_once(select(Service.position))] == [1]


async def test_a_connection_that_is_lost_is_told_apart(session: AsyncSession) -> None:
    async def loses_it() -> None:
        async with transaction() as inner:
            lost = await inner.scalar(text("SELECT pg_backend_pid()"))
            await session.execute(text("SELECT pg_terminate_backend(:lost)"), {"lost": lost})
            await inner.execute(text("SELECT 1"))

    with pytest.raises(DatabaseDown):
        await loses_it()


async def test_times_are_read_in_riyadh(session: AsyncSession, clock: FrozenClock) -> None:
    await record(session, actor="system", kind="card.shown")
    await session.commit()
    session.expire_all()
    entry = (await session.scalars(select(AuditEntry))).one()
    assert entry.at == clock.now()
    assert entry.at.utcoffset() == timedelta(hours=3)
    assert entry.at.tzinfo is RIYADH


async def test_a_time_without_a_zone_is_refused(session: AsyncSession) -> None:
    naive = datetime(2026, 11, 22, 10)  # noqa: DTZ001
    with pytest.raises(StatementError, match="needs a zone"):
        await session.scalar(select(AuditEntry.id).where(AuditEntry.at == naive))


async def test_json_keeps_amounts_as_numbers_and_times_with_their_zone(session: AsyncSession, clock: FrozenClock) -> None:
    data = {"amount": Decimal("1320.00"), "half": Decimal("0.5"), "at": clock.now(), "on": clock.now().date()}
    await record(session, actor="system", kind="payment.told", data=data)
    await session.commit()
    session.expire_all()
    stored = (await session.scalars(select(AuditEntry.data))).one()
    assert stored == {"amount": 1320, "half": 0.5, "at": "2026-11-22T10:00:00+03:00", "on": "2026-11-22"}
