"""The time after somebody wrote in which a channel lets them be written to freely."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from actions.contacts.models import Contact
from bot.channels.capabilities import of_channel
from bot.conversations.models import Conversation, Delivery, Direction, Message

# What is sent in the last moments may arrive after them.
_MARGIN = timedelta(minutes=5)


async def is_closed(session: AsyncSession, contact: Contact) -> bool:
    """Whether the contact wrote last too long ago, or never."""
    open_for = of_channel(str(contact.channel)).window
    if open_for is None:
        return False
    wrote = (
        select(Message.id)
        .join(Conversation, Conversation.id == Message.conversation_id)
        .where(
            Conversation.contact_id == contact.id,
            Message.direction == Direction.IN,
            Message.created_at > func.now() - (open_for - _MARGIN),
        )
    )
    return await session.scalar(wrote.limit(1)) is None


def passes(delivery: Delivery) -> bool:
    """Whether it is an approved template, which passes at any time."""
    return (delivery.content or {}).get("kind") == "template"
