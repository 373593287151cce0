"""Asking for updates, where Telegram cannot bring them: a developer's machine needs no public address.

One worker asks, the one that holds the lock; it holds it on a connection of its own, so that another takes over when it dies.
"""

from __future__ import annotations

import asyncio
import logging
import warnings
from typing import Any

import psycopg
from telegram.error import InvalidToken, RetryAfter, TelegramError

from actions.database.engine import DatabaseDown
from actions.database.url import libpq_url
from actions.settings import settings
from bot.channels.telegram.arriving import KINDS, arrived
from bot.channels.telegram.client import LONGEST_POLL, bot
from bot.channels.telegram.menu import announce
from bot.delivery.bell import tell_workers

logger = logging.getLogger(__name__)

# The library would rather parse them itself.
warnings.filterwarnings("ignore", message=r"Please use 'Bot\.get_updates'")

POLLING_LOCK = 0x54454C4547  # "TELEG"
_ANOTHER_ASKS, _AFTER_A_FAILURE, _WRONG_TOKEN = 5.0, 3.0, 60.0
_LONGEST_PAUSE = 60.0
_MOST_ATTEMPTS = 3


async def poll() -> None:
    """Asks until cancelled; returns at once where updates are brought, or where there is no bot."""
    if not settings().polls_telegram:
        return
    while True:
        try:
            await _as_the_only_one()
        except (psycopg.OperationalError, DatabaseDown) as error:
            logger.warning("no updates for now: %s", type(error).__name__)
            await asyncio.sleep(_AFTER_A_FAILURE)


async def _as_the_only_one() -> None:
    url = settings().database_url
    assert url is not None
    async with await psycopg.AsyncConnection.connect(libpq_url(url.get_secret_value()), autocommit=True) as held:
        asked = await held.execute("SELECT pg_try_advisory_lock(%s)", (POLLING_LOCK,))
        row = await asked.fetchone()
        if row is None or not row[0]:
            await asyncio.sleep(_ANOTHER_ASKS)
            return
        asking = Asking()
        while True:
            await held.execute("SELECT 1")  # a lost connection is a lost lock
            await asking.once()


class Asking:
    """Where the questions stand: `offset` tells Telegram which updates are taken."""

    def __init__(self) -> None:
        self.offset: int | None = None
        self._announced = False
        self._failures = self._away = 0

    async def once(self) -> None:
        """One question and what it brings. Failures of Telegram are waited out; DatabaseDown is the caller's."""
        try:
            if not self._announced:
                await bot().delete_webhook()
                await announce(bot())
                self._announced = True
            updates = await self._ask()
        except InvalidToken:
            logger.error("TELEGRAM_BOT_TOKEN is refused: ask @BotFather for it again")
            await asyncio.sleep(_WRONG_TOKEN)
        except RetryAfter as error:
            await asyncio.sleep(_seconds(error))
        except TelegramError as error:
            logger.warning("Telegram does not answer: %s", type(error).__name__)
            await asyncio.sleep(min(_AFTER_A_FAILURE * 2**self._away, _LONGEST_PAUSE))
            self._away += 1
        else:
            self._away = 0
            for told in updates:
                if not await self._take(told):
                    return
            if updates:
                await tell_workers()

    async def _ask(self) -> list[dict[str, Any]]:
        """As Telegram wrote them: one that cannot be read must not take the others with it."""
        asked = {"offset": self.offset, "timeout": LONGEST_POLL, "allowed_updates": list(KINDS)}
        told = await bot().do_api_request("get_updates", {name: value for name, value in asked.items() if value is not None})
        return list(told)

    async def _take(self, told: dict[str, Any]) -> bool:
        """Whether it is kept. What fails by a fault of ours is tried again a few times, then left behind and logged."""
        number = int(told["update_id"])
        try:
            answer = (await arrived(told)).answer
        except DatabaseDown:
            raise
        except Exception:
            self._failures += 1
            logger.exception("update %s could not be kept", number)
            if self._failures < _MOST_ATTEMPTS:
                await asyncio.sleep(_AFTER_A_FAILURE)
                return False
            answer = None
        self.offset, self._failures = number + 1, 0
        if answer is not None:
            await _let_go(answer.query, answer.text)
        return True


async def _let_go(query: str, text: str | None) -> None:
    try:
        await bot().answer_callback_query(query, text)
    except TelegramError as error:  # the button waits a little longer by itself; the tap is taken
        logger.info("a button was not let go: %s", type(error).__name__)


def _seconds(error: RetryAfter) -> float:
    after = error.retry_after
    return float(after) if isinstance(after, int) else after.total_seconds()
