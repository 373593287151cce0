"""Requesting the comprehensive service: a call is arranged, because no public text says what else happens."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Self
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from actions.callbacks import service as callbacks
from actions.callbacks.models import Callback, PartOfDay
from actions.comprehensive.models import ComprehensiveRequest, ComprehensiveStatus
from actions.contacts.models import Channel
from actions.contacts.service import contact_at, phone_on_file
from actions.database.audit import record
from actions.database.references import ReferenceKind, next_reference
from actions.eligibility.comprehensive import ComprehensiveService, comprehensive_service
from actions.eligibility.months import full_months
from actions.identity.vault import vault
from actions.people.models import Beneficiary

_MONTHS_A_YEAR = 12


class NoSuchPhone(Exception):
    """The phone that was told can no longer be read, and none is on file: it must be asked again."""


@dataclass(frozen=True, slots=True)
class Case:
    """Whom it is for, and what was told; `relation` a code of the contract or SELF, None where it is not known."""

    relation: str
    age: int | None
    disability: bool | None
    adults: int | None

    def judged(self, on: date) -> ComprehensiveService:
        """By the rules; every other adult at home counts."""
        return comprehensive_service(self.age, self.disability, self.adults, on)

    def as_json(self) -> dict[str, Any]:
        return {"relation": self.relation, "age": self.age, "disability": self.disability, "adults": self.adults}

    @classmethod
    def of_json(cls, told: Mapping[str, Any]) -> Self:
        return cls(told["relation"], told["age"], told["disability"], told["adults"])


@dataclass(frozen=True, slots=True)
class OnFile:
    """What the file knows of somebody; a disability that is not on file may still be there."""

    age: int | None
    disability: bool | None


async def on_file(session: AsyncSession, beneficiary: UUID, on: date) -> OnFile:
    person = await session.get_one(Beneficiary, beneficiary)
    born = person.birth_date
    age = None if born is None else full_months(born, on) // _MONTHS_A_YEAR
    return OnFile(age, person.disability or None)


async def open_request(session: AsyncSession, beneficiary: UUID, relation: str) -> ComprehensiveRequest | None:
    """The request of this person for themselves or this relative that nobody has answered yet."""
    return await session.scalar(
        select(ComprehensiveRequest).where(
            ComprehensiveRequest.beneficiary_id == beneficiary,
            ComprehensiveRequest.relation == relation,
            ComprehensiveRequest.status == ComprehensiveStatus.RECEIVED,
        )
    )


async def request(
    session: AsyncSession,
    beneficiary: UUID,
    case: Case,
    phone: str | None,
    part: PartOfDay,
    key: str,
    now: datetime,
) -> tuple[ComprehensiveRequest, Callback]:
    """Records the request once for this key, with the call to make. `phone` is a reference of the vault, None the one
    on file.

    Raises NoSuchPhone, and sqlalchemy's IntegrityError where the same request was made meanwhile.
    """
    made = await session.scalar(select(ComprehensiveRequest).where(ComprehensiveRequest.idempotency_key == key))
    if made is not None:
        call = (await session.scalars(select(Callback).where(Callback.reference == made.reference))).one()
        return made, call
    contact = await _contact(session, beneficiary, phone)
    made = ComprehensiveRequest(
        reference=await next_reference(session, ReferenceKind.COMPREHENSIVE, now),
        beneficiary_id=beneficiary,
        relation=case.relation,
        age=case.age,
        disability=case.disability,
        adults=case.adults,
        status=ComprehensiveStatus.RECEIVED,
        filed_at=now,
        idempotency_key=key,
    )
    session.add(made)
    await session.flush()
    call = await callbacks.arrange(session, beneficiary, contact, made.reference, part, now)
    about = {"reference": made.reference, "relation": case.relation}
    await record(session, actor="person", kind="comprehensive.requested", subject=beneficiary, data=about)
    return made, call


async def _contact(session: AsyncSession, beneficiary: UUID, phone: str | None) -> UUID:
    if phone is not None:
        told = await vault().reveal(session, phone)
        if told is not None:
            return (await contact_at(session, Channel.SMS, told)).id
        raise NoSuchPhone
    known = await phone_on_file(session, beneficiary)
    if known is None:
        raise NoSuchPhone
    return known.contact
