"""Answers about entitlement and payments."""

from __future__ import annotations

from typing import Any

from actions.benefits import service
from actions.benefits.changes import why_it_changed
from actions.benefits.household import facts_on_file
from actions.benefits.models import Decision, DecisionStatus
from actions.dialogue.action import Context, SemanticAction
from actions.dialogue.messages import PERSON, Choice, SemanticMessage, intent_choice
from actions.dialogue.opening import PersonAction
from actions.dialogue.reply import Reply
from actions.eligibility import rules
from actions.eligibility.engine import assess
from actions.eligibility.estimate.told import difference_data, nearest_change
from actions.identity.sessions import Person, current_person

_NEXT_STEPS: dict[DecisionStatus, tuple[Choice, ...]] = {
    DecisionStatus.ELIGIBLE: (intent_choice("ask_my_payment"), intent_choice("show_card")),
    DecisionStatus.INELIGIBLE: (intent_choice("file_objection"), intent_choice("check_eligibility"), PERSON),
    DecisionStatus.SUSPENDED: (intent_choice("file_objection"), PERSON),
    DecisionStatus.UNDER_REVIEW: (intent_choice("faq/decision_time"), PERSON),
}


class AskMyStatus(PersonAction):
    """Whether I am entitled this month, since when and why."""

    action = "action_ask_my_status"

    async def answer(self, context: Context, person: Person) -> Reply:
        decision = await service.current_decision(context.session, person.beneficiary)
        if decision is None:
            return Reply([no_decision()])
        return Reply([standing(decision, await what_would_turn(context, person, decision))])


class AskMyPayment(PersonAction):
    """What was paid last, and why it changed."""

    action = "action_ask_my_payment"

    async def answer(self, context: Context, person: Person) -> Reply:
        payment = await service.last_payment(context.session, person.beneficiary)
        if payment is None:
            return Reply([await nothing_paid(context, person)])
        data = {
            "amount": float(payment.amount),
            "paid_on": payment.paid_on.isoformat(),
            "previous_amount": None if payment.previous_amount is None else float(payment.previous_amount),
            "reasons": list(payment.reasons),
        }
        why = await why_it_changed(context.session, person.beneficiary)
        if why is not None and why.change:
            data["difference"] = difference_data(why, payment.paid_on)
        decision = await service.current_decision(context.session, person.beneficiary)
        if decision is not None and decision.status is not DecisionStatus.ELIGIBLE:
            data["status"] = str(decision.status)
        return Reply([SemanticMessage("payment.last", data, _after_payment(payment))])


class AskPaymentDate(SemanticAction):
    """When the next payment comes. The day is the same for all, so nobody must prove who they are to hear it; a
    person who is known and not entitled this month is not promised one."""

    action = "action_ask_payment_date"

    async def respond(self, context: Context) -> Reply:
        person = await current_person(context.session, context.turn.conversation, context.now)
        pension = None
        if person is not None:
            decision = await service.current_decision(context.session, person.beneficiary)
            if decision is None or decision.status is not DecisionStatus.ELIGIBLE:
                return Reply([await nothing_paid(context, person)])
            pension = decision.pension
        day = rules.next_payment(context.now.date())
        data = {"date": day.isoformat(), "may_shift": rules.payment_may_move(day), "personal": person is not None}
        if pension is not None:
            data["pension"] = float(pension)
        return Reply([SemanticMessage("payment.next", data, (intent_choice("ask_my_payment"),))])


def _after_payment(payment: service.PaymentTold) -> tuple[Choice, ...]:
    """Of less than before, what to do if the record is wrong; else when the next one comes."""
    if payment.previous_amount is None or payment.amount >= payment.previous_amount:
        return (intent_choice("ask_payment_date"), intent_choice("file_complaint"), PERSON)
    return (
        intent_choice("report_change"),
        intent_choice("file_objection"),
        intent_choice("file_complaint"),
        intent_choice("ask_payment_date"),
        PERSON,
    )


async def what_would_turn(context: Context, person: Person, decision: Decision) -> dict[str, Any]:
    """The nearest change that would turn a refusal or a stop, where the household on file explains the decision."""
    if decision.status not in service.CONTESTABLE:
        return {}
    today = context.now.date()
    facts = await facts_on_file(context.session, person.beneficiary, today)
    if facts is None:
        return {}
    assessment = assess(facts, today)
    stored = {str(reason.code) for reason in decision.reasons}
    return nearest_change(assessment) if {str(reason) for reason in assessment.reasons} == stored else {}


async def nothing_paid(context: Context, person: Person) -> SemanticMessage:
    decision = await service.current_decision(context.session, person.beneficiary)
    status = "none" if decision is None else str(decision.status)
    return SemanticMessage("payment.none", {"status": status}, (intent_choice("ask_my_status"), PERSON))


def no_decision() -> SemanticMessage:
    data: dict[str, Any] = {"status": "none", "since": None, "reasons": [], "can_object_until": None}
    choices = (intent_choice("faq/registration_steps"), intent_choice("check_eligibility"))
    return SemanticMessage("eligibility.status", data, choices)


def standing(decision: Decision, turning: dict[str, Any] | None = None) -> SemanticMessage:
    """The decision in force as a message, with the change that would turn it where it is known; the texts of reasons
    and their articles are added at the edge."""
    until = service.can_object_until(decision)
    data: dict[str, Any] = {
        "status": str(decision.status),
        "since": decision.since.isoformat(),
        "reasons": [{"code": str(reason.code)} for reason in decision.reasons],
        "can_object_until": until.isoformat() if until else None,
        "pension": None if decision.pension is None else float(decision.pension),
        "minimum": None if decision.minimum is None else float(decision.minimum),
        "counted_income": None if decision.counted_income is None else float(decision.counted_income),
        **(turning or {}),
    }
    return SemanticMessage("eligibility.status", data, _NEXT_STEPS[decision.status])


ACTIONS = (AskMyStatus, AskMyPayment, AskPaymentDate)
