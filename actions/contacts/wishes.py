"""Where a person who has proved who they are says that they want to be written to, or that they want it nowhere."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from actions.contacts import consent, linking, preferences
from actions.contacts.models import ConsentSource, Contact, ContactHolder
from actions.contacts.service import notify, phone_on_file


async def here(session: AsyncSession, beneficiary: UUID, contact: UUID, conversation: UUID, now: datetime) -> None:
    """Notices go to this contact. Where it does not have the number on file, that number is told so: somebody who could
    read one code must not carry off all that comes after it unseen."""
    moved = await preferences.said(session, beneficiary, contact, f"conversation:{conversation}", now)
    if moved and not await _has_number_on_file(session, beneficiary, contact):
        await _warn(session, beneficiary, contact, now, None)


async def follow(
    session: AsyncSession, beneficiary: UUID, contact: UUID, now: datetime, cause: int | None = None
) -> None:
    """Notices follow the person to the contact they use, if it has the number on file. Where the channel does not say so, and
    only a code proved it, that number is told as well. `cause`: the message that is being answered."""
    moved = await preferences.used(session, beneficiary, contact, now)
    if moved and not await _has_number_on_file(session, beneficiary, contact):
        await _warn(session, beneficiary, contact, now, cause)


async def _has_number_on_file(session: AsyncSession, beneficiary: UUID, contact: UUID) -> bool:
    """Whether the channel itself tells that the contact has the number on file."""
    used = await session.get_one(Contact, contact)
    return used.address_fingerprint is not None and await linking.is_own(session, beneficiary, contact)


async def _warn(session: AsyncSession, beneficiary: UUID, contact: UUID, now: datetime, cause: int | None) -> None:
    phone = await phone_on_file(session, beneficiary)
    if phone is None:
        return
    link = next(link for link in await linking.links(session, beneficiary) if link.contact == contact)
    told = {"channel": str(link.channel), "address": link.address}
    await notify(session, phone.contact, "contact.preferred", told, now=now, beneficiary=beneficiary, cause=cause)


async def nowhere(session: AsyncSession, beneficiary: UUID, now: datetime) -> None:
    """No contact of the person is written to unasked, whichever they said it at. A phone that several people share stays as
    it is for the others: only whoever holds it alone can silence it for good."""
    held = select(ContactHolder.contact_id).where(ContactHolder.beneficiary_id == beneficiary)
    for contact in await session.scalars(select(Contact).where(Contact.id.in_(held))):
        others = select(ContactHolder.beneficiary_id).where(
            ContactHolder.contact_id == contact.id, ContactHolder.beneficiary_id != beneficiary
        )
        if await session.scalar(others.limit(1)) is None:
            consent.withdraw(session, contact, ConsentSource.REQUEST, now)
