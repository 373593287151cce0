"""Under whose mandate a transaction acts, and whether what it does is within it: asked of the database every time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from actions.database.audit import OnBehalf, act_on_behalf
from actions.mandates.models import Mandate
from actions.mandates.policy import scopes
from actions.people.models import Beneficiary

_DOING = "doing"


class Standing(StrEnum):
    """What a mandate is worth for what is being done now."""

    WITHIN = "within"
    OUTSIDE = "outside"
    EXPIRED = "expired"
    REVOKED = "revoked"


@dataclass(frozen=True, slots=True)
class Acting:
    """A carer who speaks of another person's file."""

    mandate: Mandate
    person: Beneficiary
    standing: Standing


def begin(session: AsyncSession, doing: str) -> None:
    """Notes which action or form this transaction is for. Without it no mandate opens anything."""
    session.info[_DOING] = doing


async def acting(session: AsyncSession, mandate: UUID, carer: Beneficiary, now: datetime) -> Acting:
    """How the mandate stands for what this transaction does. Where it is within, every record that the audit gets
    from here on names the carer and the person both."""
    held = await session.get_one(Mandate, mandate, populate_existing=True)
    person = await session.get_one(Beneficiary, held.beneficiary_id)
    found = Acting(held, person, _standing(held, session.info.get(_DOING), now))
    if found.standing is Standing.WITHIN:
        act_on_behalf(session, OnBehalf(carer.id, carer.name_ar, person.id, person.name_ar, held.reference))
    return found


def _standing(mandate: Mandate, doing: str | None, now: datetime) -> Standing:
    if mandate.ended_at is not None:
        return Standing.REVOKED
    if mandate.ends_on < now.date():
        return Standing.EXPIRED
    return Standing.WITHIN if mandate.allows(scopes().get(doing or "")) else Standing.OUTSIDE
