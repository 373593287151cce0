"""Files that people send, by whatever way: what they are is read from their content, never from their name."""

from __future__ import annotations

import asyncio
from typing import Any
from uuid import UUID

import filetype
from sqlalchemy.ext.asyncio import AsyncSession

from bot.media.documents import Suspicious, Unreadable, made_harmless
from bot.media.store import keep

MOST_BYTES = 10 * 1024 * 1024
# Those that can be drawn anew; without a decoder of HEIC at hand a picture in it could not be made harmless.
IMAGES = frozenset({"image/jpeg", "image/png", "image/webp"})
DOCUMENTS = frozenset({"application/pdf"})
# What recorders of browsers and phones make; webm and mp4 are containers that are told apart by content.
AUDIO = {
    "audio/ogg": "audio/ogg",
    "audio/mpeg": "audio/mpeg",
    "audio/mp4": "audio/mp4",
    "audio/x-m4a": "audio/mp4",
    "audio/m4a": "audio/mp4",
    "audio/x-wav": "audio/wav",
    "audio/wav": "audio/wav",
    "audio/amr": "audio/amr",
    "audio/aac": "audio/aac",
    "video/webm": "audio/webm",
    "video/mp4": "audio/mp4",
}


class Rejected(Exception):
    """The file cannot be taken; `reason` is `type`, `size`, `unreadable` or `virus_suspected`."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


async def receive(session: AsyncSession, conversation: UUID, content: bytes | None) -> dict[str, Any]:
    """Keeps a file, made harmless; `content` is None when it is larger than what is read. Rejected when it is too large,
    broken, harmful, or of a type that serves nobody."""
    if content is None:
        raise Rejected("size")
    if not content:
        raise Rejected("unreadable")
    kind = media_type(content)
    try:
        harmless = await asyncio.to_thread(made_harmless, content, kind)
    except Unreadable:
        raise Rejected("unreadable") from None
    except Suspicious:
        raise Rejected("virus_suspected") from None
    return await keep(session, conversation, harmless, kind)


def media_type(content: bytes) -> str:
    """The type by the content's own marks; Rejected for one that is not taken."""
    kind = filetype.guess(content)
    found = kind.mime if kind else ""
    if found in IMAGES or found in DOCUMENTS:
        return str(found)
    if found in AUDIO:
        return AUDIO[found]
    raise Rejected("type")
