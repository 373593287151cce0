"""The lock on an id, or on a phone, after too many wrong codes, shared by all conversations and channels."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from actions.identity.models import IdentityLock

FAILURES = 5
LOCKED_FOR = timedelta(minutes=15)


async def locked_until(session: AsyncSession, fingerprint: bytes, now: datetime) -> datetime | None:
    """Until when no code is sent or taken for this id; None when it is free."""
    until = await session.scalar(
        select(IdentityLock.locked_until).where(IdentityLock.fingerprint == fingerprint)
    )
    return until if until is not None and until > now else None


async def hold(session: AsyncSession, fingerprint: bytes, now: datetime) -> IdentityLock:
    """The count of this id, held until the end of the transaction: codes typed at the same moment are judged one after
    the other. A lock whose time is over is gone."""
    new = insert(IdentityLock).values(fingerprint=fingerprint, failures=0)
    await session.execute(new.on_conflict_do_nothing())
    lock = await session.get_one(IdentityLock, fingerprint, with_for_update=True, populate_existing=True)
    if lock.locked_until is not None and lock.locked_until <= now:
        lock.failures, lock.locked_until = 0, None
    return lock


@dataclass(frozen=True, slots=True)
class Failures:
    """How many wrong codes an id may still see, and until when it is locked once none is left."""

    left: int
    until: datetime | None


def count_failure(lock: IdentityLock, now: datetime) -> Failures:
    """Counts a wrong code on a held lock, and locks the id when it was the last one allowed."""
    lock.failures += 1
    if lock.failures < FAILURES:
        return Failures(FAILURES - lock.failures, None)
    lock.locked_until = now + LOCKED_FOR
    return Failures(0, lock.locked_until)


def forget_failures(lock: IdentityLock) -> None:
    """A right code makes the id free of earlier failures."""
    lock.failures, lock.locked_until = 0, None
