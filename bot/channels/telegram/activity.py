"""What a person sees while they wait: that somebody is typing, and, where they tapped an answer, which one it was."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from uuid import UUID

from sqlalchemy import select
from telegram.constants import ChatAction
from telegram.error import TelegramError

from actions.contacts.models import Contact
from actions.database.engine import DatabaseDown, transaction
from actions.settings import settings
from bot.channels.telegram.client import bot
from bot.channels.telegram.keyboards import answered
from bot.channels.telegram.people import chat_of
from bot.conversations.models import Choice, Delivery

logger = logging.getLogger(__name__)

_SHOWN_FOR = 4.0  # seconds; Telegram itself takes the sign away after five
# Answers close their question; a request of a menu leaves the menu as it is.
_CLOSING = frozenset({"affirm", "deny", "inform"})
_marking: set[asyncio.Task[None]] = set()


@asynccontextmanager
async def at_work(contact: UUID, choice: str | None) -> AsyncIterator[None]:
    """Types for as long as the block lasts. Neither this nor the mark holds the answer up, or fails it."""
    if settings().telegram_bot_token is None:
        yield
        return
    if choice is not None:
        marking = asyncio.create_task(_mark(choice))
        _marking.add(marking)
        marking.add_done_callback(_marking.discard)
    typing = asyncio.create_task(_type(contact))
    try:
        yield
    finally:
        typing.cancel()
        with suppress(asyncio.CancelledError):
            await typing


async def _type(contact: UUID) -> None:
    try:
        async with transaction() as session:
            chat = chat_of(await session.get_one(Contact, contact))
        while chat is not None:
            await bot().send_chat_action(chat, ChatAction.TYPING)
            await asyncio.sleep(_SHOWN_FOR)
    except (TelegramError, DatabaseDown) as error:
        logger.info("typing was not shown: %s", type(error).__name__)


async def _mark(value: str) -> None:
    """In place of the buttons of an answered question stands the answer."""
    try:
        async with transaction() as session:
            found = await session.execute(
                select(Choice, Delivery.provider_sid, Contact)
                .join(Delivery, Delivery.message_id == Choice.message_id)
                .join(Contact, Contact.id == Delivery.contact_id)
                .where(Choice.value == value, Delivery.provider_sid.is_not(None))
                .order_by(Delivery.rank.desc())
                .limit(1)
            )
            row = found.first()
        if row is None or row[0].payload["intent"] not in _CLOSING:
            return
        choice, sid, contact = row
        chat = chat_of(contact)
        if chat is not None and sid is not None:
            number = int(sid.rpartition(":")[2])
            await bot().edit_message_reply_markup(chat, number, reply_markup=answered(choice.title, value))
    except (TelegramError, DatabaseDown) as error:
        logger.info("buttons were not marked: %s", type(error).__name__)
