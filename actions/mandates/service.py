"""Appointing a carer, finding the mandates of either side, and ending one at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Select, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from actions.database.audit import record
from actions.database.references import ReferenceKind, next_reference
from actions.eligibility import rules
from actions.eligibility.months import add_months
from actions.mandates.models import EndedBy, Mandate, Scope
from actions.mandates.policy import policy
from actions.people.models import Beneficiary, Relation
from nlu.arabic import mandates

OWN = "own"
"""In place of a mandate: one's own file."""


@dataclass(frozen=True, slots=True)
class Wish:
    """Whom a person lets act for them: the keyed hash and the masked form of the carer's number, what the carer is to
    them, what for, and until the end of which day."""

    carer: bytes
    masked: str
    relation: Relation
    scopes: tuple[Scope, ...]
    ends_on: date


@dataclass(frozen=True, slots=True)
class HeldMandate:
    """A mandate as its carer sees it: whose it is, by name."""

    mandate: Mandate
    person: Beneficiary


class TooManyCarers(Exception):
    """The person has as many carers as the policy allows."""


async def may_appoint(session: AsyncSession, beneficiary: UUID, today: date) -> bool:
    """Whether somebody is elderly (Elderly Rights Law art. 1(5)) or has a disability on file."""
    person = await session.get_one(Beneficiary, beneficiary)
    if person.disability:
        return True
    elderly = rules.elderly_from(today)
    return person.birth_date is not None and add_months(person.birth_date, 12 * elderly) <= today


def ends_on(today: date, months: int) -> date:
    """The last day of a mandate of so many months from today."""
    return add_months(today, months)


async def given(session: AsyncSession, beneficiary: UUID, today: date) -> list[Mandate]:
    """The mandates in force that a person has given, the oldest first."""
    query = _in_force(today).where(Mandate.beneficiary_id == beneficiary).order_by(Mandate.confirmed_at)
    return list(await session.scalars(query))


async def held(session: AsyncSession, carer: UUID, today: date) -> list[HeldMandate]:
    """The mandates in force under which a person may act for others, the oldest first."""
    person = await session.get_one(Beneficiary, carer)
    query = (
        _in_force(today)
        .add_columns(Beneficiary)
        .join(Beneficiary, Beneficiary.id == Mandate.beneficiary_id)
        .where(Mandate.carer_fingerprint == person.national_id_fingerprint)
        .order_by(Mandate.confirmed_at)
    )
    return [HeldMandate(mandate, whose) for mandate, whose in await session.execute(query)]


async def appoint(
    session: AsyncSession, beneficiary: UUID, wish: Wish, key: str, now: datetime
) -> Mandate:
    """Records the mandate once for this key; one for the same carer that was open before is replaced by it.

    Raises TooManyCarers. That the person confirmed it with a code of their own is for the caller to see to.
    """
    made = await session.scalar(select(Mandate).where(Mandate.idempotency_key == key))
    if made is not None:
        return made
    open_ones = select(Mandate).where(Mandate.beneficiary_id == beneficiary, Mandate.ended_at.is_(None))
    others = []
    for one in await session.scalars(open_ones.with_for_update()):
        if one.carer_fingerprint == wish.carer:
            one.ended_at, one.ended_by = now, EndedBy.REPLACED
        elif one.ends_on >= now.date():
            others.append(one)
    if len(others) >= policy().most_carers:
        raise TooManyCarers
    await session.flush()
    mandate = Mandate(
        reference=await next_reference(session, ReferenceKind.MANDATE, now),
        beneficiary_id=beneficiary,
        carer_fingerprint=wish.carer,
        carer_masked=wish.masked,
        relation=wish.relation,
        scopes=[str(scope) for scope in wish.scopes],
        confirmed_at=now,
        ends_on=wish.ends_on,
        idempotency_key=key,
    )
    session.add(mandate)
    await session.flush()
    about = {"reference": mandate.reference, "scopes": mandate.scopes, "ends_on": mandate.ends_on.isoformat()}
    await record(session, actor="person", kind="mandate.given", subject=beneficiary, data=about)
    return mandate


async def end(session: AsyncSession, mandate: UUID, by: UUID, now: datetime) -> Mandate | None:
    """Ends a mandate at once, by the person who gave it or by its carer; None where it is neither's, or over."""
    who = await session.get_one(Beneficiary, by)
    found = await session.scalar(
        select(Mandate)
        .where(
            Mandate.id == mandate,
            Mandate.ended_at.is_(None),
            or_(Mandate.beneficiary_id == by, Mandate.carer_fingerprint == who.national_id_fingerprint),
        )
        .with_for_update()
    )
    if found is None:
        return None
    found.ended_at, found.ended_by = now, EndedBy.PERSON if found.beneficiary_id == by else EndedBy.CARER
    await session.flush()
    about = {"reference": found.reference, "by": str(found.ended_by), "name": who.name_ar}
    await record(session, actor="person", kind="mandate.ended", subject=found.beneficiary_id, data=about)
    return found


def fitting(held: Sequence[HeldMandate], relations: Sequence[str], text: str) -> HeldMandate | None:
    """The one mandate whose person is named so («أمي») or by the given name; None for none of them, or several."""
    named = [one for one in held if one.person.given_name in text.split()]
    related = [one for one in held if any(mandates.may_look_after(one.mandate.relation, told) for told in relations)]
    found = named or related
    return found[0] if len(found) == 1 else None


def in_words(mandates: Sequence[Mandate]) -> list[dict[str, object]]:
    """Mandates as their giver is told of them; the carer's number stays masked."""
    return [
        {
            "id": str(one.id),
            "reference": one.reference,
            "relation": str(one.relation),
            "masked": one.carer_masked,
            "scopes": list(one.scopes),
            "ends_on": one.ends_on.isoformat(),
        }
        for one in mandates
    ]


def _in_force(today: date) -> Select[Mandate]:
    return select(Mandate).where(Mandate.ended_at.is_(None), Mandate.ends_on >= today)
