"""The chat's API: open a conversation, say something, read it back (contract: http.md)."""

from __future__ import annotations

import asyncio
from typing import Any
from uuid import UUID

from fastapi import APIRouter, HTTPException, Query, Request
from fastapi.responses import JSONResponse

from actions.database.engine import transaction
from bot.conversations.intake import UnknownChoice, take_in
from bot.conversations.models import Conversation, Message
from bot.conversations.service import as_json, messages_after, open_on_web, replies_to
from bot.conversations.shown import shown
from bot.media.receiving import Rejected, receive
from bot.render import ui_strings
from bot.web.access import Own
from bot.web.posted import Posted, read_posted
from bot.web.uploads import reject_upload

router = APIRouter()

LONGEST_WAIT = 30.0
# A notification can be lost with its connection: the row is looked at again after this long all the same.
_LOOK_AGAIN = 1.0


@router.get("/chat/ui")
async def ui(language: str = "ar") -> dict[str, str]:
    """The page's own words."""
    return ui_strings("en" if language == "en" else "ar")


@router.post("/chat", status_code=201)
async def open_conversation() -> dict[str, str]:
    async with transaction() as session:
        opened = await open_on_web(session)
    return {"conversation": str(opened.id), "token": opened.token}


@router.post("/chat/{conversation}/messages")
async def say(request: Request, own: Own, wait: float | None = Query(default=None, ge=0)) -> JSONResponse:
    """Takes a message; with `wait` the answers come with it, without they come on the event stream."""
    message = await _take(own, await read_posted(request))
    if wait is None:
        return JSONResponse({"message": str(message)}, status_code=202)
    replies = await _wait(request, own, message, min(wait, LONGEST_WAIT))
    return JSONResponse({"messages": replies or []})


@router.get("/chat/{conversation}/messages")
async def transcript(own: Own) -> dict[str, Any]:
    async with transaction() as session:
        messages = await messages_after(session, own, 0)
        return {"messages": [as_json(message, await shown(session, message)) for message in messages]}


async def _take(own: UUID, posted: Posted) -> int:
    async with transaction() as session:
        conversation = await session.get_one(Conversation, own)
        try:
            media = () if posted.file is None else (await receive(session, own, posted.file.content),)
            return await take_in(session, conversation, posted.incoming(media))
        except Rejected as refused:
            return await reject_upload(session, conversation, posted, refused.reason)
        except UnknownChoice:
            raise HTTPException(409, "unknown_choice") from None


async def _wait(request: Request, own: UUID, message: int, seconds: float) -> list[dict[str, Any]] | None:
    """The replies as soon as they are there; None when the time is over first."""
    end = asyncio.get_running_loop().time() + seconds
    async with request.app.state.signals.waiting_for(str(own)) as answered:
        while True:
            answered.clear()
            replies = await _replies(message)
            left = end - asyncio.get_running_loop().time()
            if replies is not None or left <= 0:
                return replies
            try:
                await asyncio.wait_for(answered.wait(), min(left, _LOOK_AGAIN))
            except TimeoutError:
                continue


async def _replies(message: int) -> list[dict[str, Any]] | None:
    async with transaction() as session:
        replies: list[Message] | None = await replies_to(session, message)
        if replies is None:
            return None
        return [as_json(reply, await shown(session, reply)) for reply in replies]
