"""Messages to people on WhatsApp and by SMS, with what Twilio refuses told in our words."""

from __future__ import annotations

import asyncio
import json
from datetime import timedelta
from typing import Any

import requests
from sqlalchemy.ext.asyncio import AsyncSession
from twilio.base.exceptions import TwilioException, TwilioRestException

from actions.contacts.models import Channel, Contact
from actions.identity.vault import vault
from actions.settings import settings
from bot.channels.errors import ProviderError, Remedy
from bot.channels.providers import Provider, Sendable
from bot.channels.twilio.client import client
from bot.channels.twilio.contents import content_sid, variables
from bot.channels.twilio.errors import refused
from bot.channels.twilio.settings import twilio_settings
from bot.media.links import link_to

_FETCHED_WITHIN = timedelta(hours=4)
"""WhatsApp messages wait at most this long at Twilio before their file is fetched."""


class TwilioProvider:
    """Sends through the account of the settings. `otherwise` carries what a demonstration has for people who never wrote to
    it: they are made up, and their numbers may be somebody's."""

    def __init__(self, otherwise: Provider) -> None:
        self._otherwise = otherwise

    async def send(self, session: AsyncSession, sendable: Sendable) -> str:
        """Twilio's number of the message. What can be tapped goes as buttons or a list where the account has a content for
        it, else as the text, which lists it by number."""
        if settings().demo and twilio_settings().is_real and sendable.contact.sender is None:
            return await self._otherwise.send(session, sendable)
        addressed = {**_addresses(sendable.contact), **_callback()}
        content = _content(sendable)
        if content is not None:
            try:
                return await _create({**addressed, **content})
            except ProviderError as error:
                if error.remedy is not Remedy.PLAIN or _is_template(sendable):
                    raise
        return await _create({**addressed, **_text(sendable)})


def _content(sendable: Sendable) -> dict[str, Any] | None:
    if sendable.content is None:
        return None
    sid = content_sid(sendable.content)
    if sid is not None:
        filled = variables(sendable.content)
        return {"content_sid": sid, **({"content_variables": json.dumps(filled, ensure_ascii=False)} if filled else {})}
    if _is_template(sendable):
        raise ProviderError("no_template", remedy=Remedy.OTHER_CHANNEL)
    return None


def _is_template(sendable: Sendable) -> bool:
    return (sendable.content or {}).get("kind") == "template"


def _text(sendable: Sendable) -> dict[str, Any]:
    links = [link_to(item["id"], _FETCHED_WITHIN) for item in sendable.media]
    body = {"body": sendable.text} if sendable.text else {}
    return {**body, **({"media_url": links} if links else {})}


def _addresses(contact: Contact) -> dict[str, str]:
    """From the sender they wrote to, else the one of the settings; to the phone, or where it is not known WhatsApp's id."""
    ours = twilio_settings()
    sealed = contact.address_sealed or contact.provider_id_sealed
    if sealed is None:
        raise ProviderError("no_address", permanent=True)
    to = vault().open(sealed)
    if contact.channel is Channel.WHATSAPP:
        return {"to": f"whatsapp:{to}", "from_": f"whatsapp:{contact.sender or ours.whatsapp_sender}"}
    if ours.messaging_service_sid:
        return {"to": to, "messaging_service_sid": ours.messaging_service_sid}
    return {"to": to, "from_": contact.sender or ours.sms_sender}


def _callback() -> dict[str, str]:
    """Where to tell what became of it; nowhere, if Twilio cannot reach us."""
    return {"status_callback": f"{settings().public_address}/twilio/status"} if settings().public_url else {}


async def _create(message: dict[str, Any]) -> str:
    """The library waits for the answer, so it does in a thread."""
    try:
        made = await asyncio.to_thread(client().messages.create, **message)
    except TwilioRestException as error:
        raise refused(error) from error
    except (TwilioException, requests.RequestException, OSError) as error:
        raise ProviderError(type(error).__name__) from error
    return str(made.sid)
