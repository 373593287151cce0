"""Opening a conversation, proving that it is one's own, and reading it back."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from actions.contacts.models import Channel, Contact
from bot.conversations.models import Conversation, Direction, Message, MessageState


@dataclass(frozen=True, slots=True)
class Opened:
    """A new web conversation with the secret that opens it; only its hash is stored."""

    id: UUID
    token: str


async def open_on_web(session: AsyncSession) -> Opened:
    token = secrets.token_urlsafe(32)
    conversation = Conversation(channel=Channel.WEB, token_hash=_hash(token))
    session.add(conversation)
    await session.flush()
    return Opened(conversation.id, token)


async def by_token(session: AsyncSession, conversation: UUID, token: str) -> Conversation | None:
    """The conversation, if this is its token; None otherwise, also where no such conversation exists."""
    return await session.scalar(
        select(Conversation).where(Conversation.id == conversation, Conversation.token_hash == _hash(token))
    )


async def of_contact(session: AsyncSession, contact: Contact) -> Conversation:
    """The one conversation with this address, opened at its first message; of two first messages at once one opens it."""
    own = select(Conversation).where(Conversation.contact_id == contact.id, Conversation.token_hash.is_(None))
    found = await session.scalar(own)
    if found is not None:
        return found
    opened = insert(Conversation).values(channel=contact.channel, contact_id=contact.id)
    await session.execute(opened.on_conflict_do_nothing())
    return (await session.execute(own)).scalar_one()


async def replies_to(session: AsyncSession, message: int) -> list[Message] | None:
    """What was answered to an inbound message, in order; None while it has not been answered."""
    inbound = await session.get_one(Message, message, populate_existing=True)
    if inbound.state is MessageState.PENDING:
        return None
    replies = select(Message).where(Message.in_reply_to == message, Message.direction == Direction.OUT)
    return list(await session.scalars(replies.order_by(Message.id)))


async def messages_after(session: AsyncSession, conversation: UUID, last: int) -> list[Message]:
    """All messages of a conversation with an id greater than `last`, in order."""
    query = select(Message).where(Message.conversation_id == conversation, Message.id > last)
    return list(await session.scalars(query.order_by(Message.id)))


def as_json(message: Message, shown_text: str) -> dict[str, Any]:
    """A message as the contract shows it; `shown_text` has its references masked."""
    if message.direction is Direction.IN:
        return {
            "id": str(message.id),
            "from": "person",
            "text": shown_text,
            "media": public_media(message.media),
            "client_message_id": message.client_message_id,
            "at": message.created_at.isoformat(),
        }
    return {
        "id": str(message.id),
        "act": message.act,
        "text": shown_text,
        "language": message.language,
        "data": message.data,
        "choices": message.choices,
        "media": public_media(message.media),
        "at": message.created_at.isoformat(),
    }


def public_media(media: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """Where the media of a message can be fetched, and what they are."""
    return [{"type": item["type"], "url": f"/media/{item['id']}"} for item in media if "id" in item]


def _hash(token: str) -> bytes:
    return hashlib.sha256(token.encode()).digest()
