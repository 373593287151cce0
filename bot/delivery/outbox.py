"""Sending what was laid out: the oldest delivery first, references resolved at the last moment, failures tried again."""

from __future__ import annotations

import logging
from datetime import timedelta
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from actions.contacts.models import Contact
from actions.database.engine import transaction
from actions.identity.vault import references_in, vault
from bot.channels.providers import ProviderError, Sendable, provider_of
from bot.conversations.models import Delivery, DeliveryState, Message

logger = logging.getLogger(__name__)

MOST_ATTEMPTS = 6


async def send_one() -> bool:
    """Sends the oldest delivery that is due; False when there is none."""
    async with transaction() as session:
        due = (
            select(Delivery)
            .where(Delivery.state == DeliveryState.QUEUED, Delivery.not_before <= func.now())
            .order_by(Delivery.id)
            .limit(1)
            .with_for_update(skip_locked=True)
        )
        delivery = await session.scalar(due)
        if delivery is None:
            return False
        await _send(session, delivery)
        return True


async def _send(session: AsyncSession, delivery: Delivery) -> None:
    contact = await session.get_one(Contact, delivery.contact_id)
    delivery.attempts += 1
    try:
        text = await revealed(session, delivery.text)
        sendable = Sendable(delivery.id, contact, text, tuple(delivery.media), await _choices(session, delivery))
        delivery.provider_sid = await provider_of(str(delivery.channel)).send(session, sendable)
        delivery.state = DeliveryState.SENT
    except ProviderError as error:
        delivery.error = error.code
        if error.waits:
            delivery.attempts -= 1
            delivery.not_before = func.now() + (error.after or timedelta(minutes=1))
        elif error.permanent or delivery.attempts >= MOST_ATTEMPTS:
            delivery.state = DeliveryState.DEAD
            logger.error("delivery %s is dead: %s", delivery.id, error.code)
        else:
            delivery.not_before = func.now() + timedelta(seconds=2**delivery.attempts)


async def _choices(session: AsyncSession, delivery: Delivery) -> tuple[dict[str, Any], ...]:
    """What the message offers; they stand under the last of its parts."""
    message = await session.get(Message, delivery.message_id) if delivery.message_id is not None else None
    return tuple(message.choices) if message is not None else ()


async def revealed(session: AsyncSession, text: str) -> str:
    """The text with its references resolved; only a provider may see it."""
    for reference in references_in(text):
        text = text.replace(f"[{reference}]", await vault().reveal(session, reference) or "")
    return text
