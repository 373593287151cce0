"""Fetching what people sent: each file once, with the account's credentials, from Twilio and from nowhere else."""

from __future__ import annotations

import logging
from typing import Any

import httpx
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from actions.database.engine import transaction
from bot.channels.payloads import opened
from bot.channels.twilio.settings import twilio_settings
from bot.conversations.intake import media_arrived
from bot.conversations.models import InboundPayload, Message, MessageState
from bot.web.posted import MOST_BYTES, File
from bot.web.uploads import Rejected, keep_upload

logger = logging.getLogger(__name__)

MOST_ATTEMPTS = 5
_TIMEOUT = httpx.Timeout(30.0, connect=5.0)
_GONE = frozenset({400, 410})


class Unfetchable(Exception):
    """A file could not be fetched; `passing` when another attempt may succeed."""

    def __init__(self, reason: str, *, passing: bool) -> None:
        super().__init__(reason)
        self.passing = passing


async def fetch_media(payload: int, *, last_attempt: bool = False) -> None:
    """Fetches the files of a message and lets it be answered. Unfetchable, to be tried again, unless it is the last
    attempt or hopeless: then the person hears which file did not come."""
    urls = await _urls(payload)
    files: list[File | None] = []
    for url in urls:
        try:
            files.append(await _fetch(url))
        except Unfetchable as error:
            if error.passing and not last_attempt:
                raise
            logger.error("a file of payload %s is out of reach: %s", payload, error)
            files.append(None)
    async with transaction() as session:
        message = await _waiting(session, payload)
        if message is None:
            return
        kept, refused = await _kept(session, message, files)
        await media_arrived(session, message, kept, refused)


async def _urls(payload: int) -> list[str]:
    async with transaction() as session:
        fields = opened(await session.get_one(InboundPayload, payload))
    return [fields[name] for name in sorted(fields) if name.startswith("MediaUrl") and fields[name]]


async def _waiting(session: AsyncSession, payload: int) -> Message | None:
    """The message that waits for its files; None where they came before, or it waited too long and was answered."""
    its = select(Message).join(InboundPayload, InboundPayload.message_id == Message.id)
    message = await session.scalar(its.where(InboundPayload.id == payload).with_for_update(of=Message))
    waits = message is not None and message.state is MessageState.PENDING and message.data.get("awaits_media")
    return message if waits else None


async def _kept(
    session: AsyncSession, message: Message, files: list[File | None]
) -> tuple[list[dict[str, Any]], list[str]]:
    kept, refused = [], []
    for file in files:
        if file is None:
            refused.append("unreadable")
            continue
        try:
            kept.append(await keep_upload(session, message.conversation_id, file))
        except Rejected as why:
            refused.append(why.reason)
    return kept, list(dict.fromkeys(refused))


async def _fetch(url: str) -> File:
    """The file, or one without content where it is larger than what is taken."""
    address, credentials = _address(url), twilio_settings().credentials
    if credentials is None:
        raise Unfetchable("no_credentials", passing=False)
    try:
        # The first answer points to where the file lies; the credentials do not go there.
        async with (
            httpx.AsyncClient(auth=credentials, timeout=_TIMEOUT, follow_redirects=True, max_redirects=3) as client,
            client.stream("GET", address) as answer,
        ):
            if answer.is_error:
                raise Unfetchable(str(answer.status_code), passing=answer.status_code not in _GONE)
            content = bytearray()
            async for chunk in answer.aiter_bytes():
                content += chunk
                if len(content) > MOST_BYTES:
                    return File("", None)
            return File("", bytes(content))
    except httpx.HTTPError as error:
        raise Unfetchable(type(error).__name__, passing=True) from error


def _address(url: str) -> httpx.URL:
    """The address to ask: Twilio's, or what stands in its place. Credentials go nowhere else, whatever a form says."""
    told, instead = httpx.URL(url), twilio_settings().api_url
    if instead:
        other = httpx.URL(instead)
        return told.copy_with(scheme=other.scheme, host=other.host, port=other.port)
    if told.scheme != "https" or not told.host.endswith(".twilio.com"):
        raise Unfetchable("not_twilio", passing=False)
    return told
