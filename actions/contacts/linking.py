"""One person on many channels: the contacts at which somebody proved who they are are linked to them, and unlinked again.

A link says that the person used the contact once, not that it is theirs: a neighbour's phone is linked too. So codes go
only to the phone on file, and notices by themselves only to a contact with the number on file (`is_own`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, column, delete, exists, func, select, table, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import InstrumentedAttribute, aliased

from actions.contacts.models import Channel, Contact, ContactHolder, HolderSource, Preference
from actions.database.audit import record
from actions.identity.vault import vault

_CONVERSATIONS = table("conversations", column("id"), column("contact_id"))
"""The gateway's table, of which only this is needed: which address a conversation belongs to."""


@dataclass(frozen=True, slots=True)
class Link:
    """A contact of a person; `address` is the phone as it may be shown (its own, else the one proved there), null without."""

    contact: UUID
    channel: Channel
    address: str | None
    source: HolderSource
    proved_at: datetime | None


class NotLinked(Exception):
    """There is no such link, or it stands in the benefits file and is not ours to undo."""


async def proved(session: AsyncSession, beneficiary: UUID, conversation: UUID, now: datetime) -> UUID | None:
    """Notes that the person proved who they are in this conversation, and links its contact to them; the contact, or None
    where the conversation has none (the web)."""
    contact = await contact_of(session, conversation)
    if contact is None:
        return None
    row = insert(ContactHolder).values(
        contact_id=contact, beneficiary_id=beneficiary, source=HolderSource.PROVED, proved_at=now
    )
    new = await session.scalar(row.on_conflict_do_nothing().returning(ContactHolder.contact_id))
    if new is not None:
        await record(
            session,
            actor=f"conversation:{conversation}",
            kind="contact.linked",
            subject=beneficiary,
            data={"contact": contact},
        )
        return contact
    known = (ContactHolder.contact_id == contact, ContactHolder.beneficiary_id == beneficiary)
    await session.execute(update(ContactHolder).where(*known).values(proved_at=now))
    return contact


async def undo(session: AsyncSession, beneficiary: UUID, contact: UUID, actor: str) -> None:
    """Takes a link back, and with it every notice that was to go there, and that the phone on file was proved from there.
    Raises NotLinked."""
    gone = await session.scalar(
        delete(ContactHolder)
        .where(
            ContactHolder.contact_id == contact,
            ContactHolder.beneficiary_id == beneficiary,
            ContactHolder.source == HolderSource.PROVED,
        )
        .returning(ContactHolder.contact_id)
    )
    if gone is None:
        raise NotLinked
    numbers = _numbers_on_file(beneficiary)
    same_phone = update(Contact).where(Contact.id == contact, _number(Contact.phone_id).in_(numbers))
    await session.execute(same_phone.values(phone_id=None, phone_proved_at=None))
    await session.execute(
        update(Preference)
        .where(Preference.beneficiary_id == beneficiary, Preference.contact_id == contact)
        .values(contact_id=None, preferred_by=None)
    )
    await record(session, actor=actor, kind="contact.unlinked", subject=beneficiary, data={"contact": contact})


async def links(session: AsyncSession, beneficiary: UUID) -> Sequence[Link]:
    """Every contact of a person: the phone on file first, then the one proved last."""
    phone = aliased(Contact)
    found = await session.execute(
        select(ContactHolder, Contact, func.coalesce(Contact.address_sealed, phone.address_sealed))
        .join(Contact, Contact.id == ContactHolder.contact_id)
        .outerjoin(phone, phone.id == Contact.phone_id)
        .where(ContactHolder.beneficiary_id == beneficiary)
        .order_by(ContactHolder.source, ContactHolder.proved_at.desc().nulls_last())
    )
    return [
        Link(contact.id, contact.channel, _shown(sealed), holder.source, holder.proved_at) for holder, contact, sealed in found
    ]


async def contact_of(session: AsyncSession, conversation: UUID) -> UUID | None:
    """The contact of a conversation; None on the web."""
    return await session.scalar(select(_CONVERSATIONS.c.contact_id).where(_CONVERSATIONS.c.id == conversation))


async def is_shared(session: AsyncSession, contact: UUID) -> bool:
    """Whether more than one person is known to use this address: it is on file for them, or they proved who they are from
    there, by whatever channel of the same number, told by the channel or proved."""
    asked, same = aliased(Contact), aliased(Contact)
    number = func.coalesce(asked.address_fingerprint, _number(asked.phone_id))
    has_it = (same.address_fingerprint == number) | (_number(same.phone_id) == number)
    query = (
        select(func.count(ContactHolder.beneficiary_id.distinct()))
        .select_from(asked)
        .join(same, (same.id == asked.id) | has_it)
        .join(ContactHolder, ContactHolder.contact_id == same.id)
        .where(asked.id == contact)
    )
    return (await session.scalar(query) or 0) > 1


async def of_same_phone(session: AsyncSession, contact: UUID) -> Sequence[Contact]:
    """The other contacts with the number of this one, told by their channel or proved: the same phone rings."""
    asked = aliased(Contact)
    number = func.coalesce(asked.address_fingerprint, _number(asked.phone_id))
    has_it = (Contact.address_fingerprint == number) | (_number(Contact.phone_id) == number)
    found = await session.scalars(select(Contact).join(asked, has_it).where(asked.id == contact, Contact.id != contact))
    return found.all()


async def is_own(session: AsyncSession, beneficiary: UUID, contact: UUID) -> bool:
    """Whether a contact has the number on file of this person: then it is as much theirs as that phone is."""
    asked = aliased(Contact)
    number = func.coalesce(asked.address_fingerprint, _number(asked.phone_id))
    query = select(exists().where(asked.id == contact, number.in_(_numbers_on_file(beneficiary))))
    return bool(await session.scalar(query))


def _numbers_on_file(beneficiary: UUID) -> ColumnElement[bytes]:
    on_file = select(Contact.address_fingerprint).join(ContactHolder, ContactHolder.contact_id == Contact.id)
    return on_file.where(
        ContactHolder.beneficiary_id == beneficiary,
        ContactHolder.source == HolderSource.FILE,
        Contact.verified_at.is_not(None),
    ).scalar_subquery()


def _number(phone: ColumnElement[UUID | None] | InstrumentedAttribute[UUID | None]) -> ColumnElement[bytes | None]:
    """The number of the contact with this id."""
    there = aliased(Contact)
    return select(there.address_fingerprint).where(there.id == phone).scalar_subquery()


def _shown(sealed: bytes | None) -> str | None:
    return vault().mask("phone", vault().open(sealed)) if sealed else None
