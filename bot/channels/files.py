"""Fetching a file that somebody sent from the provider that keeps it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from actions.contacts.models import Channel
from bot.channels.telegram import files as telegram
from bot.channels.twilio import files as twilio
from bot.media.receiving import Rejected

type Fetch = Callable[[str, int], Awaitable[bytes | None]]

_FETCHES: dict[Channel, Fetch] = {
    Channel.TELEGRAM: telegram.fetch,
    Channel.WHATSAPP: twilio.fetch,
    Channel.SMS: twilio.fetch,
}


async def fetch_file(channel: Channel, reference: str, most: int) -> bytes | None:
    """The content behind the provider's own reference; None where it has more than `most` bytes.

    Raises FileAway when the provider cannot be reached now, Rejected when the file cannot be had at all.
    """
    fetch = _FETCHES.get(channel)
    if fetch is None:
        raise Rejected("unreadable")
    return await fetch(reference, most)
