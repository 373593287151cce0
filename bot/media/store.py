"""Keeping files below DATA_DIR/media, by conversation, under names that say nothing."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy.ext.asyncio import AsyncSession

from actions.settings import settings
from bot.conversations.models import Media


def folder() -> Path:
    return settings().data_dir / "media"


async def keep(session: AsyncSession, conversation: UUID, content: bytes, media_type: str) -> dict[str, Any]:
    """Writes the file and its row; what a message needs to refer to it."""
    media = Media(
        id=uuid4(),
        conversation_id=conversation,
        type=media_type,
        path="",
        sha256=hashlib.sha256(content).digest(),
        size=len(content),
    )
    media.path = f"{conversation}/{media.id}"
    path = folder() / media.path
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    path.write_bytes(content)
    path.chmod(0o600)
    session.add(media)
    await session.flush()
    return {"id": str(media.id), "type": media_type}
