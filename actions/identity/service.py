"""Proof of identity by a one-time code to the phone on file.

Limits are the operator's, not the law's: five minutes, five tries, a lock of fifteen minutes after five wrong codes for
that id in every conversation and channel (design, "Identity and privacy"). What a right code opens is in `sessions`.
"""

from __future__ import annotations

import hmac
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import Select, func, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from actions.contacts.service import notify, phone_on_file
from actions.database.audit import record
from actions.identity.locks import count_failure, forget_failures, hold, locked_until
from actions.identity.models import IdentityLock, OneTimeCode, Purpose
from actions.identity.sessions import Person, open_session, person_of
from actions.identity.vault import vault
from actions.people.models import Beneficiary

CODE_LIFETIME = timedelta(minutes=5)
TRIES = 5
CODES_AN_HOUR = 60
_SMS = {Purpose.SIGN_IN: "sms.code", Purpose.MANDATE: "sms.mandate_code"}


@dataclass(frozen=True, slots=True)
class CodeSent:
    beneficiary: UUID
    masked_phone: str


@dataclass(frozen=True, slots=True)
class NoPhone:
    """The beneficiary is known, but there is no phone on file to send a code to."""


@dataclass(frozen=True, slots=True)
class TooManyCodes:
    """This phone has had all the codes it may have within an hour."""


@dataclass(frozen=True, slots=True)
class Locked:
    until: datetime


@dataclass(frozen=True, slots=True)
class Wrong:
    attempts_left: int


@dataclass(frozen=True, slots=True)
class Expired:
    """The code is too old, or a newer one took its place."""


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
    """Sends a fresh code to the phone on file; an older code of this conversation is void from now on.

    `cause` is the id of the message that asked, so that the code leaves together with its answer. The text message
    says what the code is for.
    """
    person = await session.get_one(Beneficiary, beneficiary)
    if until := await locked_until(session, person.national_id_fingerprint, now):
        return Locked(until)
    phone = await phone_on_file(session, beneficiary)
    if phone is None:
        return NoPhone()
    if await _codes_within_an_hour(session, phone.contact, now) >= CODES_AN_HOUR:
        return TooManyCodes()
    await _void_codes(session, beneficiary, conversation, now)
    code = f"{secrets.randbelow(1_000_000):06d}"
    issued = OneTimeCode(
        beneficiary_id=beneficiary,
        conversation_id=conversation,
        purpose=purpose,
        code_hash=_hash(beneficiary, code),
        sent_to=phone.contact,
        expires_at=now + CODE_LIFETIME,
        attempts_left=TRIES,
    )
    session.add(issued)
    reference = await vault().protect(session, "code", code, expires_at=now + CODE_LIFETIME)
    await notify(session, phone.contact, _SMS[purpose], {"code": reference}, beneficiary=beneficiary, cause=cause, now=now)
    await record(session, actor=f"conversation:{conversation}", kind="identity.code_sent", subject=beneficiary)
    return CodeSent(beneficiary, phone.masked)


async def check_code(
    session: AsyncSession,
    beneficiary: UUID,
    conversation: UUID,
    code: str,
    now: datetime,
    purpose: Purpose = Purpose.SIGN_IN,
) -> Person | Wrong | Expired | Locked:
    """Whether the code is right; one to sign in opens a session then. Wrong codes are counted for the id wherever they
    are typed, and whatever they are for."""
    person = await session.get_one(Beneficiary, beneficiary)
    lock = await hold(session, person.national_id_fingerprint, now)
    if lock.locked_until is not None:
        return Locked(lock.locked_until)
    issued = await session.scalar(_open_codes(beneficiary, conversation, purpose).with_for_update())
    if issued is None or issued.expires_at <= now or issued.attempts_left == 0:
        return Expired()
    if not hmac.compare_digest(issued.code_hash, _hash(beneficiary, code)):
        return await _wrong(session, person, issued, lock, now)
    issued.used_at = now
    forget_failures(lock)
    if purpose is Purpose.SIGN_IN:
        await open_session(session, beneficiary, conversation, now)
    return person_of(person)


async def _wrong(
    session: AsyncSession, person: Beneficiary, issued: OneTimeCode, lock: IdentityLock, now: datetime
) -> Wrong | Locked:
    issued.attempts_left -= 1
    await record(session, actor=f"conversation:{issued.conversation_id}", kind="identity.wrong_code", subject=person.id)
    failures = count_failure(lock, now)
    return Locked(failures.until) if failures.until else Wrong(failures.left)


async def _codes_within_an_hour(session: AsyncSession, contact: UUID, now: datetime) -> int:
    recent = select(func.count()).where(
        OneTimeCode.sent_to == contact, OneTimeCode.expires_at > now - timedelta(hours=1) + CODE_LIFETIME
    )
    return (await session.scalar(recent)) or 0


async def _void_codes(session: AsyncSession, beneficiary: UUID, conversation: UUID, now: datetime) -> None:
    await session.execute(
        update(OneTimeCode)
        .where(
            OneTimeCode.beneficiary_id == beneficiary,
            OneTimeCode.conversation_id == conversation,
            OneTimeCode.used_at.is_(None),
            OneTimeCode.voided_at.is_(None),
        )
        .values(voided_at=now)
    )


def _open_codes(beneficiary: UUID, conversation: UUID, purpose: Purpose) -> Select[OneTimeCode]:
    return select(OneTimeCode).where(
        OneTimeCode.beneficiary_id == beneficiary,
        OneTimeCode.conversation_id == conversation,
        OneTimeCode.purpose == purpose,
        OneTimeCode.used_at.is_(None),
        OneTimeCode.voided_at.is_(None),
    )


def _hash(beneficiary: UUID, code: str) -> bytes:
    return vault().fingerprint("code", f"{beneficiary}:{code}")
