"""Forgetting documents that were sent and never put to a case: what nobody needs is not kept (PDPL)."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import cast, delete, exists, func, select
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.ext.asyncio import AsyncSession

from actions import clock
from actions.cases.models import Attachment
from actions.database.engine import transaction
from bot.conversations.models import AnsweredBy, Conversation, Direction, Media, Message
from bot.media.store import folder

KEPT_UNCLAIMED = timedelta(days=1)
"""So long a document waits for the person to say what it is for. A decision of the operator."""

_AUDIO = "audio/%"


async def forget_unclaimed_uploads() -> int:
    """Deletes documents that belong to no case after `KEPT_UNCLAIMED`, with their files; how many. One that a person of
    the staff may still want to look at, because they answer in that conversation, stays."""
    async with transaction() as session:
        unclaimed = await _unclaimed(session, clock.now() - KEPT_UNCLAIMED)
        for media, message in unclaimed:
            # The file first: should the rows survive, the next run finds them again.
            await asyncio.to_thread((folder() / media.path).unlink, missing_ok=True)
            message.media = [item for item in message.media if item["id"] != str(media.id)]
            await session.flush()
        paths = [media.path for media, _ in unclaimed]
        await session.execute(delete(Attachment).where(Attachment.media_path.in_(paths), Attachment.case_id.is_(None)))
        await session.execute(delete(Media).where(Media.id.in_([media.id for media, _ in unclaimed])))
        return len(unclaimed)


async def _unclaimed(session: AsyncSession, before: datetime) -> Sequence[tuple[Media, Message]]:
    """What people sent before this moment and no case holds, with the message that it came with."""
    itself = func.jsonb_build_array(func.jsonb_build_object("id", cast(Media.id, Message.text.type)))
    claimed = exists().where(Attachment.media_path == Media.path, Attachment.case_id.is_not(None))
    query = (
        select(Media, Message)
        .join(Message, Message.conversation_id == Media.conversation_id)
        .join(Conversation, Conversation.id == Media.conversation_id)
        .where(
            Media.created_at < before,
            Media.type.not_like(_AUDIO),
            Message.direction == Direction.IN,
            Message.media.op("@>")(cast(itself, JSONB)),
            Conversation.answered_by == AnsweredBy.ASSISTANT,
            ~claimed,
        )
        .with_for_update(of=Message, skip_locked=True)
    )
    return [(media, message) for media, message in await session.execute(query)]
