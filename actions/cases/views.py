"""Cases as semantic messages: codes and days, never sentences."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from actions.cases.changing import may_reopen
from actions.cases.finding import answered_on, asked_for, events_of
from actions.cases.models import Case, CaseEvent, CaseKind, CaseStatus
from actions.cases.windows import Guidance, remaining, silent_since
from actions.dialogue.messages import MENU, PERSON, Choice, Json, Request, SemanticMessage, intent_choice

# The value of a reopening that was tapped under the case itself; one that was put in words is asked about first.
REOPEN_AGREED = "agreed"
# So many other cases are offered beside the one that is told.
_MOST_OTHERS = 4


async def status(session: AsyncSession, case: Case, today: date, others: Sequence[Case] = ()) -> SemanticMessage:
    """Where a case stands and how it came there, with what the person can do about it."""
    events = await events_of(session, case.id)
    data = {**_standing(case, events, today), "timeline": [_told(event) for event in events]}
    if others:
        data["others"] = [summary(other) for other in others[:_MOST_OTHERS]]
    choices = [*await _what_can_be_done(session, case, today), *the_others("track_case", others), PERSON, MENU]
    return SemanticMessage("case.status", data, choices)


async def changed(session: AsyncSession, case: Case, today: date) -> SemanticMessage:
    """That somebody else changed the case: told to the person without being asked."""
    data = _standing(case, await events_of(session, case.id), today)
    follow = intent_choice("track_case", ("case_reference", case.reference))
    return SemanticMessage("case.changed", data, [*await _what_can_be_done(session, case, today), follow])


def nothing_open(reference: str | None, last: Case | None = None) -> SemanticMessage:
    """That there is no such case; `last` is what the person may have meant, which is over."""
    data: dict[str, Any] = {"reference": reference}
    choices: list[Choice] = [intent_choice("file_objection"), intent_choice("file_complaint"), PERSON]
    if last is not None:
        data["last"] = summary(last)
        choices = [intent_choice("track_case", ("case_reference", last.reference)), PERSON, MENU]
    return SemanticMessage("case.none", data, choices)


def listed(cases: Sequence[Case]) -> SemanticMessage:
    """All cases of a person, one of which can be chosen."""
    data = {"cases": [summary(case) for case in cases]}
    return SemanticMessage("case.list", data, [*the_others("track_case", cases, len(cases)), PERSON])


def the_others(intent: str, cases: Sequence[Case], most: int = _MOST_OTHERS) -> list[Choice]:
    """The same request for another case."""
    return [
        Choice("choice.case", Request(intent, (("case_reference", case.reference),)), {"reference": case.reference})
        for case in cases[:most]
    ]


def summary(case: Case) -> dict[str, Json]:
    return {
        "reference": case.reference,
        "kind": str(case.kind),
        "status": str(case.status),
        "filed_on": case.filed_at.date().isoformat(),
    }


def guided(guidance: Guidance | None) -> dict[str, Json]:
    """The days beside a complaint, as data; empty where there are none."""
    if guidance is None:
        return {}
    latest = guidance.latest.isoformat() if guidance.latest else None
    told = {"window": str(guidance.window), "act_before": guidance.act_before.isoformat(), "latest": latest}
    return {"guidance": told}


def add_choice(case: Case) -> Choice:
    return intent_choice("add_to_case", ("case_reference", case.reference))


def reopen_choice(case: Case) -> Choice:
    entities = (("case_reference", case.reference), ("reopen", REOPEN_AGREED))
    return Choice("choice.reopen_case", Request("add_to_case", entities))


def _standing(case: Case, events: Sequence[CaseEvent], today: date) -> dict[str, Json]:
    data: dict[str, Json] = {
        **summary(case),
        "respond_by": case.respond_by.isoformat() if case.respond_by else None,
        "category": case.category,
    }
    if case.status is CaseStatus.MORE_INFO_NEEDED:
        asking = asked_for(events)
        data["needs"] = asking.data.get("needs", []) if asking else []
    last = events[-1] if events else None
    if last is not None and last.data.get("note"):
        data["note"] = last.data["note"]
    refused = answered_on(events, CaseStatus.REJECTED)
    if case.kind is CaseKind.OBJECTION and case.status is CaseStatus.REJECTED and refused is not None:
        left = remaining(refused.at.date())
        data["remaining"] = {
            "committee_before": left.committee_before.isoformat(),
            "committee_latest": left.committee_latest.isoformat(),
            "committee_over": today > left.committee_latest,
            "court_days": left.court_days,
        }
    if case.kind is CaseKind.OBJECTION and case.status.is_open:
        data["silent_days"] = silent_since(case.filed_at.date(), today)
    return data


async def _what_can_be_done(session: AsyncSession, case: Case, today: date) -> list[Choice]:
    if case.status.is_open:
        return [add_choice(case), intent_choice("withdraw_case", ("case_reference", case.reference))]
    beyond = case.kind is CaseKind.OBJECTION and case.status is CaseStatus.REJECTED
    more = [intent_choice("faq/objection_rules"), intent_choice("file_complaint")] if beyond else []
    return [*([reopen_choice(case)] if await may_reopen(session, case, today) else []), *more]


def _told(event: CaseEvent) -> dict[str, Json]:
    """One event, without the words of the person and without who did it."""
    told: dict[str, Json] = {name: event.data[name] for name in ("status", "needs", "files") if name in event.data}
    return {"at": event.at.date().isoformat(), "event": str(event.kind), **told}
