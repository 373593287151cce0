"""What is told of a matter after its details: a correction, an addition, a part to be changed. Until it is sent, nothing of
it is lost, and all of it is read back."""

from __future__ import annotations

from typing import Any

from rasa_sdk.events import SlotSet

from actions.cases import words
from actions.cases.fields import remember_details
from actions.cases.models import CaseKind
from actions.cases.words import Edit
from actions.dialogue.fields import Answer, FieldReading, FormContext
from actions.dialogue.turn import Turn
from nlu.arabic.questions import holds_question, is_request

# From so many words on a message of this intent tells more of the matter, rather than answering yes or no.
_MAY_TELL_MORE = {
    "inform": 6,
    "nlu_fallback": 6,
    "out_of_scope": 6,
    "faq": 6,
    "ask_rejection_reason": 6,
    "check_eligibility": 6,
    "file_objection": 5,
    "file_complaint": 5,
    "report_change": 4,
}
_CASE_INTENTS = ("file_objection", "file_complaint")
_PARTS = frozenset({"details", "reason", "subject", "attachment"})
_SLOTS = {"details": "case_details", "reason": "case_reason", "subject": "case_subject", "attachment": "case_attachment"}


def told_further(turn: Turn) -> Edit | None:
    """The correction or addition that the message is; None for one that is none, or is about a paper to be sent."""
    chosen = turn.value("edit")
    if chosen is not None:
        return Edit(part=chosen) if chosen in _PARTS else None
    edit = words.edit_of(turn.text)
    if edit is not None:
        return edit
    told = turn.text.strip()
    if len(told.split()) < _MAY_TELL_MORE.get(turn.intent, len(told) + 1) or holds_question(told):
        return None
    asks = is_request(told) and turn.intent not in _CASE_INTENTS
    return None if asks or words.only_wants_to_send(told) else Edit(added=told)


def changed(context: FormContext, edit: Edit) -> FieldReading:
    """Changes what the correction names and leaves the rest as it is; the form then asks what is missing."""
    if edit.added is not None:
        details = f"{context.values['case_details']}\n{edit.added}"
        return Answer(None, remember_details(context, details))
    slot = _SLOTS[edit.part or "details"]
    if slot == "case_attachment" and edit.removed:
        return Answer(None, [SlotSet(slot, _set(context, slot, []))])
    if slot in ("case_reason", "case_subject"):
        slot = "case_reason" if context.values["case_kind"] == CaseKind.OBJECTION else "case_subject"
    if slot == "case_details":
        context.values["case_previous"] = context.values["case_details"]
    return Answer(None, [SlotSet(slot, _set(context, slot, None))])


def _set(context: FormContext, slot: str, value: Any) -> Any:
    context.values[slot] = value
    return value
