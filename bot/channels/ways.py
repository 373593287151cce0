"""Which ways lead to and from a person in this installation: who may send on a channel, and where an answer can go."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from actions.contacts.models import Channel, Contact
from actions.settings import settings
from bot.channels.errors import Remedy
from bot.channels.telegram.client import bot_id
from bot.channels.twilio.contents import content_sid
from bot.channels.twilio.errors import remedy_of as twilio_remedy
from bot.channels.twilio.settings import twilio_settings
from bot.delivery.allowance import Rate
from bot.render import catalogue
from bot.render.isolation import plain

# Of the 30 that Telegram takes of one bot; its own refusal says how long to wait.
_TELEGRAM_A_SECOND = 25.0


def hears(contact: Contact) -> bool:
    """Whether an answer to this address reaches us. Of SMS only where a sender that can receive is set, or one was
    written to."""
    return contact.channel is not Channel.SMS or twilio_settings().sms_two_way or contact.sender is not None


def can_send(channel: Channel) -> bool:
    """Whether there is somebody who carries messages on this channel. In a demonstration a simulation does, where nobody
    else is set up."""
    return settings().demo or _is_set_up(channel)


def _is_set_up(channel: Channel) -> bool:
    match channel:
        case Channel.WHATSAPP | Channel.SMS:
            return twilio_settings().can_send(channel)
        case Channel.TELEGRAM:
            return settings().telegram_bot_token is not None
    return False


def can_go_on() -> bool:
    """Whether there is a channel on which people go on that hears them and vouches for who they are."""
    return bool(twilio_settings().whatsapp_sender) or settings().telegram_bot_token is not None


def answer_elsewhere(contact: Contact, language: str) -> str | None:
    """Where to answer a text to which nobody can answer; None where one can, or no such place is known."""
    place, say = settings().answer_at or twilio_settings().whatsapp_sender, catalogue(language)
    return None if hears(contact) or not place else plain(say("sms.answer_at", place=place))


def has_template(channel: Channel, content: Mapping[str, Any]) -> bool:
    """Whether an approved text is there that passes at any time. Of a simulated channel all are."""
    if not _is_set_up(channel):
        return settings().demo
    return channel is Channel.WHATSAPP and content_sid(content) is not None


def remedy_of(channel: Channel, code: str | None) -> Remedy | None:
    """What a provider's error asks for; None for one that nobody listed."""
    return twilio_remedy(code) if channel in (Channel.WHATSAPP, Channel.SMS) else None


def rate_of(contact: Contact) -> Rate | None:
    """The bucket that a message to this contact is drawn from; None where nothing limits it."""
    ours = twilio_settings()
    if not _is_set_up(contact.channel):
        return None
    match contact.channel:
        case Channel.WHATSAPP:
            sender = contact.sender or ours.whatsapp_sender
            return Rate(f"whatsapp:{sender}", ours.whatsapp_a_second(sender))
        case Channel.SMS:
            return Rate(f"sms:{ours.messaging_service_sid or contact.sender or ours.sms_sender}", ours.sms_rate)
        case Channel.TELEGRAM:
            return Rate(f"telegram:{bot_id()}", _TELEGRAM_A_SECOND)
    return None
