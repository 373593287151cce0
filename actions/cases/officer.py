"""What whoever studies cases does to them; the person is told of each change where they spoke of the case last."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from actions.cases.models import Case, CaseStatus
from actions.cases.policy import policy
from actions.cases.states import Actor, Change, move
from actions.cases.views import changed
from actions.contacts.quiet_hours import quiet_hours
from actions.contacts.service import tell_person


class UnknownCase(Exception):
    """No case has this reference."""


class NeedsMissing(Exception):
    """More information is asked for without saying which, or something is asked for that nobody knows."""


@dataclass(frozen=True, slots=True)
class Ruling:
    """A change of status. `needs`: what is asked for, as codes of the policy, with `more_info_needed` and only there;
    `note`: words to the person, as they are told; `at_once`: told also at night, to who waits for it."""

    to: CaseStatus
    officer: str
    needs: tuple[str, ...] = ()
    note: str | None = None
    at_once: bool = False


async def decide(session: AsyncSession, reference: str, ruling: Ruling, now: datetime) -> Case:
    """Changes the case and leaves word of it for the person, outside the quiet hours.

    Raises UnknownCase, NeedsMissing, or NotAllowed (`states`) where the case cannot go there.
    """
    _check(ruling)
    found = await session.scalar(select(Case).where(Case.reference == reference))
    if found is None:
        raise UnknownCase(reference)
    told = {**({"needs": list(ruling.needs)} if ruling.needs else {}), **({"note": ruling.note} if ruling.note else {})}
    change = Change(ruling.to, Actor.OFFICER, now, name=ruling.officer, data=told)
    case = await move(session, found.id, change)
    message = await changed(session, case, now.date())
    await tell_person(
        session,
        case.beneficiary_id,
        message.act,
        message.data,
        now=now,
        conversation=case.conversation_id,
        choices=message.choices,
        due_at=now if ruling.at_once else quiet_hours().over(now),
    )
    return case


def _check(ruling: Ruling) -> None:
    asks = ruling.to is CaseStatus.MORE_INFO_NEEDED
    unknown = set(ruling.needs) - set(policy().needs)
    if unknown or asks != bool(ruling.needs):
        raise NeedsMissing(", ".join(sorted(unknown)) or "needs")
