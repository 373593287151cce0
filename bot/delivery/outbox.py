"""Sending what was laid out: replies first, then the oldest; references resolved at the last moment; failures remedied.

A worker takes a delivery in one short transaction and sends it in another, so that nothing is locked while the provider is
waited for. If the worker dies between, another takes the delivery when its time is over: it may then arrive twice, never not.
"""

from __future__ import annotations

import logging
import traceback
from datetime import timedelta
from typing import Any

from sqlalchemy import and_, exists, func, or_, select, text
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from actions import clock
from actions.contacts.models import Contact
from actions.database.engine import DatabaseDown, transaction
from actions.identity.vault import references_in, vault
from bot.channels.errors import ProviderError
from bot.channels.providers import Sendable, provider_of
from bot.channels.ways import rate_of
from bot.conversations.models import Delivery, DeliveryState, Message
from bot.delivery import costs, failures, lifetime, window
from bot.delivery.allowance import draw
from bot.delivery.priority import Priority

logger = logging.getLogger(__name__)

MOST_ATTEMPTS = failures.MOST_ATTEMPTS
# Longer than a provider is waited for.
LEASE = timedelta(seconds=90)
_TAKING = 0x4F5554  # an advisory lock: workers take one after the other, or one contact's messages would pass each other


async def send_one() -> bool:
    """Sends the first delivery that is due; False when there is none."""
    taken = await _take()
    if taken is None:
        return False
    try:
        await _send(taken)
    except DatabaseDown:
        raise
    except Exception as error:
        where = "".join(traceback.format_tb(error.__traceback__)[-4:])
        logger.error("delivery %s could not be sent: %s\n%s", taken, type(error).__name__, where)
        await _put_back(taken, error)
    return True


async def _take() -> int | None:
    """Marks the first delivery that is due as being sent; of one contact one at a time, and the parts of a message in order."""
    other = aliased(Delivery)
    unfinished = or_(
        and_(other.state == DeliveryState.SENDING, other.not_before > func.now()),
        and_(
            other.state.in_((DeliveryState.QUEUED, DeliveryState.SENDING)),
            or_(other.message_id == Delivery.message_id, other.notice_id == Delivery.notice_id),
            other.rank < Delivery.rank,
        ),
    )
    due = (
        select(Delivery)
        .where(
            Delivery.state.in_((DeliveryState.QUEUED, DeliveryState.SENDING)),
            Delivery.not_before <= func.now(),
            ~exists().where(other.contact_id == Delivery.contact_id, other.id != Delivery.id, unfinished),
        )
        .order_by(Delivery.priority, Delivery.id)
        .limit(1)
        .with_for_update(skip_locked=True)
    )
    async with transaction() as session:
        await session.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _TAKING})
        delivery = await session.scalar(due)
        if delivery is None:
            return None
        delivery.state, delivery.attempts = DeliveryState.SENDING, delivery.attempts + 1
        delivery.not_before = func.now() + LEASE
        return delivery.id


async def _send(taken: int) -> None:
    """Sends what was taken, or does what has to be done instead."""
    async with transaction() as session:
        delivery = await session.get_one(Delivery, taken)
        contact = await session.get_one(Contact, delivery.contact_id)
        if delivery.expires_at is not None and delivery.expires_at <= clock.now():
            delivery.state, delivery.error = DeliveryState.DEAD, lifetime.OVER
            return
        if contact.opted_out_at is not None and delivery.priority == Priority.NOTICE:
            delivery.state, delivery.error = DeliveryState.DEAD, lifetime.UNWANTED
            return
        if await window.is_closed(session, contact) and not window.passes(delivery):
            await failures.announce(session, delivery, contact)
            return
        rate = rate_of(contact)
        wait = await draw(rate, is_reply=delivery.priority == Priority.REPLY) if rate is not None else None
        if wait is not None:
            failures.again(delivery, wait, counted=False)
            return
        try:
            await _hand_over(session, delivery, contact)
        except ProviderError as error:
            await failures.told_at_once(session, delivery, contact, error)


async def _hand_over(session: AsyncSession, delivery: Delivery, contact: Contact) -> None:
    words = await revealed(session, delivery.text)
    sendable = Sendable(
        delivery.id,
        contact,
        words,
        tuple(delivery.media),
        await _choices(session, delivery),
        await _revealed_content(session, delivery.content),
    )
    costs.estimate(delivery, contact, words)
    delivery.provider_sid = await provider_of(str(delivery.channel)).send(session, sendable)
    delivery.state, delivery.error, delivery.sent_at = DeliveryState.SENT, None, clock.now()


async def _put_back(taken: int, error: Exception) -> None:
    """A fault of ours, not of a provider: tried again like any other failure, so that it never stands before the others."""
    async with transaction() as session:
        delivery = await session.get_one(Delivery, taken)
        contact = await session.get_one(Contact, delivery.contact_id)
        await failures.told_at_once(session, delivery, contact, ProviderError(type(error).__name__))


async def _choices(session: AsyncSession, delivery: Delivery) -> tuple[dict[str, Any], ...]:
    """What the message offers; they stand under the last of its parts."""
    message = await session.get(Message, delivery.message_id) if delivery.message_id is not None else None
    return tuple(message.choices) if message is not None else ()


async def _revealed_content(session: AsyncSession, content: dict[str, Any] | None) -> dict[str, Any] | None:
    if content is None or "body" not in content:
        return content
    return {**content, "body": await revealed(session, content["body"])}


async def revealed(session: AsyncSession, text: str) -> str:
    """The text with its references resolved; only a provider may see it."""
    for reference in references_in(text):
        text = text.replace(f"[{reference}]", await vault().reveal(session, reference) or "")
    return text
