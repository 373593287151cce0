"""Who can be reached where, and what is to be told to a person outside the present answer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from actions.contacts.models import Channel, Contact, ContactHolder, HolderSource, Notice
from actions.contacts.preferences import language_of
from actions.dialogue.messages import Choice
from actions.identity.vault import vault


@dataclass(frozen=True, slots=True)
class Phone:
    """A phone on file: the contact to send to, and the number as it may be shown."""

    contact: UUID
    masked: str


async def phone_on_file(session: AsyncSession, beneficiary: UUID) -> Phone | None:
    """The verified phone that codes may be sent to; None when there is none."""
    contact = await session.scalar(
        select(Contact)
        .join(ContactHolder, ContactHolder.contact_id == Contact.id)
        .where(
            ContactHolder.beneficiary_id == beneficiary,
            ContactHolder.source == HolderSource.FILE,
            Contact.channel == Channel.SMS,
            Contact.verified_at.is_not(None),
            Contact.address_sealed.is_not(None),
        )
        .order_by(Contact.verified_at.desc())
        .limit(1)
    )
    if contact is None or contact.address_sealed is None:
        return None
    return Phone(contact.id, vault().mask("phone", vault().open(contact.address_sealed)))


async def notify(
    session: AsyncSession,
    contact: UUID,
    act: str,
    data: Mapping[str, Any],
    *,
    now: datetime,
    beneficiary: UUID | None = None,
    cause: int | None = None,
    due_at: datetime | None = None,
) -> None:
    """Leaves a message to be sent to this address, in the same transaction as what it tells of.

    `cause` is the message whose answer it belongs to; it is then sent with that answer, not later.
    """
    session.add(
        Notice(
            contact_id=contact,
            beneficiary_id=beneficiary,
            act=act,
            data=dict(data),
            cause=cause,
            due_at=due_at or now,
        )
    )


async def tell_person(
    session: AsyncSession,
    beneficiary: UUID,
    act: str,
    data: Mapping[str, Any],
    *,
    now: datetime,
    conversation: UUID | None = None,
    choices: Sequence[Choice] = (),
    due_at: datetime | None = None,
    unasked: bool = True,
) -> bool:
    """Leaves a message outside of an answer: in the conversation where they arranged what it is about, and on the phone
    on file where that conversation does not reach them. `unasked`: whoever opted out is not told. False when there is no
    way to them."""
    phone = await phone_on_file(session, beneficiary)
    if phone is None and conversation is None:
        return False
    leave_notice(
        session,
        act,
        data,
        contact=phone.contact if phone else None,
        conversation=conversation,
        beneficiary=beneficiary,
        choices=choices,
        due_at=due_at or now,
        language=await language_of(session, beneficiary) or "ar",
        unasked=unasked,
    )
    return True


def leave_notice(
    session: AsyncSession,
    act: str,
    data: Mapping[str, Any],
    *,
    due_at: datetime,
    contact: UUID | None = None,
    conversation: UUID | None = None,
    beneficiary: UUID | None = None,
    choices: Sequence[Choice] = (),
    language: str = "ar",
    unasked: bool = True,
) -> None:
    """Leaves a message to be told outside of an answer, in the caller's transaction; `contact`, `conversation`, or both."""
    session.add(
        Notice(
            contact_id=contact,
            conversation_id=conversation,
            beneficiary_id=beneficiary,
            act=act,
            data=dict(data),
            choices=[choice.as_json() for choice in choices],
            unasked=unasked,
            language=language,
            due_at=due_at,
        )
    )


async def contact_at(session: AsyncSession, channel: Channel, phone: str) -> Contact:
    """The contact of a phone (E.164) on a channel, made at its first message; not verified by that."""
    fingerprint = vault().fingerprint("phone", phone)
    query = select(Contact).where(Contact.channel == channel, Contact.address_fingerprint == fingerprint)
    found = await session.scalar(query)
    if found is not None:
        return found
    made = insert(Contact).values(channel=channel, address_fingerprint=fingerprint, address_sealed=vault().seal(phone))
    await session.execute(made.on_conflict_do_nothing())
    return (await session.execute(query)).scalar_one()
