"""Files that still lie with the provider are fetched, before anything else looks at the message.

In transactions of their own: a turn that is tried again finds them kept.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import update

from actions.database.engine import transaction
from bot.channels.errors import FileAway
from bot.channels.files import fetch_file
from bot.conversations.models import Message
from bot.media.receiving import MOST_BYTES, Rejected, receive
from bot.pipeline.context import DialogueUnavailable, Turn


class FileUnavailable(DialogueUnavailable):
    """The provider could not be reached; the message waits and is tried again."""


async def fetch(turn: Turn) -> None:
    """Each file becomes one that is kept or one that was refused, with the reason; FileUnavailable when neither is known."""
    if not any("reference" in item for item in turn.message.media):
        return
    media = [await _fetched(turn, item) for item in turn.message.media]
    async with transaction() as session:
        await session.execute(update(Message).where(Message.id == turn.message.id).values(media=media))
    await turn.session.refresh(turn.message)


async def _fetched(turn: Turn, item: dict[str, Any]) -> dict[str, Any]:
    if "reference" not in item:
        return item
    try:
        content = None
        if (item.get("size") or 0) <= MOST_BYTES:
            content = await fetch_file(turn.conversation.channel, item["reference"], MOST_BYTES)
        async with transaction() as session:
            return await receive(session, turn.conversation.id, content)
    except Rejected as refused:
        return {**{name: item[name] for name in ("type",) if name in item}, "refused": refused.reason}
    except FileAway as error:
        raise FileUnavailable(f"file: {error}") from error
