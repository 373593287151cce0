"""Which notices somebody wants, said without proving who they are: it holds for the conversation and its address."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import column, false, or_, select, table
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from actions.contacts import consent, linking
from actions.contacts.models import Channel, ConsentSource, Contact
from actions.profile.models import NoticeKind, Subscription

CONVERSATIONS = table("conversations", column("id"), column("contact_id"), column("language"))
"""The gateway's table, of which only this is needed: which address a conversation belongs to, and its language."""


async def change(
    session: AsyncSession,
    conversation: UUID,
    phone: UUID | None,
    kinds: Collection[NoticeKind],
    *,
    subscribed: bool,
    now: datetime,
    beneficiary: UUID | None = None,
    source: ConsentSource = ConsentSource.REQUEST,
) -> bool:
    """Turns these kinds on or off, all of them where none is named. All off is also an opt-out of the address: the
    conversation's own with whatever else rings the same phone, or where it has none the `phone` (a contact) of the
    `beneficiary` who has proved who they are in it. Whether there is an address at all; without one notices are told in
    the conversation alone."""
    own = select(CONVERSATIONS.c.contact_id).where(CONVERSATIONS.c.id == conversation)
    contact = await session.scalar(own) or phone
    for kind in kinds or NoticeKind:
        said = {"contact_id": contact, "beneficiary_id": beneficiary, "subscribed": subscribed, "changed_at": now}
        row = insert(Subscription).values(conversation_id=conversation, kind=kind, **said)
        await session.execute(row.on_conflict_do_update(index_elements=["conversation_id", "kind"], set_=said))
    address = await session.get(Contact, contact) if contact else None
    if address is not None and (subscribed or not kinds):
        told = consent.give if subscribed else consent.withdraw
        for one in (address, *await _same_phone(session, address)):
            told(session, one, source, now)
    return contact is not None


async def _same_phone(session: AsyncSession, address: Contact) -> Sequence[Contact]:
    """Where else the same phone would ring. One that several people use stays as it is for the others; and a text message may
    bear any number, so it speaks for itself alone."""
    if address.channel is Channel.SMS or await linking.is_shared(session, address.id):
        return ()
    return await linking.of_same_phone(session, address.id)


async def wanted(session: AsyncSession, act: str, conversation: UUID | None, contact: UUID | None) -> bool:
    """Whether a notice that nobody asked for may be told there, by what was last said about its kind."""
    kind = _kind_of(act)
    if kind is None:
        return True
    # An address that is not known is nobody's: null must not match the null of others.
    about = [Subscription.conversation_id == conversation, Subscription.contact_id == contact]
    known = [one for one, value in zip(about, (conversation, contact), strict=True) if value is not None]
    query = (
        select(Subscription.subscribed)
        .where(Subscription.kind == kind, or_(false(), *known))
        .order_by(Subscription.changed_at.desc())
        .limit(1)
    )
    return await session.scalar(query) is not False


def _kind_of(act: str) -> NoticeKind | None:
    family = act.partition(".")[0]
    return NoticeKind(family) if family in NoticeKind else None
