"""Taking up what was acknowledged: of a kept payload a message is made, in the order in which one person's came.

The acknowledgement waits for none of this. A payload is taken by locking its row, and what is made of it commits together with
the mark that it is taken: a worker that dies leaves it as it was, and another takes it up.
"""

from __future__ import annotations

import logging
import traceback
from collections.abc import Awaitable, Callable
from datetime import timedelta

from sqlalchemy import exists, func, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from actions import clock
from actions.database.engine import DatabaseDown, transaction
from bot.channels.telegram import arriving, receiving
from bot.channels.twilio import inbound as twilio
from bot.conversations.models import InboundPayload

logger = logging.getLogger(__name__)

MOST_ATTEMPTS = 8
_FIRST_PAUSE = 1.0  # seconds; each pause is twice the one before: two minutes in all

_TAKEN_BY: dict[str, Callable[[AsyncSession, InboundPayload], Awaitable[None]]] = {
    twilio.PROVIDER: twilio.take_up,
    arriving.PROVIDER: receiving.take_up,
}


async def take_up_one() -> bool:
    """Takes up the oldest payload that is due; False when there is none. One that fails by a fault of ours is tried again
    later, and left with an error in the log when that does not help."""
    payload_id: int | None = None
    try:
        async with transaction() as session:
            payload = await _claim(session)
            if payload is None:
                return False
            payload_id = payload.id
            await _TAKEN_BY[payload.provider](session, payload)
            payload.taken_at = clock.now()
    except DatabaseDown:
        raise
    except Exception as error:
        if payload_id is None:
            raise
        where = "".join(traceback.format_tb(error.__traceback__)[-4:])
        logger.error("payload %s could not be taken up: %s\n%s", payload_id, type(error).__name__, where)
        await _put_back(payload_id)
    return True


async def _claim(session: AsyncSession) -> InboundPayload | None:
    """Nothing passes by what came from the same person before, unless that has failed already."""
    earlier = aliased(InboundPayload)
    before = exists().where(
        earlier.party == InboundPayload.party,
        earlier.id < InboundPayload.id,
        earlier.taken_at.is_(None),
        earlier.attempts == 0,
    )
    due = (
        select(InboundPayload)
        .where(
            InboundPayload.taken_at.is_(None),
            InboundPayload.attempts < MOST_ATTEMPTS,
            InboundPayload.not_before <= func.now(),
            ~before,
        )
        .order_by(InboundPayload.id)
        .limit(1)
        .with_for_update(skip_locked=True)
    )
    return await session.scalar(due)


async def _put_back(payload_id: int) -> None:
    async with transaction() as session:
        payload = await session.get_one(InboundPayload, payload_id)
        payload.not_before = func.now() + timedelta(seconds=_FIRST_PAUSE * 2**payload.attempts)
        payload.attempts += 1
        if payload.attempts == MOST_ATTEMPTS:
            logger.error("payload %s is given up: it is kept, and nothing was made of it", payload_id)
