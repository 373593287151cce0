"""Messages whose webhook never reached us: Twilio tries once or twice and lets it be, so its own list is looked through."""

from __future__ import annotations

import asyncio
import logging
from datetime import UTC, timedelta
from urllib.parse import urlencode

import requests
from sqlalchemy import select
from twilio.base.exceptions import TwilioException
from twilio.rest.api.v2010.account.message import MessageInstance

from actions import clock
from actions.contacts.models import Channel
from actions.database.engine import transaction
from bot.channels.twilio import inbound
from bot.channels.twilio.client import client
from bot.channels.twilio.received import Malformed
from bot.channels.twilio.settings import twilio_settings
from bot.channels.twilio.signature import Form, read_form
from bot.conversations.models import InboundPayload
from bot.delivery.bell import tell_workers

logger = logging.getLogger(__name__)

_LOOKED_BACK = timedelta(hours=1)
# A younger one may still be on its way here.
_SETTLED = timedelta(minutes=2)
_ADDRESS = "https://api.twilio.com"


async def find_missed() -> int:
    """Keeps what came to our addresses and not to us, to be taken up; how many messages that were."""
    ours = twilio_settings()
    if not any(ours.can_send(channel) for channel in (Channel.WHATSAPP, Channel.SMS)):
        return 0
    try:
        listed = await asyncio.to_thread(_listed)
        missing = [message for message in listed if message.sid not in await _known([str(one.sid) for one in listed])]
        forms = [await asyncio.to_thread(_form, message) for message in missing]
    except (TwilioException, requests.RequestException) as error:
        logger.warning("Twilio's list of messages is out of reach: %s", type(error).__name__)
        return 0
    found = sum([await _kept(form) for form in forms])
    if found:
        await tell_workers()
    return found


def _listed() -> list[MessageInstance]:
    """What came in lately, the oldest first."""
    now = clock.now().astimezone(UTC)  # the library writes the time of any zone as if it were UTC
    found = client().messages.list(date_sent_after=now - _LOOKED_BACK, date_sent_before=now - _SETTLED)
    return [message for message in reversed(found) if message.direction == "inbound"]


async def _known(sids: list[str]) -> set[str]:
    async with transaction() as session:
        known = select(InboundPayload.provider_id).where(
            InboundPayload.provider == inbound.PROVIDER, InboundPayload.provider_id.in_(sids)
        )
        return set(await session.scalars(known))


def _form(message: MessageInstance) -> Form:
    """The message as its webhook would have told it."""
    files = message.media.list() if int(message.num_media or 0) else []
    fields = {
        "MessageSid": message.sid,
        "AccountSid": message.account_sid,
        "From": message.from_,
        "To": message.to,
        "Body": message.body or "",
        "NumMedia": str(len(files)),
        **{f"MediaUrl{n}": f"{_ADDRESS}{file.uri.removesuffix('.json')}" for n, file in enumerate(files)},
    }
    return read_form(urlencode(fields).encode())


async def _kept(form: Form) -> bool:
    try:
        new = await inbound.arrived(form, None)
    except Malformed:
        return False
    if new:
        logger.warning("a message was found at Twilio whose webhook never came")
    return new
