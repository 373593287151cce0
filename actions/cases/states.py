"""The life of a case, in one place: which change of status is allowed to whom (`transitions.yaml`), made one at a time.

A change is the new status, its event and its entry in the audit, in the caller's transaction, and never one without
the others. Nothing else writes a status.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from functools import lru_cache
from pathlib import Path
from typing import Any
from uuid import UUID

import yaml
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from actions.cases.models import Case, CaseEvent, CaseEventKind, CaseStatus
from actions.database.audit import record

type Transitions = Mapping[CaseStatus, Mapping[CaseStatus, frozenset[Actor]]]


class Actor(StrEnum):
    """Who changes a case."""

    PERSON = "person"
    OFFICER = "officer"


@dataclass(frozen=True, slots=True)
class Change:
    """A wish to change a case. `name`: of the officer; `data`: what else the event tells; `key`: the message that asked."""

    to: CaseStatus
    actor: Actor
    at: datetime
    name: str | None = None
    data: Mapping[str, Any] | None = None
    key: str | None = None

    @property
    def by(self) -> str:
        return f"officer:{self.name}" if self.actor is Actor.OFFICER and self.name else str(self.actor)


class NotAllowed(Exception):
    """The case cannot go from where it is to where it was asked to go, or not by whoever asked."""

    def __init__(self, now: CaseStatus, to: CaseStatus) -> None:
        super().__init__(f"{now} -> {to}")
        self.now, self.to = now, to


@lru_cache(maxsize=1)
def transitions() -> Transitions:
    """Every allowed change; ValueError where the file names a status or an actor that does not exist."""
    told = yaml.safe_load(Path(__file__).with_name("transitions.yaml").read_text(encoding="utf-8"))
    return {
        CaseStatus(now): {CaseStatus(to): frozenset(map(Actor, actors)) for to, actors in ways.items()}
        for now, ways in told.items()
    }


def may(now: CaseStatus, to: CaseStatus, actor: Actor) -> bool:
    """Whether the change is allowed."""
    return actor in transitions().get(now, {}).get(to, frozenset())


async def locked(session: AsyncSession, case: UUID) -> Case:
    """The case as it is now, kept from everybody else until the transaction ends."""
    found = select(Case).where(Case.id == case).with_for_update().execution_options(populate_existing=True)
    return (await session.scalars(found)).one()


async def move(session: AsyncSession, case: UUID, change: Change) -> Case:
    """Makes the change, or raises NotAllowed and changes nothing. Of two at once the second sees what the first did."""
    held = await locked(session, case)
    before = held.status
    if not may(before, change.to, change.actor):
        raise NotAllowed(before, change.to)
    held.status = change.to
    await append(session, held, _kind(before, change.to), change, {"from": str(before), "status": str(change.to)})
    return held


async def append(
    session: AsyncSession, case: Case, kind: CaseEventKind, change: Change, told: Mapping[str, Any] | None = None
) -> None:
    """Writes what happened, as an event of the case and in the audit."""
    key = {"key": change.key} if change.key else {}
    data = {**(told or {}), **(change.data or {}), **key}
    session.add(CaseEvent(case_id=case.id, kind=kind, at=change.at, actor=change.by, data=data))
    await session.flush()
    entry = {"reference": case.reference, "status": str(case.status)}
    await record(session, actor=change.by, kind=f"case.{kind}", subject=case.beneficiary_id, data=entry)


async def happened(session: AsyncSession, case: UUID, key: str, kind: CaseEventKind) -> bool:
    """Whether the message of this key has done this already: asked twice, it is done once."""
    event = select(CaseEvent.id).where(
        CaseEvent.case_id == case, CaseEvent.kind == kind, CaseEvent.data["key"].as_string() == key
    )
    return await session.scalar(event.limit(1)) is not None


def _kind(now: CaseStatus, to: CaseStatus) -> CaseEventKind:
    if to is CaseStatus.WITHDRAWN:
        return CaseEventKind.WITHDRAWN
    return CaseEventKind.STATUS_CHANGED if now.is_open or to is CaseStatus.CLOSED else CaseEventKind.REOPENED
