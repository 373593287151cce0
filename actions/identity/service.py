"""Proof of identity by a one-time code to the phone on file. What a right code opens is in `sessions`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from actions.contacts.service import phone_on_file
from actions.identity.codes import Expired, Limit, Locked, Proof, TooManyCodes, Wrong, issue, judge
from actions.identity.models import OneTimeCode, Purpose
from actions.identity.sessions import Person, open_session, person_of
from actions.identity.vault import vault
from actions.people.models import Beneficiary

CODES_AN_HOUR = 60


@dataclass(frozen=True, slots=True)
class CodeSent:
    beneficiary: UUID
    masked_phone: str


@dataclass(frozen=True, slots=True)
class NoPhone:
    """The beneficiary is known, but there is no phone on file to send a code to."""


async def find_by_national_id(session: AsyncSession, national_id: str) -> UUID | None:
    """The beneficiary with this id; None when nobody has it."""
    fingerprint = vault().fingerprint("id", national_id)
    return await session.scalar(select(Beneficiary.id).where(Beneficiary.national_id_fingerprint == fingerprint))


async def send_code(
    session: AsyncSession,
    beneficiary: UUID,
    conversation: UUID,
    now: datetime,
    cause: int,
    purpose: Purpose = Purpose.SIGN_IN,
) -> CodeSent | NoPhone | Locked | TooManyCodes:
    """Sends a fresh code to the phone on file; an older code of this conversation is void from now on. `cause` is the id
    of the message that asked."""
    person = await session.get_one(Beneficiary, beneficiary)
    phone = await phone_on_file(session, beneficiary)
    if phone is None:
        return NoPhone()
    limit = Limit(OneTimeCode.sent_to == phone.contact, CODES_AN_HOUR)
    refused = await issue(session, _proof(person, conversation, purpose), phone, now, cause, limit)
    return refused or CodeSent(beneficiary, phone.masked)


async def check_code(
    session: AsyncSession,
    beneficiary: UUID,
    conversation: UUID,
    code: str,
    now: datetime,
    purpose: Purpose = Purpose.SIGN_IN,
) -> Person | Wrong | Expired | Locked:
    """Whether the code is right; one to sign in opens a session then."""
    person = await session.get_one(Beneficiary, beneficiary)
    refused = await judge(session, _proof(person, conversation, purpose), code, now)
    if refused is not None:
        return refused
    if purpose is Purpose.SIGN_IN:
        await open_session(session, beneficiary, conversation, now)
    return person_of(person)


def _proof(person: Beneficiary, conversation: UUID, purpose: Purpose) -> Proof:
    return Proof(purpose, conversation, person.national_id_fingerprint, person.id)
