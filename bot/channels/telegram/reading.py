"""What a message of a private chat means for the inbox: words, a file, a place, a phone, a command."""

from __future__ import annotations

import phonenumbers
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from telegram import Contact as SharedContact
from telegram import Message as TelegramMessage

from actions.identity.vault import vault
from bot.channels.places import request_at
from bot.channels.telegram import deep_links, kinds
from bot.channels.telegram.commands import Called, called, unknown
from bot.channels.telegram.files import sent_with
from bot.channels.telegram.people import Person, keep_phone, provider_sid
from bot.conversations.intake import Incoming
from bot.conversations.models import Delivery
from bot.render import catalogue

_START = "start"
_REGION = "SA"


async def read(session: AsyncSession, person: Person, message: TelegramMessage) -> Incoming | None:
    """What is taken in; None for what nobody wrote, such as Telegram's note that a message was pinned."""
    kind = kinds.unsupported(message)
    if kind is not None:
        return Incoming(text=_words(message), answer=_answer("message.unsupported", kind=kind))
    if message.contact is not None:
        return await _phone(session, person, message, message.contact)
    if message.location is not None:
        here = message.location.latitude, message.location.longitude
        return await request_at(session, person.conversation, here)
    media = sent_with(message)
    if media:
        return Incoming(text=_words(message), media=media)
    if message.text is None:
        return None
    command = called(message.text) or unknown(message.text)
    if command is not None:
        return await _command(session, person, command)
    return Incoming(text=_words(message), quoted=await _quoted(session, person, message))


def words_of(message: TelegramMessage) -> str | None:
    """What the person wrote, also beside a file; None where they wrote nothing."""
    return _words(message)


def _words(message: TelegramMessage) -> str | None:
    return (message.text or message.caption or "").replace("\x00", "") or None


async def _command(session: AsyncSession, person: Person, called: Called) -> Incoming:
    """The message reads as what the command does, in the person's language: that is also the language of the answer."""
    found = None
    if called.command.name == _START and called.rest:
        found = await deep_links.deep_link(session, person, called.rest)
    command = called.command
    words = catalogue(person.conversation.language.value).of("telegram.command", command.name)
    if found is not None:
        return found
    if command.act is not None:
        return Incoming(text=words, answer=_answer(command.act))
    return Incoming(text=words, request=command.request)


async def _quoted(session: AsyncSession, person: Person, message: TelegramMessage) -> int | None:
    """The message of ours that is answered by quoting it; None for any other."""
    if message.reply_to_message is None:
        return None
    sid = provider_sid(person.contact, message.reply_to_message.message_id)
    return await session.scalar(select(Delivery.message_id).where(Delivery.provider_sid == sid))


async def _phone(session: AsyncSession, person: Person, message: TelegramMessage, shared: SharedContact) -> Incoming:
    """The button sends the sender's own number, and Telegram says whose it is; a card of somebody else proves nothing."""
    sender = message.from_user
    if sender is None or shared.user_id != sender.id:
        return Incoming(answer=_answer("phone.not_own"))
    phone = _e164(shared.phone_number)
    if phone is None:
        return Incoming(answer=_answer("phone.not_own"))
    await keep_phone(session, person.contact, phone)
    return Incoming(answer=_answer("phone.kept", to=vault().mask("phone", phone)))


def _e164(number: str) -> str | None:
    """Telegram writes numbers with their country code, with or without the plus."""
    try:
        read = phonenumbers.parse(f"+{number.lstrip('+')}", _REGION)
    except phonenumbers.NumberParseException:
        return None
    return phonenumbers.format_number(read, phonenumbers.PhoneNumberFormat.E164)


def _answer(act: str, **data: str) -> dict[str, object]:
    return {"act": act, "data": data}
