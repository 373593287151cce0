"""What became of a delivery, as its provider tells: late, twice, in any order, and sometimes before we know its number."""

from __future__ import annotations

import json
import logging
import traceback
from collections.abc import Mapping

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.exc import OperationalError
from sqlalchemy.ext.asyncio import AsyncSession

from actions import clock
from actions.database.engine import at_once, transaction
from actions.identity.vault import vault
from bot.conversations.models import Delivery, DeliveryEvent, DeliveryState
from bot.delivery import failures

logger = logging.getLogger(__name__)

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
_AT_ONCE = 100


async def keep(sid: str, status: str, error: str | None, told: Mapping[str, str]) -> None:
    """Commits what was told, once; workers apply it."""
    row = {"provider_sid": sid, "status": status, "error_code": error, "sealed": _sealed(told)}
    await at_once(insert(DeliveryEvent).values(row).on_conflict_do_nothing())


async def apply_some() -> bool:
    """Applies what was told, the oldest first; False where nothing is open. What was told of a message before its number was
    committed waits for it."""
    told = (
        select(DeliveryEvent, Delivery)
        .join(Delivery, Delivery.provider_sid == DeliveryEvent.provider_sid)
        .where(DeliveryEvent.applied_at.is_(None))
        .order_by(DeliveryEvent.id)
        .limit(_AT_ONCE)
        .with_for_update(of=(DeliveryEvent, Delivery), skip_locked=True)
    )
    async with transaction() as session:
        rows = (await session.execute(told)).all()
        for event, delivery in rows:
            event.applied_at = clock.now()
            await _apply(session, event, delivery)
    return bool(rows)


async def _apply(session: AsyncSession, event: DeliveryEvent, delivery: Delivery) -> None:
    reached = _STATES.get(event.status)
    tried_again = delivery.provider_sid != event.provider_sid
    if reached is None or tried_again or _RANK[reached] <= _RANK[delivery.state]:
        return
    if reached is DeliveryState.FAILED:
        await _remedy(session, delivery, event.error_code)
    else:
        delivery.state, delivery.error = reached, None


async def _remedy(session: AsyncSession, delivery: Delivery, code: str | None) -> None:
    """A remedy that fails by a fault of ours is logged, and does not hold up what was told of others."""
    number = delivery.id
    try:
        async with session.begin_nested():
            await failures.told_later(session, delivery, code)
    except OperationalError:
        raise
    except Exception as error:
        where = "".join(traceback.format_tb(error.__traceback__)[-4:])
        logger.error("delivery %s failed and was not remedied: %s\n%s", number, type(error).__name__, where)
        await session.refresh(delivery)
        delivery.state, delivery.error = DeliveryState.FAILED, code


def _sealed(told: Mapping[str, str]) -> bytes:
    return vault().seal(json.dumps(dict(told), ensure_ascii=False))
