"""A message enters: what must not be stored is put into the vault first, then the message is a row that cannot be lost."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import func, select, text
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from actions import clock
from actions.identity.models import VaultKind
from actions.identity.service import CODE_LIFETIME
from actions.identity.vault import vault
from bot.conversations.expecting import expecting
from bot.conversations.models import Choice, Conversation, Direction, Message, MessageState
from nlu.arabic import sensitive

INBOX_CHANNEL = "mueen_inbox"
# Files come from the provider within seconds, or something is wrong there.
MEDIA_WAIT = timedelta(minutes=5)


class UnknownChoice(Exception):
    """The value was never offered in this conversation."""


@dataclass(frozen=True, slots=True)
class Incoming:
    """What a channel hands over. `client_id` or `provider_id` make a repeat of the same message harmless.

    `quoted` is the message of ours that is answered by quoting it; `place` the city and region of a position that was sent;
    `rejected` why files that came with it were not taken. With `awaits_media` nobody answers it before
    its files are there (`media_arrived`), or until that has taken too long.
    """

    text: str | None = None
    choice: str | None = None
    media: tuple[dict[str, Any], ...] = ()
    client_id: str | None = None
    provider: str | None = None
    provider_id: str | None = None
    quoted: int | None = None
    place: Mapping[str, str] | None = None
    rejected: tuple[str, ...] = ()
    awaits_media: bool = False

    def details(self) -> dict[str, Any]:
        """What the message's row keeps beside its text."""
        place = dict(self.place) if self.place else None
        told = {"quoted": self.quoted, "place": place, "rejected": list(self.rejected), "awaits_media": self.awaits_media}
        return {name: value for name, value in told.items() if value}


async def take_in(session: AsyncSession, conversation: Conversation, incoming: Incoming) -> int:
    """Stores the message and wakes a worker at the commit; the id of the first where it is a repeat.

    Raises UnknownChoice for a choice that was not offered in this conversation.
    """
    if incoming.choice is not None:
        await _must_be_offered(session, conversation.id, incoming.choice)
    redacted = await redact(session, incoming.text, conversation.last_act) if incoming.text else incoming.text
    row = {
        "conversation_id": conversation.id,
        "direction": Direction.IN,
        "state": MessageState.PENDING,
        "provider": incoming.provider,
        "provider_message_id": incoming.provider_id,
        "client_message_id": incoming.client_id,
        "text": redacted,
        "choice": incoming.choice,
        "media": list(incoming.media),
        "data": incoming.details(),
        **({"not_before": func.now() + MEDIA_WAIT} if incoming.awaits_media else {}),
    }
    statement = insert(Message).values(row).on_conflict_do_nothing().returning(Message.id)
    new = (await session.execute(statement)).scalar_one_or_none()
    if new is None:
        return await _taken_before(session, conversation.id, incoming)
    await session.execute(text("SELECT pg_notify(:channel, '')"), {"channel": INBOX_CHANNEL})
    return new


async def media_arrived(
    session: AsyncSession, message: Message, media: Sequence[dict[str, Any]], rejected: Sequence[str] = ()
) -> None:
    """The files of a message that waited for them are here, or were refused for these reasons: it can be answered."""
    message.media = list(media)
    message.data = {**message.data, "awaits_media": False, "rejected": list(rejected)}
    message.not_before = func.now()
    await session.flush()
    await session.execute(text("SELECT pg_notify(:channel, '')"), {"channel": INBOX_CHANNEL})


async def redact(session: AsyncSession, written: str, last_act: dict[str, Any] | None) -> str:
    """The text with every id, phone, IBAN and code replaced by its reference."""
    written = as_typed(written)
    pieces, at = [], 0
    for found in sensitive.find(written, expecting=expecting(last_act)):
        until = clock.now() + CODE_LIFETIME if found.kind == VaultKind.CODE else None
        pieces += [written[at : found.start], await vault().protect(session, found.kind, found.value, until)]
        at = found.end
    return "".join([*pieces, written[at:]])


def as_typed(written: str) -> str:
    """The text with what only looks like a reference made harmless: references are ours to write, nobody's to type."""
    return _FORGED.sub("(", written)


_FORGED = re.compile(r"[\[\uff3b](?=\s*\w+\s*[:\uff1a]\s*\w{4,})")


async def _must_be_offered(session: AsyncSession, conversation: UUID, value: str) -> None:
    offered = select(Choice.value).where(Choice.value == value, Choice.conversation_id == conversation)
    if await session.scalar(offered) is None:
        raise UnknownChoice(value)


async def _taken_before(session: AsyncSession, conversation: UUID, incoming: Incoming) -> int:
    first = select(Message.id)
    if incoming.client_id is not None:
        first = first.where(
            Message.conversation_id == conversation, Message.client_message_id == incoming.client_id
        )
    else:
        first = first.where(
            Message.provider == incoming.provider, Message.provider_message_id == incoming.provider_id
        )
    return (await session.execute(first)).scalar_one()
