"""Another way to the same phone, where the first leads nowhere."""

from __future__ import annotations

from sqlalchemy import ColumnElement, select
from sqlalchemy.ext.asyncio import AsyncSession

from actions.contacts.models import Channel, Contact, Notice
from actions.contacts.service import contact_at
from actions.identity.vault import vault
from bot.channels.capabilities import of_channel
from bot.channels.ways import answer_elsewhere, can_send
from bot.conversations.models import Delivery, DeliveryState, Language, Message
from bot.delivery.notices import notice_text
from bot.delivery.priority import Priority
from bot.delivery.putting import put_out
from bot.render.isolation import plain

_WAYS = {Channel.WHATSAPP: Channel.SMS, Channel.SMS: Channel.WHATSAPP}


async def moved(session: AsyncSession, delivery: Delivery, contact: Contact) -> bool:
    """Lays the message out for another channel of the same phone, once; False where there is none."""
    other = await _other(session, contact)
    if other is None or await _tried(session, delivery, other):
        return False
    delivery.state = DeliveryState.DEAD
    await _rest_is_moved(session, delivery)
    if delivery.notice_id is not None:
        notice = await session.get_one(Notice, delivery.notice_id)
        told = await notice_text(session, notice, other, Language(notice.language))
        put_out(session, notice, other, notice.language, told, priority=Priority(delivery.priority))
    else:
        message = await session.get_one(Message, delivery.message_id)
        language = str(message.language or Language.ARABIC)
        told = message.text or "" if of_channel(str(other.channel)).isolates else plain(message.text or "")
        where = answer_elsewhere(other, language)
        words = "\n".join(part for part in (told, where) if part)
        put_out(session, message, other, language, words, media=message.media, priority=Priority(delivery.priority))
    return True


async def _other(session: AsyncSession, contact: Contact) -> Contact | None:
    """SMS reaches any phone, also one that was proved where the channel tells none; WhatsApp only whoever has written to us
    there."""
    channel = _WAYS.get(contact.channel)
    if channel is None or not can_send(channel):
        return None
    found: Contact | None
    if contact.address_sealed is None:
        found = await session.get(Contact, contact.phone_id) if contact.phone_id is not None else None
    elif channel is Channel.SMS:
        found = await contact_at(session, channel, vault().open(contact.address_sealed))
    else:
        there = Contact.channel == channel, Contact.address_fingerprint == contact.address_fingerprint
        found = await session.scalar(select(Contact).where(*there))
    usable = found is not None and found.unreachable_at is None and found.opted_out_at is None
    return found if usable else None


async def _tried(session: AsyncSession, delivery: Delivery, other: Contact) -> bool:
    """Whether the same has been sent to that contact before: then neither way leads anywhere."""
    same = select(Delivery.id).where(Delivery.contact_id == other.id, _of_the_same(delivery))
    return await session.scalar(same.limit(1)) is not None


async def _rest_is_moved(session: AsyncSession, delivery: Delivery) -> None:
    """The whole message goes the other way: parts that have not left do not leave here."""
    rest = select(Delivery).where(
        Delivery.contact_id == delivery.contact_id,
        _of_the_same(delivery),
        Delivery.state.in_((DeliveryState.QUEUED, DeliveryState.HELD)),
    )
    for part in await session.scalars(rest):
        part.state, part.error = DeliveryState.DEAD, delivery.error or "moved"


def _of_the_same(delivery: Delivery) -> ColumnElement[bool]:
    """What tells of the same message or notice."""
    if delivery.notice_id is not None:
        return Delivery.notice_id == delivery.notice_id
    return Delivery.message_id == delivery.message_id
