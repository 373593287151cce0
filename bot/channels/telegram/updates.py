"""From what Telegram sends to the library's objects; a message of a kind that the library does not know is still a message."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from typing import Any

from telegram import Update

logger = logging.getLogger(__name__)

# What every message has, and the words that stand in it or beside a file.
_PLAIN = ("message_id", "from", "chat", "date", "edit_date", "text", "caption", "entities")
_MESSAGES = ("message", "edited_message")


def update_of(told: Mapping[str, Any]) -> Update | None:
    """The update; None where it cannot be read, which is logged: asking for it again would hold up all that come after.

    A message with parts that cannot be read is read without them.
    """
    for readable in (told, _plain(told)):
        try:
            return Update.de_json(dict(readable), None)
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            logger.error("update %s cannot be read: %s", told.get("update_id"), type(error).__name__)
    return None


def _plain(told: Mapping[str, Any]) -> dict[str, Any]:
    return {
        key: {name: value[name] for name in _PLAIN if name in value} if key in _MESSAGES else value
        for key, value in told.items()
    }
