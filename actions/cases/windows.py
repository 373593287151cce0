"""Who may object to what and until when, what is left after a refusal, and the days that are told beside a complaint.

The periods are contested (facts, sections 2 and 9): the earlier day is advised, and nobody is told that a day has
passed before its latest reading has.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from actions.benefits.models import Decision, DecisionStatus
from actions.benefits.service import CONTESTABLE, current_decision, last_payment
from actions.cases.models import Case, CaseKind, CaseStatus
from actions.cases.policy import Window, policy
from actions.eligibility import rules
from actions.eligibility.working_days import deadline


@dataclass(frozen=True, slots=True)
class MayObject:
    """`until` is the earlier reading of the last day; `late` tells that it is over, but not every reading."""

    decision: Decision
    until: date
    late: bool


@dataclass(frozen=True, slots=True)
class NothingToObject:
    """No refusal and no stop is in force."""


@dataclass(frozen=True, slots=True)
class AlreadyOpen:
    reference: str


@dataclass(frozen=True, slots=True)
class AlreadyDecided:
    """The decision was objected to and that objection was answered: what is left is beyond it."""

    reference: str


@dataclass(frozen=True, slots=True)
class TooLate:
    """Past every reading of the window; `deadline` is the latest one."""

    deadline: date


type Objecting = MayObject | NothingToObject | AlreadyOpen | AlreadyDecided | TooLate


@dataclass(frozen=True, slots=True)
class Guidance:
    """Days to tell beside a complaint: the earlier reading, and the latest where there are two."""

    window: Window
    act_before: date
    latest: date | None = None


@dataclass(frozen=True, slots=True)
class Remaining:
    """What is open after an objection was refused: the committee by its two readings, then the court within days of
    the committee's decision."""

    committee_before: date
    committee_latest: date
    court_days: int


async def may_object(session: AsyncSession, beneficiary: UUID, today: date) -> Objecting:
    """Whether an objection can be filed today."""
    decision = await current_decision(session, beneficiary)
    if decision is None or decision.status not in CONTESTABLE:
        return NothingToObject()
    earlier = select(Case).where(Case.decision_id == decision.id, Case.kind == CaseKind.OBJECTION)
    cases = list(await session.scalars(earlier.order_by(Case.filed_at.desc())))
    still_open = next((case for case in cases if case.status.is_open), None)
    if still_open is not None:
        return AlreadyOpen(still_open.reference)
    decided = next((case for case in cases if case.status in _ANSWERED), None)
    if decided is not None:
        return AlreadyDecided(decided.reference)
    window = rules.objection_window(decision.since)
    latest = window.latest_reading(decision.since)
    if today > latest:
        return TooLate(latest)
    until = window.can_object_until(decision.since)
    return MayObject(decision, until, late=today > until)


_ANSWERED = (CaseStatus.ACCEPTED, CaseStatus.REJECTED)


def window_is_open(since: date, today: date) -> bool:
    """Whether any reading of the window for a decision of the day `since` still lasts."""
    return today <= rules.objection_window(since).latest_reading(since)


def remaining(rejected_on: date) -> Remaining:
    """What is left after a refusal of that day. The committee's own window is published nowhere: the shortest known one
    is advised, the general one (Board of Grievances procedure art. 8(4)) is the latest."""
    known, general = rules.deadlines(rejected_on), rules.objection_window(rejected_on)
    return Remaining(
        committee_before=rejected_on + timedelta(days=known.complaint_after_silence_calendar_days),
        committee_latest=general.latest_reading(rejected_on),
        court_days=known.court_filing_calendar_days,
    )


def silent_since(filed_on: date, today: date) -> int | None:
    """The days after which silence counts as a refusal (general rule, art. 8(4)), once they have passed; else None."""
    days = rules.deadlines(filed_on).authority_reply_calendar_days
    return days if today > filed_on + timedelta(days=days) else None


async def guidance(session: AsyncSession, beneficiary: UUID, subject: str, today: date) -> Guidance | None:
    """The days that concern a complaint about this subject; None where no source gives any."""
    match policy().complaints.get(subject):
        case Window.FINANCIAL_COMPLAINT:
            payment = await last_payment(session, beneficiary)
            month = (payment.paid_on if payment else today).replace(day=1)
            return Guidance(Window.FINANCIAL_COMPLAINT, rules.financial_complaint_until(month))
        case Window.DECISION_ON_APPLICATION:
            decision = await current_decision(session, beneficiary)
            if decision is None or decision.status is not DecisionStatus.UNDER_REVIEW:
                return None
            ends = deadline(decision.since, rules.deadlines(decision.since).decision_on_application)
            return Guidance(Window.DECISION_ON_APPLICATION, ends.act_before, ends.latest)
    return None
