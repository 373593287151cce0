"""Kinds of messages that nothing can be done with: the person is told which, in one sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

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
)


def unsupported(message: TelegramMessage) -> str | None:
    """The kind, where it is one that the person should hear about; None for all else, also for Telegram's own notes (a
    message was pinned, the background changed)."""
    return next((kind for kind in UNSUPPORTED if getattr(message, kind, None)), None)
