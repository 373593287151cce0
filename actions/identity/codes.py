"""One-time codes by SMS: made, sent, judged and counted, whatever they prove.

Limits are the operator's, not the law's: five minutes, five tries, a lock of fifteen minutes after five wrong codes for
the same number in every conversation and channel (design, "Identity and privacy").
"""

from __future__ import annotations

import hmac
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import ColumnElement, func, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from actions.contacts.service import Phone, notify
from actions.database.audit import record
from actions.identity.locks import count_failure, forget_failures, hold, locked_until
from actions.identity.models import IdentityLock, OneTimeCode, Purpose
from actions.identity.vault import vault

CODE_LIFETIME = timedelta(minutes=5)
TRIES = 5
COUNTED_FOR = timedelta(days=1)
"""No limit looks back further: older codes may be deleted."""
_SMS = {Purpose.SIGN_IN: "sms.code", Purpose.MANDATE: "sms.mandate_code", Purpose.PHONE: "sms.phone_code"}


@dataclass(frozen=True, slots=True)
class Proof:
    """What a code is to prove, and in which conversation. Wrong codes count against `counted_for`, the fingerprint of an
    identity number or of a phone; `subject` is the person, None where it is not known who they are."""

    purpose: Purpose
    conversation: UUID
    counted_for: bytes
    subject: UUID | None

    def hash_of(self, code: str) -> bytes:
        """A code for one number is none for another."""
        return vault().fingerprint("code", f"{self.subject or self.counted_for.hex()}:{code}")

    def live(self) -> tuple[ColumnElement[bool], ...]:
        """The codes of this subject in this conversation that can still be used, for whatever purpose."""
        return (
            OneTimeCode.beneficiary_id.is_not_distinct_from(self.subject),
            OneTimeCode.conversation_id == self.conversation,
            OneTimeCode.used_at.is_(None),
            OneTimeCode.voided_at.is_(None),
        )


@dataclass(frozen=True, slots=True)
class Limit:
    """No more than so many codes of this kind are sent within a time."""

    of: ColumnElement[bool]
    most: int
    within: timedelta = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Locked:
    until: datetime


@dataclass(frozen=True, slots=True)
class Wrong:
    attempts_left: int


@dataclass(frozen=True, slots=True)
class Expired:
    """The code is too old, or a newer one took its place."""


@dataclass(frozen=True, slots=True)
class TooManyCodes:
    """A limit is reached: no further code is sent for now."""


async def issue(
    session: AsyncSession, proof: Proof, phone: Phone, now: datetime, cause: int, *limits: Limit
) -> Locked | TooManyCodes | None:
    """Sends a fresh code; an older one of the same subject is void from now on. None: it is on its way.

    `cause` is the id of the message that asked, so that the code leaves together with its answer. The text message
    says what the code is for.
    """
    if until := await locked_until(session, proof.counted_for, now):
        return Locked(until)
    for limit in limits:
        if await _sent_lately(session, now, limit) >= limit.most:
            return TooManyCodes()
    await session.execute(update(OneTimeCode).where(*proof.live()).values(voided_at=now))
    code = f"{secrets.randbelow(1_000_000):06d}"
    issued = OneTimeCode(
        beneficiary_id=proof.subject,
        conversation_id=proof.conversation,
        purpose=proof.purpose,
        code_hash=proof.hash_of(code),
        sent_to=phone.contact,
        expires_at=now + CODE_LIFETIME,
        attempts_left=TRIES,
    )
    session.add(issued)
    data = {"code": await vault().protect(session, "code", code, expires_at=now + CODE_LIFETIME)}
    await notify(session, phone.contact, _SMS[proof.purpose], data, beneficiary=proof.subject, cause=cause, now=now)
    await record(session, actor=f"conversation:{proof.conversation}", kind="identity.code_sent", subject=proof.subject)
    return None


async def judge(session: AsyncSession, proof: Proof, code: str, now: datetime) -> Wrong | Expired | Locked | None:
    """Whether the code is right; None: it is, and it cannot be used again. Wrong codes are counted for what they were to
    prove wherever they are typed, and whatever they are for."""
    lock = await hold(session, proof.counted_for, now)
    if lock.locked_until is not None:
        return Locked(lock.locked_until)
    open_codes = select(OneTimeCode).where(*proof.live(), OneTimeCode.purpose == proof.purpose)
    issued = await session.scalar(open_codes.with_for_update())
    if issued is None or issued.expires_at <= now or issued.attempts_left == 0:
        return Expired()
    if not hmac.compare_digest(issued.code_hash, proof.hash_of(code)):
        return await _wrong(session, proof, issued, lock, now)
    issued.used_at = now
    forget_failures(lock)
    return None


async def _sent_lately(session: AsyncSession, now: datetime, limit: Limit) -> int:
    recent = OneTimeCode.expires_at > now - limit.within + CODE_LIFETIME
    return (await session.scalar(select(func.count()).select_from(OneTimeCode).where(recent, limit.of))) or 0


async def _wrong(
    session: AsyncSession, proof: Proof, issued: OneTimeCode, lock: IdentityLock, now: datetime
) -> Wrong | Locked:
    issued.attempts_left -= 1
    actor = f"conversation:{proof.conversation}"
    await record(session, actor=actor, kind="identity.wrong_code", subject=proof.subject)
    failures = count_failure(lock, now)
    return Locked(failures.until) if failures.until else Wrong(failures.left)
