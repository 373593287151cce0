"""One bucket for all workers: no more than the rate, replies before notices."""

from __future__ import annotations

import asyncio

import pytest
from sqlalchemy import update
from sqlalchemy.ext.asyncio import AsyncSession

from actions.clock import now
from actions.database.engine import transaction
from bot.delivery.allowance import Rate, draw
from bot.delivery.models import SenderAllowance


async def test_all_at_once_get_no_more_than_there_is(session: AsyncSession) -> None:
    slow = Rate("sms:+18005550100", 0.01)
    drawn = await asyncio.gather(*(draw(slow, is_reply=True) for _ in range(8)))
    assert [one for one in drawn if one is None] == [None]


async def test_it_tells_how_long_to_wait(session: AsyncSession) -> None:
    slow = Rate("sms:+18005550100", 0.5)
    assert await draw(slow, is_reply=True) is None
    wait = await draw(slow, is_reply=True)
    assert wait is not None
    assert 1.0 < wait.total_seconds() <= 2.0


async def test_notices_leave_some_for_replies(session: AsyncSession) -> None:
    slow = Rate("whatsapp:+1", 0.0001, at_once=10.0)
    assert sum([await draw(slow, is_reply=False) is None for _ in range(12)]) == 8
    assert sum([await draw(slow, is_reply=True) is None for _ in range(4)]) == 2


async def test_each_sender_has_its_own(session: AsyncSession) -> None:
    assert await draw(Rate("a", 0.01), is_reply=True) is None
    assert await draw(Rate("b", 0.01), is_reply=True) is None


async def test_what_runs_in_never_runs_over(session: AsyncSession) -> None:
    rate = Rate("a", 1.0)
    await draw(rate, is_reply=True)
    async with transaction() as own:
        await own.execute(update(SenderAllowance).values(counted_at=now().replace(year=2020)))
    drawn = [await draw(rate, is_reply=True) for _ in range(3)]
    assert drawn[0] is None
    assert drawn[1] is not None


@pytest.mark.parametrize("a_second", [0.2, 1.0, 80.0])
async def test_a_bucket_holds_at_least_one(session: AsyncSession, a_second: float) -> None:
    assert await draw(Rate("x", a_second), is_reply=False) is None
