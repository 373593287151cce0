"""People of the benefits file that tests of the services share."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from actions.benefits.models import Decision, DecisionReason, DecisionStatus, ReasonCode
from actions.clock import now
from actions.contacts.models import Channel, Contact, ContactHolder
from actions.contacts.service import contact_at
from actions.identity.vault import vault
from actions.people.models import Beneficiary, Category

NATIONAL_ID = "1910110111"
PHONE = "+966500000001"


async def person(session: AsyncSession, national_id: str = NATIONAL_ID, phone: str | None = PHONE) -> UUID:
    """A beneficiary, with a verified phone on file unless `phone` is None."""
    beneficiary = Beneficiary(
        national_id_fingerprint=vault().fingerprint("id", national_id),
        national_id_sealed=vault().seal(national_id),
        name_ar="نورة سعد القحطاني",
        region="riyadh",
        city="riyadh",
        is_saudi=True,
    )
    session.add(beneficiary)
    await session.flush()
    if phone is not None:
        await holds(session, beneficiary.id, phone)
    return beneficiary.id


async def holds(session: AsyncSession, beneficiary: UUID, phone: str, *, verified: bool = True) -> Contact:
    """Puts a phone on file for somebody."""
    contact = await contact_at(session, Channel.SMS, phone)
    contact.verified_at = now() if verified else None
    session.add(ContactHolder(contact_id=contact.id, beneficiary_id=beneficiary))
    await session.flush()
    return contact


async def decided(
    session: AsyncSession, beneficiary: UUID, status: DecisionStatus, since: date, *reasons: ReasonCode, **columns: Any
) -> Decision:
    """A decision in force since a day."""
    eligible = status is DecisionStatus.ELIGIBLE
    decision = Decision(
        beneficiary_id=beneficiary,
        status=status,
        since=since,
        category=Category.ABLE_TO_WORK,
        pension=Decimal(1320) if eligible else None,
        **columns,
    )
    session.add(decision)
    await session.flush()
    for position, code in enumerate(reasons, 1):
        session.add(DecisionReason(decision_id=decision.id, code=code, position=position))
    await session.flush()
    return decision


async def by_id(session: AsyncSession, national_id: str) -> UUID:
    """A persona of the demo data by the identity number."""
    fingerprint = vault().fingerprint("id", national_id)
    found = await session.scalar(select(Beneficiary.id).where(Beneficiary.national_id_fingerprint == fingerprint))
    assert found is not None
    return found
