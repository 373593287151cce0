"""What became of a delivery, as its provider tells: late, twice, in any order, and sometimes before we know its number."""

from __future__ import annotations

import json
from collections.abc import Mapping

from sqlalchemy import select, text
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from actions import clock
from actions.database.engine import transaction
from actions.identity.vault import vault
from bot.conversations.models import Delivery, DeliveryEvent, DeliveryState
from bot.delivery import failures

# In the order in which a message passes through them: it never steps back.
_RANK = {
    DeliveryState.QUEUED: 0,
    DeliveryState.SENDING: 0,
    DeliveryState.HELD: 0,
    DeliveryState.SENT: 1,
    DeliveryState.FAILED: 2,
    DeliveryState.DELIVERED: 3,
    DeliveryState.READ: 4,
    DeliveryState.DEAD: 5,
}
# Providers' words; what is not here (queued, sending …) is no news after the message was taken.
_STATES = {
    "sent": DeliveryState.SENT,
    "delivered": DeliveryState.DELIVERED,
    "read": DeliveryState.READ,
    "failed": DeliveryState.FAILED,
    "undelivered": DeliveryState.FAILED,
}


async def note(session: AsyncSession, sid: str, status: str, error: str | None, told: Mapping[str, str]) -> None:
    """Keeps what was told and, where the message is known already, applies it."""
    await _alone_with(session, sid)
    row = {"provider_sid": sid, "status": status, "error_code": error, "sealed": _sealed(told)}
    await session.execute(insert(DeliveryEvent).values(row).on_conflict_do_nothing())
    await _apply(session, sid)


async def apply_early(sid: str) -> None:
    """Applies what was told of a message before its number was committed."""
    async with transaction() as session:
        await _alone_with(session, sid)
        await _apply(session, sid)


async def _alone_with(session: AsyncSession, sid: str) -> None:
    """One at a time for each number: whoever comes second sees what the first committed."""
    await session.execute(text("SELECT pg_advisory_xact_lock(hashtextextended(:sid, 0))"), {"sid": sid})


async def _apply(session: AsyncSession, sid: str) -> None:
    delivery = await session.scalar(select(Delivery).where(Delivery.provider_sid == sid).with_for_update())
    if delivery is None:
        return
    open_events = select(DeliveryEvent).where(DeliveryEvent.provider_sid == sid, DeliveryEvent.applied_at.is_(None))
    for event in await session.scalars(open_events.order_by(DeliveryEvent.id)):
        event.applied_at = clock.now()
        reached = _STATES.get(event.status)
        tried_again = delivery.provider_sid != sid
        if reached is None or tried_again or _RANK[reached] <= _RANK[delivery.state]:
            continue
        if reached is DeliveryState.FAILED:
            await failures.told_later(session, delivery, event.error_code)
        else:
            delivery.state, delivery.error = reached, None


def _sealed(told: Mapping[str, str]) -> bytes:
    return vault().seal(json.dumps(dict(told), ensure_ascii=False))
