"""The audit chain."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncSession

from actions.clock import FrozenClock
from actions.database.audit import first_broken, record


async def test_each_entry_follows_from_the_one_before(session: AsyncSession, clock: FrozenClock) -> None:
    first = await record(session, actor="system", kind="card.shown", subject=uuid4(), data={"status": "active"})
    clock.advance(timedelta(seconds=1))
    second = await record(session, actor="system", kind="card.shown")
    await session.commit()
    assert first.previous_hash == bytes(32)
    assert second.previous_hash == first.hash
    assert await first_broken(session) is None


async def test_a_changed_entry_is_noticed(session: AsyncSession) -> None:
    await record(session, actor="system", kind="card.shown")
    second = await record(session, actor="system", kind="case.filed", data={"reference": "OBJ-1448-000125"})
    await record(session, actor="system", kind="card.shown")
    await session.commit()
    await session.execute(text("ALTER TABLE audit_entries DISABLE TRIGGER ALL"))
    await session.execute(
        text("""UPDATE audit_entries SET data = '{"reference": "OBJ-1448-000133"}' WHERE id = :id"""), {"id": second.id}
    )
    await session.commit()
    session.expire_all()
    assert await first_broken(session) == second.id


@pytest.mark.parametrize("change", ["UPDATE audit_entries SET actor = 'x'", "DELETE FROM audit_entries"])
async def test_an_entry_is_never_changed_or_deleted(session: AsyncSession, change: str) -> None:
    await record(session, actor="system", kind="card.shown")
    with pytest.raises(DBAPIError, match="append-only"):
        await session.execute(text(change))


async def test_an_entry_leaves_with_the_transaction_that_wrote_it(session: AsyncSession) -> None:
    await record(session, actor="system", kind="card.shown")
    await session.rollback()
    after = await record(session, actor="system", kind="card.shown")
    assert after.previous_hash == bytes(32)
