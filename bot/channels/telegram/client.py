"""The bot of this installation: one client a process, with its connections kept open."""

from __future__ import annotations

import os

from telegram import Bot
from telegram.request import HTTPXRequest

from actions.settings import settings

# The library's own switch: it tells waiting times as timedelta.
os.environ.setdefault("PTB_TIMEDELTA", "1")

LONGEST_POLL = 25
"""Seconds that Telegram holds a question for updates open while there are none."""
_CONNECT, _READ, _MEDIA_WRITE = 5.0, 15.0, 60.0
_NO_BOT = 0

_bot: Bot | None = None


class NoBot(Exception):
    """TELEGRAM_BOT_TOKEN is not set: there is nobody to speak as."""


def bot() -> Bot:
    """The bot; NoBot where this installation has none."""
    global _bot
    if _bot is None:
        _bot = make_bot()
    return _bot


def make_bot() -> Bot:
    """A client of the Bot API at TELEGRAM_API_URL that has asked nothing yet."""
    token = settings().telegram_bot_token
    if token is None:
        raise NoBot
    api = settings().telegram_api_url.rstrip("/")
    ordinary = HTTPXRequest(16, read_timeout=_READ, connect_timeout=_CONNECT, media_write_timeout=_MEDIA_WRITE)
    polling = HTTPXRequest(1, read_timeout=LONGEST_POLL + _READ, connect_timeout=_CONNECT)
    return Bot(
        token.get_secret_value(),
        base_url=f"{api}/bot",
        base_file_url=f"{api}/file/bot",
        request=ordinary,
        get_updates_request=polling,
    )


async def close() -> None:
    """Ends the connections; the next call of `bot()` makes a new client."""
    global _bot
    closed, _bot = _bot, None
    if closed is not None:
        for request in (closed.request, closed._request[0]):
            await request.shutdown()


def bot_id() -> int:
    """The bot's own number, the first part of its token: updates are numbered by bot. 0 where there is no bot."""
    token = settings().telegram_bot_token
    number = token.get_secret_value().partition(":")[0] if token else ""
    return int(number) if number.isdecimal() else _NO_BOT
