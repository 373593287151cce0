"""What whoever keeps the files does about reported changes and requests about one's data; the person is told of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from actions.contacts.quiet_hours import quiet_hours
from actions.contacts.service import tell_person
from actions.database.audit import record
from actions.dialogue.messages import MENU, PERSON, Choice, intent_choice
from actions.profile.models import DataRequest, ReportedChange, RequestStatus

type Told = ReportedChange | DataRequest


class UnknownRequest(Exception):
    """No reported change and no request about data has this reference."""


class AlreadyDone(Exception):
    """It was dealt with before; the person was told then."""


@dataclass(frozen=True, slots=True)
class Dealing:
    """That somebody dealt with it. `note`: words to the person, as they are told; `at_once`: told also at night."""

    officer: str
    note: str | None = None
    at_once: bool = False


async def finish(session: AsyncSession, reference: str, dealing: Dealing, now: datetime) -> Told:
    """Marks it as dealt with, once, and leaves word of it where the person spoke of it, outside the quiet hours.

    Raises UnknownRequest or AlreadyDone, and then changes nothing.
    """
    told = await _held(session, reference)
    if told.status is RequestStatus.DONE:
        raise AlreadyDone(reference)
    told.status, told.done_at = RequestStatus.DONE, now
    await session.flush()
    act, data, choices = _word_of(told)
    by = f"officer:{dealing.officer}"
    await record(session, actor=by, kind=act, subject=told.beneficiary_id, data={"reference": reference})
    await tell_person(
        session,
        told.beneficiary_id,
        act,
        {**data, **({"note": dealing.note} if dealing.note else {})},
        now=now,
        conversation=told.conversation_id,
        choices=choices,
        due_at=now if dealing.at_once else quiet_hours().over(now),
        unasked=False,
    )
    return told


async def _held(session: AsyncSession, reference: str) -> Told:
    """The row of this reference, kept from everybody else until the transaction ends."""
    for kind in (ReportedChange, DataRequest):
        found: Told | None = await session.scalar(select(kind).where(kind.reference == reference).with_for_update())
        if found is not None:
            return found
    raise UnknownRequest(reference)


def _word_of(told: Told) -> tuple[str, dict[str, Any], tuple[Choice, ...]]:
    match told:
        case ReportedChange():
            day = None if told.happened_on is None else told.happened_on.isoformat()
            data = {"reference": told.reference, "kind": str(told.kind), "date": day}
            return "change.done", data, (intent_choice("ask_my_status"), MENU)
        case DataRequest():
            return "data.request_done", {"reference": told.reference, "kind": str(told.kind)}, (PERSON, MENU)
