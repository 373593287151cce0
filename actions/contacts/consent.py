"""Whether somebody wants to be written to at an address: the present state on the contact, every change in a ledger."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from actions.contacts.models import Consent, ConsentEvent, ConsentSource, Contact


def withdraw(session: AsyncSession, contact: Contact, source: ConsentSource, now: datetime) -> None:
    """From now on nothing unasked goes to this contact. Said twice it is one event."""
    if contact.opted_out_at is None:
        contact.opted_out_at = now
        _note(session, contact, Consent.WITHDRAWN, source, now)


def give(session: AsyncSession, contact: Contact, source: ConsentSource, now: datetime) -> None:
    """The contact may be written to again. Said where it was never taken back it changes nothing."""
    if contact.opted_out_at is not None:
        contact.opted_out_at = None
        _note(session, contact, Consent.GIVEN, source, now)


def _note(session: AsyncSession, contact: Contact, consent: Consent, source: ConsentSource, now: datetime) -> None:
    session.add(ConsentEvent(contact_id=contact.id, consent=consent, source=source, at=now))
