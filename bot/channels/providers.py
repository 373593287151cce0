"""Who carries a text to a person. A demonstration has accounts with the simulated providers (`bot.channels.simulator`)."""

from __future__ import annotations

import json
import uuid
from dataclasses import dataclass
from typing import Any, Protocol

from sqlalchemy.ext.asyncio import AsyncSession

from actions import clock
from actions.contacts.models import Channel, Contact
from actions.identity.vault import vault
from actions.settings import settings
from bot.channels.errors import ProviderError
from bot.conversations.models import SimulatedMessage

__all__ = ["Provider", "ProviderError", "Sendable", "SimulatedProvider", "Unconfigured", "provider_of"]


@dataclass(frozen=True, slots=True)
class Sendable:
    """One delivery with its references resolved: never stored or logged as it stands. `choices` are those of its message;
    `content` how they, or an approved template, can be shown here (`bot.delivery.content`)."""

    delivery: int
    contact: Contact
    text: str
    media: tuple[dict[str, Any], ...]
    choices: tuple[dict[str, Any], ...] = ()
    content: dict[str, Any] | None = None


class Provider(Protocol):
    async def send(self, session: AsyncSession, sendable: Sendable) -> str:
        """Sends and returns the provider's id of the message; ProviderError when it did not."""


class SimulatedProvider:
    """Keeps what it was given, sealed, for `GET /demo/outbox`."""

    async def send(self, session: AsyncSession, sendable: Sendable) -> str:
        contact = sendable.contact
        address = contact.address_sealed or contact.provider_id_sealed
        if address is None:
            raise ProviderError("no_address", permanent=True)
        to = vault().open(address)
        session.add(
            SimulatedMessage(
                channel=contact.channel,
                to_fingerprint=vault().fingerprint("phone", to),
                sealed=vault().seal(json.dumps({"to": to, "text": sendable.text}, ensure_ascii=False)),
                at=clock.now(),
            )
        )
        return f"SIM{uuid.uuid4().hex}"


class Unconfigured:
    """No account with a provider: what is to be sent waits in the outbox until there is one."""

    async def send(self, session: AsyncSession, sendable: Sendable) -> str:
        raise ProviderError("not_configured", waits=True)


def provider_of(channel: str) -> Provider:
    """The provider of a channel in this installation."""
    # They need the words of this module themselves.
    from bot.channels.telegram.provider import TelegramProvider
    from bot.channels.twilio.provider import TwilioProvider
    from bot.channels.twilio.settings import twilio_settings

    otherwise = SimulatedProvider() if settings().demo else Unconfigured()
    if channel == Channel.TELEGRAM and settings().telegram_bot_token is not None:
        return TelegramProvider(otherwise)
    if channel in (Channel.WHATSAPP, Channel.SMS) and twilio_settings().can_send(Channel(channel)):
        return TwilioProvider(otherwise)
    return otherwise
