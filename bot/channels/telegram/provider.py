"""Messages to people on Telegram, with what Telegram refuses told in our words."""

from __future__ import annotations

import asyncio
import logging
from datetime import timedelta

from sqlalchemy.ext.asyncio import AsyncSession
from telegram import InputFile, LinkPreviewOptions
from telegram import Message as TelegramMessage
from telegram.error import BadRequest, ChatMigrated, Forbidden, InvalidToken, RetryAfter, TelegramError

from actions.contacts.models import Contact
from bot.channels.errors import ProviderError, Remedy
from bot.channels.providers import Provider, Sendable
from bot.channels.telegram import people
from bot.channels.telegram.client import bot
from bot.channels.telegram.keyboards import Keyboard, keyboard
from bot.channels.telegram.parts import File, Kind, Part, parts_of
from bot.conversations.models import Delivery, Language, Media, Message
from bot.media.store import folder

logger = logging.getLogger(__name__)

_PLAIN = LinkPreviewOptions(is_disabled=True)
_NAMES = {"image/png": "mueen.png", "image/jpeg": "mueen.jpg", "text/calendar": "mueen.ics", "application/pdf": "mueen.pdf"}


class TelegramProvider:
    """Sends as the bot. `otherwise` carries what is for somebody who never wrote to it: in a demonstration people are also
    written to by phone."""

    def __init__(self, otherwise: Provider) -> None:
        self._otherwise = otherwise

    async def send(self, session: AsyncSession, sendable: Sendable) -> str:
        """By what the last part is known to Telegram. ProviderError; the parts that went are not sent again."""
        chat = people.chat_of(sendable.contact)
        if chat is None:
            return await self._otherwise.send(session, sendable)
        delivery = await session.get_one(Delivery, sendable.delivery)
        parts = parts_of(sendable.text, [await _file(session, item["id"]) for item in sendable.media])
        buttons = await _buttons(session, delivery, sendable)
        sent: TelegramMessage | None = None
        try:
            for part in parts[delivery.parts_sent :]:
                sent = await _put(chat, part, buttons if part is parts[-1] else None)
                delivery.parts_sent += 1
        except TelegramError as error:
            raise await _refused(session, sendable.contact, error) from error
        assert sent is not None
        return people.provider_sid(sendable.contact, sent.message_id)


async def _buttons(session: AsyncSession, delivery: Delivery, sendable: Sendable) -> Keyboard | None:
    message = await session.get(Message, delivery.message_id) if delivery.message_id is not None else None
    language = (message.language if message else None) or Language.ARABIC
    return keyboard(message.act if message else None, sendable.choices, language.value)


async def _file(session: AsyncSession, media: str) -> File:
    stored = await session.get_one(Media, media)
    return File(stored.type, stored.path)


async def _put(chat: int, part: Part, buttons: Keyboard | None) -> TelegramMessage:
    if part.file is None:
        return await bot().send_message(chat, part.text, reply_markup=buttons, link_preview_options=_PLAIN)
    content = await asyncio.to_thread((folder() / part.file.path).read_bytes)
    file, words = InputFile(content, _NAMES.get(part.file.type)), part.text or None
    match part.kind:
        case Kind.PHOTO:
            try:
                return await bot().send_photo(chat, file, caption=words, reply_markup=buttons)
            except BadRequest as error:  # a shape that Telegram shows no picture of: then it is a file to open
                logger.info("a picture is sent as a file: %s", error.message)
        case Kind.VOICE:
            return await bot().send_voice(chat, file, caption=words, reply_markup=buttons)
        case Kind.AUDIO:
            return await bot().send_audio(chat, file, caption=words, reply_markup=buttons)
    return await bot().send_document(chat, file, caption=words, reply_markup=buttons)


async def _refused(session: AsyncSession, contact: Contact, error: TelegramError) -> ProviderError:
    """Whoever blocked the bot, or left Telegram, is not written to again until they come back."""
    match error:
        case RetryAfter():
            return ProviderError("too_many_requests", waits=True, after=_waiting(error))
        case Forbidden():
            await people.blocked(session, contact)
            return ProviderError("blocked", remedy=Remedy.OPTED_OUT)
        case InvalidToken():
            logger.error("TELEGRAM_BOT_TOKEN is refused: messages wait until it is right")
            return ProviderError("token_refused", waits=True)
        case BadRequest() | ChatMigrated():
            logger.error("Telegram refused a message: %s", error.message)
            return ProviderError("bad_request", permanent=True)
    return ProviderError(type(error).__name__)


def _waiting(error: RetryAfter) -> timedelta:
    after = error.retry_after
    return timedelta(seconds=after) if isinstance(after, int) else after
