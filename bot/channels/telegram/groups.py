"""Groups and channels: what is said here is between one person and the service, so the bot says so once and leaves."""

from __future__ import annotations

import logging

from sqlalchemy.ext.asyncio import AsyncSession
from telegram import Chat
from telegram.error import BadRequest, Forbidden

from actions.jobs import defer
from bot.channels.telegram.client import NoBot, bot
from bot.render import catalogue

logger = logging.getLogger(__name__)

JOB = "leave_telegram_group"


async def decline(session: AsyncSession, chat: Chat) -> None:
    """Leaves a job that says goodbye; the jobs of one chat come one after the other, so that it is said once."""
    speaks = int(chat.type != Chat.CHANNEL)
    await defer(session, JOB, lock=f"telegram:{chat.id}", chat=chat.id, speaks=speaks)


async def leave(chat: int, speaks: int) -> None:
    """Says that the bot talks to one person at a time, and leaves. Having left before is as good."""
    try:
        if speaks:
            await _say(chat)
        await bot().leave_chat(chat)
    except NoBot:
        logger.error("a group cannot be left without TELEGRAM_BOT_TOKEN")
    except Forbidden:
        return  # it is out already
    except BadRequest as error:
        logger.warning("a group was not left: %s", error.message)


async def _say(chat: int) -> None:
    words = "\n\n".join(_words(language) for language in ("ar", "en"))
    try:
        await bot().send_message(chat, words)
    except BadRequest as error:
        logger.info("a group did not hear why: %s", error.message)


def _words(language: str) -> str:
    say = catalogue(language)
    return say("telegram.group")
