"""How a person wants to be spoken to on whatever channel: language, plainer words, and where they are told what they did not
ask for."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from actions.contacts.linking import is_own
from actions.contacts.models import Contact, ContactHolder, Preference, PreferredBy
from actions.database.audit import record


async def language_of(session: AsyncSession, beneficiary: UUID) -> str | None:
    """The language the person last spoke or chose, `ar` or `en`; None where it is not known."""
    return await session.scalar(select(Preference.language).where(Preference.beneficiary_id == beneficiary))


async def remember_language(session: AsyncSession, beneficiary: UUID, language: str, now: datetime) -> None:
    await _keep(session, beneficiary, now, language=language)


async def wants_simple_wording(session: AsyncSession, beneficiary: UUID) -> bool:
    """Whether the person asked for plainer words."""
    return bool(await session.scalar(select(Preference.simple_wording).where(Preference.beneficiary_id == beneficiary)))


async def remember_wording(session: AsyncSession, beneficiary: UUID, now: datetime, *, simple: bool) -> None:
    await _keep(session, beneficiary, now, simple_wording=simple)


async def used(session: AsyncSession, beneficiary: UUID, contact: UUID, now: datetime) -> bool:
    """Notices follow the person to the channel they use, as long as it has their number on file and they have not said
    where they want them. Whether they went somewhere else before."""
    before = await session.get(Preference, beneficiary, populate_existing=True)
    if before is not None and before.preferred_by is PreferredBy.SAID:
        return False
    if not await is_own(session, beneficiary, contact):
        return False
    moved = before is None or before.contact_id != contact
    await _keep(session, beneficiary, now, contact_id=contact, preferred_by=PreferredBy.USED)
    return moved


async def unused(session: AsyncSession, contact: UUID) -> None:
    """The number that notices followed to this contact is gone from it: they go to the phone on file again."""
    followed = update(Preference).where(Preference.contact_id == contact, Preference.preferred_by == PreferredBy.USED)
    await session.execute(followed.values(contact_id=None, preferred_by=None))


async def said(session: AsyncSession, beneficiary: UUID, contact: UUID, actor: str, now: datetime) -> bool:
    """The person wants notices at this contact. Whether they went somewhere else before."""
    before = await session.get(Preference, beneficiary, populate_existing=True)
    moved = before is None or before.contact_id != contact
    await _keep(session, beneficiary, now, contact_id=contact, preferred_by=PreferredBy.SAID)
    if moved:
        await record(session, actor=actor, kind="contact.preferred", subject=beneficiary, data={"contact": contact})
    return moved


async def address_for(session: AsyncSession, beneficiary: UUID, otherwise: UUID | None) -> UUID | None:
    """Where an unasked notice goes: to the preferred contact while it is linked, can be reached and wants to be written to;
    else to `otherwise`."""
    preferred = await session.scalar(
        select(Contact.id)
        .join(Preference, Preference.contact_id == Contact.id)
        .join(
            ContactHolder,
            (ContactHolder.contact_id == Contact.id) & (ContactHolder.beneficiary_id == Preference.beneficiary_id),
        )
        .where(
            Preference.beneficiary_id == beneficiary,
            Contact.opted_out_at.is_(None),
            Contact.unreachable_at.is_(None),
        )
    )
    return preferred or otherwise


async def _keep(session: AsyncSession, beneficiary: UUID, now: datetime, **columns: Any) -> None:
    changed = {**columns, "changed_at": now}
    row = insert(Preference).values(beneficiary_id=beneficiary, **changed)
    await session.execute(row.on_conflict_do_update(index_elements=["beneficiary_id"], set_=changed))
