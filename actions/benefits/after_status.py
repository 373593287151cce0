"""What follows a status or a payment that was shown: what to do about it, and what the record says to who disputes it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from actions.benefits import service
from actions.benefits.action import no_decision, what_would_turn
from actions.benefits.household import facts_on_file
from actions.benefits.models import Decision, DecisionStatus
from actions.cases.views import guided
from actions.cases.windows import AlreadyOpen, MayObject, guidance, may_object
from actions.dialogue.action import Context
from actions.dialogue.messages import PERSON, Choice, Request, SemanticMessage, intent_choice
from actions.dialogue.offers import Standing, may_offer
from actions.dialogue.opening import PersonAction
from actions.dialogue.reply import Reply
from actions.dialogue.turn import Turn
from actions.eligibility import rules
from actions.eligibility.facts import HouseholdFacts
from actions.eligibility.working_days import deadline
from actions.identity.sessions import Person

_PAYMENT = "payment"
"""The subject of a complaint about what was paid."""


class NextSteps(PersonAction):
    """When the pension comes back and what to do, from the decision that was shown."""

    action = "action_next_steps"

    async def answer(self, context: Context, person: Person) -> Reply:
        decision = await service.current_decision(context.session, person.beneficiary)
        if decision is None:
            return Reply([no_decision()])
        today = context.now.date()
        data: dict[str, Any] = {
            "status": str(decision.status),
            "reasons": [{"code": str(reason.code)} for reason in decision.reasons],
            "asked": context.turn.value("wish"),
            **await what_would_turn(context, person, decision),
        }
        choices: tuple[Choice, ...] = (PERSON,)
        match decision.status:
            case DecisionStatus.ELIGIBLE:
                data["next_payment"] = rules.next_payment(today).isoformat()
                payment = await service.last_payment(context.session, person.beneficiary)
                fell = payment is not None and payment.previous_amount is not None and payment.amount < payment.previous_amount
                if fell:
                    data["fell"] = True
                    choices = (intent_choice("report_change"), _complaint(), PERSON)
            case DecisionStatus.UNDER_REVIEW:
                ends = deadline(decision.since, rules.deadlines(decision.since).decision_on_application)
                data["decide_by"] = ends.act_before.isoformat()
                choices = (intent_choice("faq/decision_time"), PERSON)
            case _:
                way, told = await _against(context, person, decision)
                data |= told
                choices = (*way, intent_choice("report_change"), PERSON)
        return Reply([SemanticMessage("eligibility.next_steps", data, choices)])


class DisputeRecord(PersonAction):
    """What the record says of what is disputed («دخلي ما تغير»), and the way against it: an objection where a decision can
    be objected to, else a complaint about the payment."""

    action = "action_dispute_record"

    async def answer(self, context: Context, person: Person) -> Reply:
        decision = await service.current_decision(context.session, person.beneficiary)
        contested = decision is not None and decision.status in service.CONTESTABLE
        payment = None if contested else await service.last_payment(context.session, person.beneficiary)
        month = context.now.date() if payment is None else payment.paid_on
        data: dict[str, Any] = {
            "of": "decision" if contested else _PAYMENT,
            "about": context.turn.value("disputed"),
            "on_file": _figures(await facts_on_file(context.session, person.beneficiary, month)),
        }
        if contested and decision is not None:
            way, told = await _against(context, person, decision)
        else:
            way = (_complaint(),)
            told = {"way": "complaint", **guided(await guidance(context.session, person.beneficiary, _PAYMENT, month))}
        choices = (*way, intent_choice("report_change"), PERSON)
        return Reply([SemanticMessage("record.disputed", {**data, **told}, choices)])


def _figures(facts: HouseholdFacts | None) -> dict[str, Any]:
    """What the file says of that month; empty where no household is on file."""
    if facts is None:
        return {}
    return {
        "earned_income": float(facts.earned_income or 0),
        "unearned_income": float(facts.unearned_income or 0),
        "days_abroad": facts.days_abroad,
        "dependants": facts.dependants,
    }


async def _against(context: Context, person: Person, decision: Decision) -> tuple[tuple[Choice, ...], dict[str, Any]]:
    """The ways that are left against a decision, and what is told of them."""
    match await may_object(context.session, person.beneficiary, context.now.date()):
        case MayObject(_, until, late):
            told = {"way": "objection", "can_object_until": until.isoformat(), "late": late}
            return (intent_choice("file_objection"),), told
        case AlreadyOpen(reference):
            named = ("case_reference", reference)
            ways = (intent_choice("add_to_case", named), intent_choice("track_case", named))
            return ways, {"way": "open", "reference": reference}
    return (intent_choice("file_complaint"), intent_choice("faq/objection_rules")), {"way": "complaint"}


def _complaint() -> Choice:
    return intent_choice("file_complaint", ("case_subject", _PAYMENT))


async def _offered(session: AsyncSession, turn: Turn, now: datetime) -> Standing | None:
    """A yes to what was told of the record takes the way that was told."""
    last = next((said for said in reversed(turn.last_messages) if said.get("act") == "record.disputed"), None)
    if last is None:
        return None
    data = last["data"]
    match data.get("way"):
        case "objection":
            yes = Request("file_objection")
        case "open":
            yes = Request("add_to_case", (("case_reference", data["reference"]),))
        case _:
            yes = Request("file_complaint", (("case_subject", _PAYMENT),) if data["of"] == _PAYMENT else ())
    return Standing(yes, Request("help"))


may_offer(_offered)

ACTIONS = (NextSteps, DisputeRecord)
