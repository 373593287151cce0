"""The phone of whoever writes from an address that has none: WhatsApp may give an id in its place.

It is the person's word until a code proves it, and then the contact's own: notices find the way to the channel they
use (`linking.is_own`), and a text message finds them where that channel fails.
"""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from actions.contacts import linking, preferences
from actions.contacts.models import Channel, Contact
from actions.database.audit import record

_MAY_HIDE_IT = frozenset({Channel.WHATSAPP})
"""Channels that know people's phones and may keep them from us. Telegram has a button with which people share theirs."""


async def hiding_phone(session: AsyncSession, conversation: UUID) -> Contact | None:
    """The contact of this conversation if its channel tells no phone of theirs, whether one is proved or not."""
    found = await linking.contact_of(session, conversation)
    contact = await session.get(Contact, found) if found is not None else None
    return contact if contact is not None and contact.address_fingerprint is None else None


async def is_to_be_asked(session: AsyncSession, conversation: UUID) -> bool:
    """Whether somebody is to be asked for their phone although they did not speak of it: once, where the channel hides it."""
    contact = await hiding_phone(session, conversation)
    if contact is None or contact.phone_id is not None or contact.phone_asked_at is not None:
        return False
    return contact.channel in _MAY_HIDE_IT


async def number_of(session: AsyncSession, contact: Contact) -> bytes | None:
    """The fingerprint of the contact's number: the one the channel tells, else the one proved; None without either."""
    if contact.address_fingerprint is not None or contact.phone_id is None:
        return contact.address_fingerprint
    return (await session.get_one(Contact, contact.phone_id)).address_fingerprint


async def keep(session: AsyncSession, contact: Contact, phone: UUID, conversation: UUID, now: datetime) -> None:
    """From now on the contact has this phone, a contact of channel `sms` that a code has just proved, in place of any
    other; notices that followed the one before follow it no longer."""
    if contact.phone_id not in (None, phone):
        await preferences.unused(session, contact.id)
    contact.phone_id, contact.phone_proved_at = phone, now
    await session.flush()
    await record(session, actor=f"conversation:{conversation}", kind="contact.phone_proved", data={"contact": contact.id})
