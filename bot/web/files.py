"""Media of a conversation, for its own token, or for a link that was made for one file."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Header, HTTPException
from fastapi.responses import FileResponse

from actions import clock
from actions.database.engine import transaction
from bot.conversations.models import Media
from bot.conversations.service import by_token
from bot.media.links import opens
from bot.media.store import folder

router = APIRouter()

_NAMES = {"text/calendar": "mueen.ics", "image/png": "mueen.png"}


@router.get("/media/{media}")
async def get_media(media: UUID, authorization: Annotated[str, Header()] = "") -> FileResponse:
    scheme, _, token = authorization.partition(" ")
    if scheme.lower() != "bearer" or not token:
        raise HTTPException(401, "token_missing", headers={"WWW-Authenticate": "Bearer"})
    async with transaction() as session:
        stored = await session.get(Media, media)
        if stored is None or await by_token(session, stored.conversation_id, token) is None:
            raise HTTPException(404, "no_such_media")
    return _file(stored)


@router.get("/m/{media}/{until}/{key}")
async def get_linked(media: UUID, until: int, key: str) -> FileResponse:
    async with transaction() as session:
        stored = await session.get(Media, media) if opens(media, until, key, clock.now()) else None
    if stored is None:
        raise HTTPException(404, "no_such_media")
    return _file(stored)


def _file(stored: Media) -> FileResponse:
    headers = {"Cache-Control": "private, max-age=3600"}
    return FileResponse(folder() / stored.path, media_type=stored.type, filename=_NAMES.get(stored.type), headers=headers)
