"""What a person does to a case of theirs after it was filed: adding to it, withdrawing it, having it opened again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from actions.benefits.models import Decision
from actions.benefits.service import CONTESTABLE
from actions.cases.filing import attach, files_of
from actions.cases.finding import events_of, reopenings
from actions.cases.models import Case, CaseEventKind, CaseKind, CaseStatus
from actions.cases.policy import policy
from actions.cases.states import Actor, Change, NotAllowed, append, happened, locked, may, move
from actions.cases.windows import window_is_open


@dataclass(frozen=True, slots=True)
class Addition:
    """What is added: words, already redacted, files, or both."""

    words: str | None = None
    files: tuple[UUID, ...] = ()


@dataclass(frozen=True, slots=True)
class Asking:
    """Who asks for a change in which conversation; `key` is the message, so that it is done once."""

    conversation: UUID
    key: str
    at: datetime

    def change(self, to: CaseStatus) -> Change:
        return Change(to, Actor.PERSON, self.at, key=self.key)


class TooManyFiles(Exception):
    """The case would have more files than the policy allows."""


async def withdraw(session: AsyncSession, case: UUID, asking: Asking) -> Case:
    """Withdraws the case; NotAllowed where it is over. The same message again changes nothing."""
    held = await locked(session, case)
    if held.status is CaseStatus.WITHDRAWN and await happened(session, case, asking.key, CaseEventKind.WITHDRAWN):
        return held
    held.conversation_id = asking.conversation
    return await move(session, case, asking.change(CaseStatus.WITHDRAWN))


async def add(session: AsyncSession, case: UUID, addition: Addition, asking: Asking) -> Case:
    """Adds to an open case; one that waited for this goes back to be studied. NotAllowed where the case is over,
    TooManyFiles where there is no room. The same message again adds nothing."""
    held = await locked(session, case)
    if await happened(session, case, asking.key, CaseEventKind.DETAILS_ADDED) or await happened(
        session, case, asking.key, CaseEventKind.ATTACHMENT_ADDED
    ):
        return held
    if not held.status.is_open:
        raise NotAllowed(held.status, held.status)
    if addition.files and await files_of(session, case) + len(addition.files) > policy().most_files:
        raise TooManyFiles
    held.conversation_id = asking.conversation
    change = asking.change(held.status)
    if addition.words:
        await append(session, held, CaseEventKind.DETAILS_ADDED, change, {"details": addition.words})
    if addition.files:
        files = await attach(session, held, addition.files)
        await append(session, held, CaseEventKind.ATTACHMENT_ADDED, change, {"files": files})
    if held.status is CaseStatus.MORE_INFO_NEEDED:
        return await move(session, case, asking.change(CaseStatus.UNDER_STUDY))
    return held


async def reopen(session: AsyncSession, case: UUID, addition: Addition, asking: Asking) -> Case:
    """Opens a case once more with something new; NotAllowed where `may_reopen` says no by now."""
    held = await locked(session, case)
    if await happened(session, case, asking.key, CaseEventKind.REOPENED):
        return held
    if not await may_reopen(session, held, asking.at.date()):
        raise NotAllowed(held.status, CaseStatus.RECEIVED)
    await move(session, case, asking.change(CaseStatus.RECEIVED))
    return await add(session, case, addition, asking)


async def may_reopen(session: AsyncSession, case: Case, today: date) -> bool:
    """Whether the person can have it opened again: as often as the policy allows, and an objection only while its
    decision is in force and any reading of its window lasts."""
    if not may(case.status, CaseStatus.RECEIVED, Actor.PERSON):
        return False
    if reopenings(await events_of(session, case.id)) >= policy().most_reopenings:
        return False
    if case.kind is CaseKind.COMPLAINT:
        return True
    decision = await session.get_one(Decision, case.decision_id)
    in_force = decision.superseded_by is None and decision.status in CONTESTABLE
    return in_force and window_is_open(decision.since, today) and not await _another_is_open(session, case)


async def _another_is_open(session: AsyncSession, case: Case) -> bool:
    same = select(Case.status).where(Case.decision_id == case.decision_id, Case.kind == CaseKind.OBJECTION)
    return any(status.is_open for status in await session.scalars(same))
