"""An append-only record of who did what, each entry chained to the one before by its hash."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, Index, select, text
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from actions import clock
from actions.database import jsonb
from actions.database.base import Base, TimestampMixin, big_id

_CHAIN_LOCK = 0x4155444954  # "AUDIT": writers of the chain come one after the other
_FIRST = bytes(32)
_ON_BEHALF = "on_behalf"


class AuditEntry(TimestampMixin, Base):
    """One thing done. `subject` is the beneficiary it was about; `data` holds no identity number, phone or code."""

    __tablename__ = "audit_entries"
    __table_args__ = (
        CheckConstraint("octet_length(previous_hash) = 32 AND octet_length(hash) = 32", name="hashes"),
        Index(None, "subject", "id"),
    )

    id: Mapped[int] = big_id()
    at: Mapped[datetime]
    actor: Mapped[str]
    subject: Mapped[UUID | None]
    kind: Mapped[str]
    data: Mapped[dict[str, Any]]
    previous_hash: Mapped[bytes] = mapped_column(unique=True)
    hash: Mapped[bytes] = mapped_column(unique=True)


@dataclass(frozen=True, slots=True)
class OnBehalf:
    """A carer who acts for a person, both by name, under the mandate of this reference."""

    carer: UUID
    carer_name: str
    person: UUID
    person_name: str
    mandate: str


def act_on_behalf(session: AsyncSession, behalf: OnBehalf) -> None:
    """Whatever this session records from now on about the person names the carer too."""
    session.info[_ON_BEHALF] = behalf


async def record(
    session: AsyncSession, *, actor: str, kind: str, subject: UUID | None = None, data: dict[str, Any] | None = None
) -> AuditEntry:
    """Append an entry in the caller's transaction; other writers wait until it ends, so write it late.

    `actor` is who did it (`conversation:<id>`, `agent:<name>`, `person`, `system`); of a carer who acts for the subject
    it is `carer:<id>` in place of `person`.
    """
    behalf: OnBehalf | None = session.info.get(_ON_BEHALF)
    if behalf is not None and behalf.person == subject:
        actor = f"carer:{behalf.carer}" if actor == "person" else actor
        data = {**(data or {}), "carer": behalf.carer_name, "person": behalf.person_name, "mandate": behalf.mandate}
    await session.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _CHAIN_LOCK})
    last = await session.scalar(select(AuditEntry.hash).order_by(AuditEntry.id.desc()).limit(1))
    entry = AuditEntry(at=clock.now(), actor=actor, subject=subject, kind=kind, data=data or {}, previous_hash=last or _FIRST)
    entry.hash = _hash(entry)
    session.add(entry)
    await session.flush()
    return entry


async def first_broken(session: AsyncSession) -> int | None:
    """The id of the first entry that does not follow from the one before it, None when the chain is whole."""
    previous = _FIRST
    async for entry in await session.stream_scalars(select(AuditEntry).order_by(AuditEntry.id)):
        if entry.previous_hash != previous or entry.hash != _hash(entry):
            return entry.id
        previous = entry.hash
    return None


def _hash(entry: AuditEntry) -> bytes:
    told = [entry.at, entry.actor, entry.subject, entry.kind, entry.data]
    return hashlib.sha256(entry.previous_hash + jsonb.canonical(told)).digest()
