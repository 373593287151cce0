"""The pre-screen's opening and its result."""

from __future__ import annotations

from typing import Any

from rasa_sdk.events import SlotSet

from actions.dialogue.action import Context, SemanticAction
from actions.dialogue.messages import MENU, PERSON, SemanticMessage, intent_choice
from actions.dialogue.opening import OpenTask
from actions.dialogue.reply import Reply
from actions.dialogue.tasks import PRESCREEN, slots_of
from actions.eligibility.assessment import Assessment
from actions.eligibility.engine import assess
from actions.eligibility.prescreen import facts_from, next_question


class BeginPrescreen(OpenTask):
    """Would somebody qualify: an estimate for whoever asks, without asking who they are."""

    action = "action_begin_prescreen"
    task = PRESCREEN
    needs_person = False


class PrescreenResult(SemanticAction):
    action = "action_prescreen_result"
    asks_when_unsure = False

    async def respond(self, context: Context) -> Reply:
        values = {name: context.turn.slot(name) for name in PRESCREEN.slots}
        facts = facts_from(values)
        cleared = [SlotSet(name, None) for name in slots_of(PRESCREEN.form)]
        if all(value is None for value in values.values()) or next_question(facts) is not None:
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
    choices = (intent_choice("faq/registration_steps"), intent_choice("faq/income_counted"), PERSON, MENU)
    return SemanticMessage("eligibility.result", data, choices)


def _number(amount: Any) -> float | None:
    return None if amount is None else float(amount)


ACTIONS = (BeginPrescreen, PrescreenResult)
