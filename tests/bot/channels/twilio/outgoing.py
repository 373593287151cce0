"""Deliveries of a conversation on WhatsApp, for the tests of what goes out."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from sqlalchemy import func, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from actions.contacts.models import Channel, Contact
from actions.contacts.service import contact_at
from actions.database.engine import transaction
from bot.conversations.models import Conversation, Delivery, Direction, Message, MessageState
from bot.conversations.service import of_contact
from bot.delivery.outbox import send_one
from bot.delivery.putting import put_out

PHONE = "+966500000001"


async def wrote(session: AsyncSession, channel: Channel = Channel.WHATSAPP, *, ago: timedelta = timedelta(0)) -> Conversation:
    """Somebody who wrote so long ago."""
    return await said_by(session, await contact_at(session, channel, PHONE), ago)


async def said_by(session: AsyncSession, contact: Contact, ago: timedelta = timedelta(0)) -> Conversation:
    """The conversation with this contact, who wrote so long ago."""
    conversation = await of_contact(session, contact)
    said = Message(conversation_id=conversation.id, direction=Direction.IN, state=MessageState.ANSWERED, text="سلام")
    session.add(said)
    await session.flush()
    await session.execute(update(Message).where(Message.id == said.id).values(created_at=func.now() - ago))
    await session.commit()
    return conversation


async def answered(session: AsyncSession, conversation: Conversation, body: str, **laid: Any) -> list[int]:
    """An answer of ours, laid out; its deliveries."""
    message = Message(
        conversation_id=conversation.id, direction=Direction.OUT, state=MessageState.SENT, act=laid.pop("act", "menu"), text=body
    )
    session.add(message)
    await session.flush()
    contact = await session.get_one(Contact, conversation.contact_id)
    rows = put_out(session, message, contact, "ar", body, **laid)
    await session.commit()
    return [row.id for row in rows]


async def all_sent() -> None:
    """Sends until there is nothing that is due."""
    while await send_one():
        pass


async def due_now() -> None:
    """Whatever waits for its time has waited."""
    async with transaction() as session:
        await session.execute(update(Delivery).values(not_before=func.now()))


async def deliveries() -> list[Delivery]:
    async with transaction() as session:
        return list(await session.scalars(select(Delivery).order_by(Delivery.id)))


async def contact_on(channel: Channel) -> Contact:
    async with transaction() as session:
        return (await session.scalars(select(Contact).where(Contact.channel == channel))).one()
