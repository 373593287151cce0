"""Whom an update is from: a contact known by Telegram's number of the person, who may have no phone for us."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy.ext.asyncio import AsyncSession

from actions import clock
from actions.contacts import consent, identities
from actions.contacts.models import Channel, ConsentSource, Contact
from actions.database import audit
from actions.identity.vault import vault
from bot.channels.telegram.client import bot_id
from bot.conversations.models import Conversation
from bot.conversations.service import of_contact


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who writes to the bot, and the conversation with them."""

    contact: Contact
    conversation: Conversation


async def person_of(session: AsyncSession, user_id: int) -> Person:
    """The person of a Telegram account who says something, known from their first update on. Their updates are taken one
    after the other. Whoever writes lets the bot write."""
    contact = await contact_of(session, user_id)
    await unblocked(session, contact)
    return Person(contact, await of_contact(session, contact))


async def contact_of(session: AsyncSession, user_id: int) -> Contact:
    """The contact of an account, held until the transaction ends."""
    contact = await identities.contact_of(session, Channel.TELEGRAM, phone=None, provider_id=str(user_id))
    await session.refresh(contact, with_for_update={"key_share": True})
    return contact


def chat_of(contact: Contact) -> int | None:
    """Where to write to: in a private chat the chat's number is the person's. None for whoever never wrote to the bot."""
    return int(vault().open(contact.provider_id_sealed)) if contact.provider_id_sealed is not None else None


def provider_sid(contact: Contact, chat_message: int) -> str:
    """How a message of ours is known: Telegram numbers messages by bot and chat, and whose chat it is lies sealed."""
    return f"{bot_id()}:{contact.id}:{chat_message}"


async def keep_phone(session: AsyncSession, contact: Contact, phone: str) -> None:
    """The phone (E.164) that Telegram itself says is the sender's. One that another account had has moved to this one."""
    await identities.contact_of(session, Channel.TELEGRAM, phone=phone, provider_id=str(chat_of(contact)))
    if contact.address_fingerprint == vault().fingerprint("phone", phone):
        contact.verified_at = clock.now()


async def blocked(session: AsyncSession, contact: Contact) -> None:
    """The person blocked the bot: nothing reaches them, and nothing is wanted unasked."""
    if contact.unreachable_at is not None:
        return
    contact.unreachable_at = clock.now()
    consent.withdraw(session, contact, ConsentSource.PROVIDER, contact.unreachable_at)
    await _audit(session, contact, "contact.blocked")


async def unblocked(session: AsyncSession, contact: Contact) -> None:
    """The person let the bot write again. Whoever had turned notices off in words before has not asked for them by this."""
    if contact.unreachable_at is None:
        return
    if contact.opted_out_at == contact.unreachable_at:
        consent.give(session, contact, ConsentSource.PROVIDER, clock.now())
    contact.unreachable_at = None
    await _audit(session, contact, "contact.unblocked")


async def _audit(session: AsyncSession, contact: Contact, kind: str) -> None:
    await session.flush()
    await audit.record(session, actor=f"contact:{contact.id}", kind=kind, data={"channel": str(contact.channel)})
