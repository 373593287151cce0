"""`https://t.me/<bot>?start=<payload>`: what a link that opened the chat brings with it (64 characters of A-Z a-z 0-9 _ -)."""

from __future__ import annotations

from sqlalchemy.ext.asyncio import AsyncSession

from actions.contacts.continuing import token_in
from bot.channels.telegram.commands import command
from bot.channels.telegram.people import Person
from bot.conversations.intake import Incoming


async def deep_link(session: AsyncSession, person: Person, payload: str) -> Incoming | None:
    """What the payload asks for in this person's chat; None for one that says nothing: then the chat begins as any other.

    The token of a link to go on with is words, as on other channels. The name of a command asks for what the command does, so
    that a leaflet can lead to the card or to a consultation.
    """
    if token_in(payload) == payload:
        return Incoming(text=payload)
    named = command(payload)
    return Incoming(request=named.request) if named is not None and named.request is not None else None
