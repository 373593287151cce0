"""Kinds of messages that nothing can be done with: the person is told which, in one sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from telegram.constants import MessageType

if TYPE_CHECKING:
    from telegram import Message as TelegramMessage

# An animation also comes as a document, and a venue as a place: the first that fits counts.
UNSUPPORTED = (
    "sticker",
    "animation",
    "video",
    "video_note",
    "poll",
    "dice",
    "game",
    "story",
    "paid_media",
    "checklist",
    "other",
)


def unsupported(message: TelegramMessage) -> str | None:
    """The kind; `other` for one that even the library does not know. None for what can be taken, and for Telegram's own
    notes (a message was pinned, the background changed)."""
    found = next((kind for kind in UNSUPPORTED if getattr(message, kind, None)), None)
    known = any(getattr(message, kind, None) for kind in MessageType)
    return found or (None if known else "other")
