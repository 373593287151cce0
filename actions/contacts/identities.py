"""Finding the contact that a message came from, by the provider's own id and by the phone, of which either may be missing.

WhatsApp gives people an id of its own (a business-scoped user id) and may withhold the phone; Telegram has nothing else.
"""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from actions.contacts.models import Channel, Contact
from actions.identity.vault import vault


async def contact_of(session: AsyncSession, channel: Channel, *, phone: str | None, provider_id: str | None) -> Contact:
    """The contact with this id or, where the provider gave none, with this phone (E.164); made at its first message.

    What one message tells and an earlier one did not is added. Where the id says that somebody else has the phone now (a
    number is given to a new customer), the phone leaves the old contact, and with it whatever was said there.
    ValueError where neither is known.
    """
    if phone is None and provider_id is None:
        raise ValueError("a contact needs a phone or a provider's id")
    by_id = await _by_provider_id(session, channel, provider_id) if provider_id else None
    by_phone = await _by_phone(session, channel, phone) if phone else None
    if by_id is not None:
        if phone is not None and by_phone is not by_id:
            await _move_phone(session, phone, by_phone, by_id)
        return by_id
    if by_phone is not None and (provider_id is None or by_phone.provider_id_fingerprint is None):
        if provider_id is not None:
            by_phone.provider_id_fingerprint = fingerprint(channel, provider_id)
            by_phone.provider_id_sealed = vault().seal(provider_id)
        return by_phone
    if by_phone is not None:
        await _give_up_phone(session, by_phone)
    return await _made(session, channel, phone, provider_id)


def fingerprint(channel: Channel, provider_id: str) -> bytes:
    """By which a provider's id of a channel is found again."""
    return vault().fingerprint(f"{channel}_id", provider_id)


async def _by_provider_id(session: AsyncSession, channel: Channel, provider_id: str) -> Contact | None:
    wanted = Contact.provider_id_fingerprint == fingerprint(channel, provider_id)
    return await session.scalar(select(Contact).where(Contact.channel == channel, wanted))


async def _by_phone(session: AsyncSession, channel: Channel, phone: str) -> Contact | None:
    wanted = Contact.address_fingerprint == vault().fingerprint("phone", phone)
    return await session.scalar(select(Contact).where(Contact.channel == channel, wanted))


async def _move_phone(session: AsyncSession, phone: str, before: Contact | None, now: Contact) -> None:
    """The contact has this phone from now on. A contact that was only ever known by it keeps it: who that was is not
    known, so nothing said there may be shown to somebody else."""
    if before is not None:
        if before.provider_id_fingerprint is None:
            return
        await _give_up_phone(session, before)
    now.address_fingerprint, now.address_sealed = vault().fingerprint("phone", phone), vault().seal(phone)
    now.verified_at = None


async def _give_up_phone(session: AsyncSession, contact: Contact) -> None:
    contact.address_fingerprint = contact.address_sealed = contact.verified_at = None
    await session.flush()


async def _made(session: AsyncSession, channel: Channel, phone: str | None, provider_id: str | None) -> Contact:
    """Two first messages may come at once: one makes the contact, both get it."""
    row = insert(Contact).values(
        channel=channel,
        address_fingerprint=vault().fingerprint("phone", phone) if phone else None,
        address_sealed=vault().seal(phone) if phone else None,
        provider_id_fingerprint=fingerprint(channel, provider_id) if provider_id else None,
        provider_id_sealed=vault().seal(provider_id) if provider_id else None,
    )
    await session.execute(row.on_conflict_do_nothing())
    found = await _by_provider_id(session, channel, provider_id) if provider_id else None
    if found is None and phone is not None:
        found = await _by_phone(session, channel, phone)
    assert found is not None
    return found
