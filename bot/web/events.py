"""The event stream of a conversation: each message as it comes, and from where the reader left off."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Header, Request
from sse_starlette import EventSourceResponse, ServerSentEvent

from actions.database.engine import DatabaseDown, transaction
from bot.conversations.models import Direction
from bot.conversations.service import as_json, messages_after
from bot.conversations.shown import shown
from bot.web.access import Own

router = APIRouter()

_PING = 15
_LOOK_AGAIN = 5.0
_MOST_DIGITS = 18  # of a bigint


@router.get("/chat/{conversation}/events")
async def events(
    request: Request, own: Own, last_event_id: Annotated[str | None, Header()] = None
) -> EventSourceResponse:
    """Server-sent events: what came after `Last-Event-ID`, or all from the first message, and what is still to come."""
    told = last_event_id or ""
    last = int(told) if told.isascii() and told.isdigit() and len(told) <= _MOST_DIGITS else 0
    return EventSourceResponse(_stream(request, own, last), ping=_PING)


async def _stream(request: Request, own: UUID, last: int) -> AsyncIterator[ServerSentEvent]:
    async with request.app.state.signals.waiting_for(str(own)) as woken:
        while not await request.is_disconnected():
            woken.clear()
            for number, body in await _after(own, last):
                last = number
                yield ServerSentEvent(json.dumps(body, ensure_ascii=False), event="message", id=str(number))
            try:
                await asyncio.wait_for(woken.wait(), _LOOK_AGAIN)
            except TimeoutError:
                continue


async def _after(own: UUID, last: int) -> list[tuple[int, dict[str, object]]]:
    try:
        async with transaction() as session:
            messages = await messages_after(session, own, last)
            outgoing = [message for message in messages if message.direction is Direction.OUT]
            return [(message.id, as_json(message, await shown(session, message))) for message in outgoing]
    except DatabaseDown:
        return []  # the stream stays open; the next look finds what came meanwhile
