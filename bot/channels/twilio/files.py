"""Files that people sent: Twilio keeps them, and gives them for the account's credentials."""

from __future__ import annotations

import logging

import httpx

from bot.channels.errors import FileAway
from bot.channels.twilio.settings import twilio_settings
from bot.media.receiving import Rejected

logger = logging.getLogger(__name__)

_TIMEOUT = httpx.Timeout(20.0, connect=5.0)
# The file is there a little after the message that tells of it; the others are answers that stay.
_HOPELESS = frozenset({400, 401, 403, 410})


async def fetch(reference: str, most: int) -> bytes | None:
    """The content behind a media address; None where it has more than `most` bytes. FileAway when it cannot be had now,
    Rejected when Twilio does not give it at all."""
    address, credentials = _address(reference), twilio_settings().credentials
    if address is None or credentials is None:
        logger.error("files cannot be fetched: %s", "not at Twilio" if address is None else "no credentials")
        raise Rejected("unreadable")
    try:
        # The first answer points to where the file lies; the credentials do not go there.
        async with (
            httpx.AsyncClient(auth=credentials, timeout=_TIMEOUT, follow_redirects=True, max_redirects=3) as client,
            client.stream("GET", address) as answer,
        ):
            if answer.status_code in _HOPELESS:
                logger.error("a file was refused: %s", answer.status_code)
                raise Rejected("unreadable")
            if answer.is_error:
                raise FileAway(str(answer.status_code))
            return await _content(answer, most)
    except httpx.HTTPError as error:
        raise FileAway(type(error).__name__) from error


async def _content(answer: httpx.Response, most: int) -> bytes | None:
    content = bytearray()
    async for chunk in answer.aiter_bytes():
        content += chunk
        if len(content) > most:
            return None
    return bytes(content)


def _address(reference: str) -> httpx.URL | None:
    """The address to ask: Twilio's, or what stands in its place. Credentials go nowhere else, whatever a form says."""
    try:
        told = httpx.URL(reference)
    except httpx.InvalidURL:
        return None
    if not twilio_settings().is_real:
        other = httpx.URL(twilio_settings().api_url)
        return told.copy_with(scheme=other.scheme, host=other.host, port=other.port)
    return told if told.scheme == "https" and told.host.endswith(".twilio.com") else None
