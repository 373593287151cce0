"""The pre-screen's opening and its result."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from rasa_sdk.events import SlotSet

from actions.dialogue.action import Context, SemanticAction
from actions.dialogue.messages import MENU, PERSON, SemanticMessage, intent_choice
from actions.dialogue.opening import OpenTask
from actions.dialogue.reply import Reply
from actions.dialogue.tasks import PRESCREEN, slots_of
from actions.eligibility.assessment import Assessment
from actions.eligibility.codes import Role
from actions.eligibility.engine import assess
from actions.eligibility.facts import HouseholdFacts, ImpossibleFact
from actions.eligibility.prescreen.told import facts_from, next_question


class BeginPrescreen(OpenTask):
    """Would somebody qualify: an estimate for whoever asks, without asking who they are."""

    action = "action_begin_prescreen"
    task = PRESCREEN
    needs_person = False


class EstimateAmount(SemanticAction):
    """An amount from one sentence of figures. What was not told is presumed to be as for most people, and the answer
    says that it is an estimate; a sentence without figures opens the questions instead."""

    action = "action_estimate_amount"

    async def respond(self, context: Context) -> Reply:
        people, income = context.turn.value("count"), context.turn.value("money")
        if people is None and income is None:
            return await BeginPrescreen().respond(context)
        try:
            facts = HouseholdFacts(
                role=Role.INDEPENDENT if people is None else Role.HEAD,
                dependants=None if people is None else int(people),
                earned_income=None if income is None else Decimal(str(income)),
            )
        except ImpossibleFact:
            return await BeginPrescreen().respond(context)
        return Reply([told(assess(facts.presumed(), context.now.date()))])


class PrescreenResult(SemanticAction):
    action = "action_prescreen_result"
    asks_when_unsure = False

    async def respond(self, context: Context) -> Reply:
        values = {name: context.turn.slot(name) for name in PRESCREEN.slots}
        facts = facts_from(values)
        cleared = [SlotSet(name, None) for name in slots_of(PRESCREEN.form)]
        if all(value is None for value in values.values()) or next_question(values) is not None:
            return Reply(events=cleared)
        return Reply([told(assess(facts, context.now.date()))], cleared)


def told(assessment: Assessment) -> SemanticMessage:
    """The estimate as the contract has it, with its sum step by step."""
    data: dict[str, Any] = {
        "outcome": str(assessment.outcome),
        "monthly_amount": _number(assessment.monthly_amount),
        "minimum": _number(assessment.minimum),
        "counted_income": _number(assessment.counted_income),
        "reasons": [str(reason) for reason in assessment.reasons],
        "steps": [
            {"label": str(step.label_key), "amount": float(step.amount), "citation": str(step.citation)}
            for step in assessment.steps
        ],
    }
    change, between = assessment.nearest_change, assessment.amount_range
    if change is not None:
        until = change.until.isoformat() if change.until else None
        data["change"] = {"kind": str(change.kind), "target": _number(change.target), "by": _number(change.by), "until": until}
    if between is not None:
        data["amount_range"] = {"lowest": float(between.lowest), "highest": float(between.highest)}
    choices = (intent_choice("faq/registration_steps"), intent_choice("faq/income_counted"), PERSON, MENU)
    return SemanticMessage("eligibility.result", data, choices)


def _number(amount: Any) -> float | None:
    return None if amount is None else float(amount)


ACTIONS = (BeginPrescreen, EstimateAmount, PrescreenResult)
