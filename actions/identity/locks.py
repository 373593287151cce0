"""The lock on an id after too many wrong codes, shared by all conversations and channels."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from actions.identity.models import IdentityLock

FAILURES = 5
LOCKED_FOR = timedelta(minutes=15)


async def locked_until(session: AsyncSession, fingerprint: bytes, now: datetime) -> datetime | None:
    """Until when no code is sent or taken for this id; None when it is free."""
    until = await session.scalar(
        select(IdentityLock.locked_until).where(IdentityLock.national_id_fingerprint == fingerprint)
    )
    return until if until is not None and until > now else None


@dataclass(frozen=True, slots=True)
class Failures:
    """How many wrong codes an id may still see, and until when it is locked once none is left."""

    left: int
    until: datetime | None


async def count_failure(session: AsyncSession, fingerprint: bytes, now: datetime) -> Failures:
    """Counts a wrong code, and locks the id when it was the last one allowed.

    One statement, so that two conversations that fail at the same moment are both counted.
    """
    counted = (
        insert(IdentityLock)
        .values(national_id_fingerprint=fingerprint, failures=1)
        .on_conflict_do_update(
            index_elements=[IdentityLock.national_id_fingerprint],
            set_={"failures": IdentityLock.failures + 1, "locked_until": None},
        )
        .returning(IdentityLock.failures)
    )
    failures = (await session.execute(counted)).scalar_one()
    if failures < FAILURES:
        return Failures(FAILURES - failures, None)
    lock = await session.get_one(IdentityLock, fingerprint, populate_existing=True)
    lock.failures, lock.locked_until = 0, now + LOCKED_FOR
    return Failures(0, lock.locked_until)


async def forget_failures(session: AsyncSession, fingerprint: bytes) -> None:
    """A right code makes the id free of earlier failures."""
    await session.execute(delete(IdentityLock).where(IdentityLock.national_id_fingerprint == fingerprint))
