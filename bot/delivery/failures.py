"""What is done about a delivery that failed, at once or as the provider tells later."""

from __future__ import annotations

import logging
import random
from datetime import timedelta

from sqlalchemy import func
from sqlalchemy.ext.asyncio import AsyncSession

from actions import clock
from actions.contacts import consent
from actions.contacts.models import ConsentSource, Contact
from bot.channels.errors import ProviderError, Remedy
from bot.channels.ways import remedy_of
from bot.conversations.models import Delivery, DeliveryState
from bot.delivery import alarms, announcing, elsewhere
from bot.delivery.priority import Priority
from bot.delivery.putting import as_text

logger = logging.getLogger(__name__)

MOST_ATTEMPTS = 12
"""With the pauses between them some 24 minutes: longer than most of what makes a provider fail for everybody."""
_LONGEST_PAUSE = 300.0
# A phone that is off may be on again by then.
_LATER = timedelta(minutes=15)
_UNTIL_MENDED = timedelta(minutes=1)


async def told_at_once(session: AsyncSession, delivery: Delivery, contact: Contact, error: ProviderError) -> None:
    """The provider refused the message, or could not be reached."""
    await _remedy(session, delivery, contact, error.remedy, error.code, error.after)


async def told_later(session: AsyncSession, delivery: Delivery, code: str | None) -> None:
    """The provider had taken the message and tells that it did not arrive."""
    contact = await session.get_one(Contact, delivery.contact_id)
    delivery.state = DeliveryState.FAILED
    remedy = remedy_of(contact.channel, code)
    if remedy is None:
        delivery.error = code
        await _alarm(session, delivery, str(code), "did not arrive")
        return
    await _remedy(session, delivery, contact, remedy, str(code), None)


async def announce(session: AsyncSession, delivery: Delivery, contact: Contact) -> None:
    """Free words do not pass now: they wait, and an approved text says that they do; else they go another way."""
    if await announcing.announced(session, delivery, contact):
        delivery.state, delivery.provider_sid = DeliveryState.HELD, None
    elif not await elsewhere.moved(session, delivery, contact):
        delivery.state, delivery.provider_sid, delivery.error = DeliveryState.HELD, None, "window_closed"
        logger.warning("delivery %s waits until the person writes: there is no template for it", delivery.id)


def again(delivery: Delivery, pause: timedelta, *, counted: bool = True) -> None:
    """Another attempt after a pause; one that was not really made is not counted."""
    delivery.state, delivery.provider_sid, delivery.not_before = DeliveryState.QUEUED, None, func.now() + pause
    if not counted:
        delivery.attempts -= 1


async def _remedy(
    session: AsyncSession, delivery: Delivery, contact: Contact, remedy: Remedy, code: str, after: timedelta | None
) -> None:
    delivery.error = code
    match remedy:
        case Remedy.WAIT:
            if code != "not_configured" and after is None:
                await _alarm(session, delivery, code, "waits for an operator")
            again(delivery, after or _UNTIL_MENDED, counted=False)
        case Remedy.RETRY if delivery.attempts < MOST_ATTEMPTS:
            again(delivery, after or _pause(delivery.attempts))
        case Remedy.RETRY_ONCE if delivery.attempts < 2:
            again(delivery, _LATER)
        case Remedy.PLAIN if as_text(delivery, await announcing.language_of(session, delivery)):
            again(delivery, _pause(delivery.attempts))
        case Remedy.TEMPLATE:
            await announce(session, delivery, contact)
        case Remedy.OPTED_OUT:
            consent.withdraw(session, contact, ConsentSource.PROVIDER, clock.now())
            # A code that somebody waits for is wanted all the same: it may go another way.
            waited_for = delivery.notice_id is not None and delivery.priority == Priority.REPLY
            if not waited_for or not await elsewhere.moved(session, delivery, contact):
                delivery.state = DeliveryState.DEAD
        case Remedy.OTHER_CHANNEL | Remedy.RETRY_ONCE:
            if remedy is Remedy.OTHER_CHANNEL:
                contact.unreachable_at = clock.now()
            if not await elsewhere.moved(session, delivery, contact):
                await _give_up(session, delivery, code)
        case _:
            await _give_up(session, delivery, code)


async def _give_up(session: AsyncSession, delivery: Delivery, code: str) -> None:
    delivery.state = DeliveryState.DEAD
    await _alarm(session, delivery, code, "is dead")


async def _alarm(session: AsyncSession, delivery: Delivery, code: str, what: str) -> None:
    """Once for each delivery, however often it is tried."""
    says = f"delivery {delivery.id} {what}: {code}"
    await alarms.raised(session, str(delivery.channel), code, f"delivery {delivery.id}", says)


def _pause(attempts: int) -> timedelta:
    """Each twice the one before, and never at the same moment for all that failed together."""
    pause = min(2.0**attempts, _LONGEST_PAUSE)
    return timedelta(seconds=pause * random.uniform(1.0, 1.1))
