"""Files that people sent: Telegram keeps them, and gives them for a number of its own."""

from __future__ import annotations

import logging

from telegram import Message as TelegramMessage
from telegram.error import BadRequest, Forbidden, InvalidToken, TelegramError

from bot.channels.errors import FileAway
from bot.channels.telegram.client import NoBot, bot
from bot.media.receiving import Rejected

logger = logging.getLogger(__name__)


def sent_with(message: TelegramMessage) -> tuple[dict[str, object], ...]:
    """The file of a message, as the inbox keeps it until it is fetched: the largest of a photo's sizes, a voice note, music,
    a document. Empty where there is none."""
    sizes = message.photo or (message.live_photo.photo if message.live_photo else None)
    file = sizes[-1] if sizes else message.voice or message.audio or message.document
    said = {"type": "audio/ogg"} if message.voice or message.audio else {}
    return ({"reference": file.file_id, "size": file.file_size, **said},) if file is not None else ()


async def fetch(reference: str, most: int) -> bytes | None:
    """The content of a file; None where it has more than `most` bytes. FileAway when Telegram does not answer now,
    Rejected when it does not give the file at all."""
    try:
        file = await bot().get_file(reference)
        if (file.file_size or 0) > most:
            return None
        content = bytes(await file.download_as_bytearray())
    except BadRequest as error:
        if "too big" in error.message:
            return None
        raise Rejected("unreadable") from error
    except (NoBot, Forbidden, InvalidToken) as error:
        logger.error("files cannot be fetched: %s", type(error).__name__)
        raise Rejected("unreadable") from error
    except TelegramError as error:
        raise FileAway(type(error).__name__) from error
    return content if len(content) <= most else None
