"""Files that people send: what they are is read from their content, never from their name."""

from __future__ import annotations

import asyncio
from typing import Any
from uuid import UUID

import filetype
from sqlalchemy.ext.asyncio import AsyncSession

from actions import clock
from bot.channels.capabilities import of_channel
from bot.conversations.intake import Incoming, take_in
from bot.conversations.models import AnsweredBy, Conversation, Message
from bot.media.documents import Suspicious, Unreadable, made_harmless
from bot.media.store import keep
from bot.pipeline import send
from bot.pipeline.context import Turn
from bot.web.posted import File, Posted

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


async def keep_upload(session: AsyncSession, conversation: UUID, file: File) -> dict[str, Any]:
    """Keeps the file, made harmless; Rejected when it is too large, broken, harmful, or of a type that serves nobody."""
    if file.content is None:
        raise Rejected("size")
    if not file.content:
        raise Rejected("unreadable")
    kind = media_type(file.content)
    try:
        content = await asyncio.to_thread(made_harmless, file.content, kind)
    except Unreadable:
        raise Rejected("unreadable") from None
    except Suspicious:
        raise Rejected("virus_suspected") from None
    return await keep(session, conversation, content, kind)


def media_type(content: bytes) -> str:
    """The type by the content's own marks; Rejected for one that is not taken."""
    kind = filetype.guess(content)
    found = kind.mime if kind else ""
    if found in IMAGES or found in DOCUMENTS:
        return str(found)
    if found in AUDIO:
        return AUDIO[found]
    raise Rejected("type")


async def reject_upload(session: AsyncSession, conversation: Conversation, posted: Posted, reason: str) -> int:
    """Answers at once that the file was not taken and why; the words beside it are not lost."""
    incoming = Incoming(text=posted.text or "", client_id=posted.client_id)
    message = await session.get_one(Message, await take_in(session, conversation, incoming))
    if message.attempts or message.state != "pending":
        return message.id
    if conversation.answered_by is not AnsweredBy.ASSISTANT:
        return message.id  # a person answers here, or is on the way
    capabilities = of_channel(str(conversation.channel))
    turn = Turn(session, conversation, message, clock.now(), capabilities, conversation.language)
    turn.replies.append({"act": "attachment.rejected", "data": {"reason": reason}})
    await send.render_and_store(turn)
    await send.finish(turn)
    return message.id
