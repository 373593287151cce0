"""A message enters: what must not be stored is put into the vault first, then the message is a row that cannot be lost."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from actions import clock
from actions.identity.codes import CODE_LIFETIME
from actions.identity.models import VaultKind
from actions.identity.vault import vault
from bot.conversations.expecting import expecting
from bot.conversations.models import Choice, Conversation, Direction, Message, MessageState
from nlu.arabic import sensitive

INBOX_CHANNEL = "mueen_inbox"


class UnknownChoice(Exception):
    """The value was never offered in this conversation."""


@dataclass(frozen=True, slots=True)
class Incoming:
    """What a channel hands over. `client_id` or `provider_id` make a repeat of the same message harmless.

    Where the channel knows what is meant, nothing is left to understand: `request` (an intent with entities) is what a
    command or a place asks for, `answer` (an act with its data) what is said to something that no dialogue can take.
    `quoted` is the message of ours that is answered by quoting it; `reads`: only the news that waits for the person is
    wanted.
    """

    text: str | None = None
    choice: str | None = None
    media: tuple[dict[str, Any], ...] = ()
    client_id: str | None = None
    provider: str | None = None
    provider_id: str | None = None
    request: dict[str, Any] | None = None
    answer: dict[str, Any] | None = None
    quoted: int | None = None
    reads: bool = False

    def known(self) -> dict[str, Any]:
        """What the channel knows of the meaning, as the message keeps it."""
        told = {"request": self.request, "answer": self.answer, "quoted": self.quoted, "reads": self.reads or None}
        return {key: value for key, value in told.items() if value is not None}


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
        "data": incoming.known(),
    }
    woken = func.pg_notify(INBOX_CHANNEL, "")
    statement = insert(Message).values(row).on_conflict_do_nothing().returning(Message.id, woken)
    new = (await session.execute(statement)).scalar_one_or_none()
    return await _taken_before(session, conversation.id, incoming) if new is None else new


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
