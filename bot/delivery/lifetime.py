"""Until when a text on its way still means something: a code that arrives too late only confuses, a reminder of yesterday too."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import delete, or_, update
from sqlalchemy.ext.asyncio import AsyncSession

from actions.identity.codes import CODE_LIFETIME
from bot.conversations.models import Delivery, DeliveryEvent, DeliveryState

HELD_FOR = timedelta(days=30)
"""How long news waits for somebody to write; after that it stands in the conversation or on their file all the same."""
EVENTS_KEPT_FOR = timedelta(days=30)
OVER = "expired"
"""The error of a delivery whose time was over before it left."""
UNWANTED = "opted_out"
"""The error of one that nobody asked for, to somebody who since then said that they want none."""

_CODES = frozenset({"sms.code", "sms.mandate_code", "sms.phone_code"})
# The moment that an act is about, by the name of its field.
_MOMENTS = {"appointment.reminder": "starts_at", "appointment.offer": "expires_at"}


def expires_at(act: str | None, data: Mapping[str, Any], now: datetime) -> datetime | None:
    """When telling this act becomes useless; None for what can be told at any time."""
    if act in _CODES:
        return now + CODE_LIFETIME
    moment = data.get(_MOMENTS.get(act or "", ""))
    return datetime.fromisoformat(moment) if isinstance(moment, str) else None


async def end_what_is_over(session: AsyncSession, now: datetime) -> int:
    """Ends what waits for somebody to write and is no news any more; how many deliveries."""
    over = or_(Delivery.expires_at <= now, Delivery.created_at < now - HELD_FOR)
    ended = (
        update(Delivery)
        .where(Delivery.state == DeliveryState.HELD, over)
        .values(state=DeliveryState.DEAD, error=OVER)
        .returning(Delivery.id)
    )
    return len((await session.execute(ended)).all())


async def forget_old_events(session: AsyncSession, now: datetime) -> int:
    """Deletes what providers told about messages, once nothing of it can be asked any more; how many rows went."""
    old = delete(DeliveryEvent).where(DeliveryEvent.created_at < now - EVENTS_KEPT_FOR)
    return len((await session.execute(old.returning(DeliveryEvent.id))).all())
