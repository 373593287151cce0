"""Filing an objection or a complaint: the reason, the person's own words, a document if there is one, and a read-back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from rasa_sdk.events import EventType, SlotSet

from actions.cases.models import CaseKind
from actions.dialogue.fields import Answer, Ended, Field, FieldReading, FormContext
from actions.dialogue.form import TaskForm
from actions.dialogue.messages import Choice, Request, SemanticMessage, value_choice, yes_or_no
from actions.dialogue.reply import say
from actions.dialogue.tasks import CASE

OBJECTION_REASONS = ("income_is_lower", "dependants_missing", "not_abroad", "data_wrong", "own_words")
COMPLAINT_SUBJECTS = ("payment", "service", "staff", "technical", "own_words")
NO_ATTACHMENT = "none"
_MAX_DETAILS = 4000
_BARE = 3


class SubjectField(Field):
    """What a complaint is about; an objection is always about the decision in force."""

    slot = "case_subject"
    resets = ("case_confirmed",)

    async def ask(self, context: FormContext) -> SemanticMessage:
        choices = [value_choice(f"choice.complaint.{code}", "case_subject", code) for code in COMPLAINT_SUBJECTS]
        return question("subject", context, choices)

    async def read(self, context: FormContext, *, asked: bool) -> FieldReading:
        chosen = context.turn.value("case_subject")
        if chosen in COMPLAINT_SUBJECTS:
            return Answer(chosen)
        return Answer("own_words") if asked and context.turn.text.strip() else None


class ReasonField(Field):
    """Why the person objects: one of the common reasons, or their own words, which are then the details too."""

    slot = "case_reason"
    resets = ("case_confirmed",)
    free_text = True

    def is_needed(self, values: Mapping[str, Any]) -> bool:
        return values.get("case_kind") == CaseKind.OBJECTION and values.get(self.slot) is None

    async def ask(self, context: FormContext) -> SemanticMessage:
        choices = [value_choice(f"choice.objection.{code}", "case_reason", code) for code in OBJECTION_REASONS]
        return question("reason", context, choices)

    async def read(self, context: FormContext, *, asked: bool) -> FieldReading:
        chosen = context.turn.value("case_reason")
        if chosen in OBJECTION_REASONS:
            return Answer(chosen)
        words = own_words(context)
        if not asked or not words:
            return None
        context.values["case_details"] = words
        return Answer("own_words", [slot_set("case_details", words)])


class DetailsField(Field):
    """The matter in the person's own words."""

    slot = "case_details"
    resets = ("case_confirmed",)
    free_text = True

    async def ask(self, context: FormContext) -> SemanticMessage:
        return question("details", context, [])

    async def read(self, context: FormContext, *, asked: bool) -> FieldReading:
        words = own_words(context)
        return Answer(words) if asked and words else None


class AttachmentField(Field):
    """A document that came with a message, or none."""

    slot = "case_attachment"
    resets = ("case_confirmed",)

    async def ask(self, context: FormContext) -> SemanticMessage:
        return question("attachment", context, [value_choice("choice.no_attachment", "attachment", NO_ATTACHMENT)])

    async def read(self, context: FormContext, *, asked: bool) -> FieldReading:
        sent = context.turn.value("attachment")
        if sent is not None:
            return Answer(sent)
        return Answer(NO_ATTACHMENT) if asked and context.turn.intent == "deny" else None


class ConfirmField(Field):
    """Nothing is filed before this has been affirmed."""

    slot = "case_confirmed"

    async def ask(self, context: FormContext) -> SemanticMessage:
        values = context.values
        data = {
            "kind": values["case_kind"],
            "subject": values.get("case_subject"),
            "reason": values.get("case_reason"),
            "details": values["case_details"],
            "attachments": 0 if values["case_attachment"] == NO_ATTACHMENT else 1,
        }
        edit = Choice("choice.edit_details", Request("inform", (("edit", "details"),)))
        return SemanticMessage("case.confirm", data, [*yes_or_no(), edit])

    async def read(self, context: FormContext, *, asked: bool) -> FieldReading:
        if not asked:
            return None
        if context.turn.value("edit") == "details":
            context.values["case_details"] = None
            context.changed.add("case_details")
            return Answer(None, [slot_set("case_details", None)])
        match context.turn.intent:
            case "affirm":
                return Answer(True)
            case "deny":
                return Ended([say("cancelled", task=task_name(context.values))])
        return None


class CaseForm(TaskForm):
    task = CASE
    _fields: ClassVar[tuple[Field, ...]] = (
        SubjectField(),
        ReasonField(),
        DetailsField(),
        AttachmentField(),
        ConfirmField(),
    )

    def fields(self) -> Sequence[Field]:
        return self._fields


def question(name: str, context: FormContext, choices: Sequence[Choice]) -> SemanticMessage:
    return SemanticMessage("case.ask", {"question": name, "kind": context.values["case_kind"]}, choices)


def own_words(context: FormContext) -> str:
    """What the person wrote; nothing where it is a bare yes or no."""
    words = context.turn.text.strip()[:_MAX_DETAILS]
    return "" if context.turn.intent in ("affirm", "deny") and len(words.split()) <= _BARE else words


def task_name(values: Mapping[str, Any]) -> str:
    return "file_complaint" if values.get("case_kind") == CaseKind.COMPLAINT else "file_objection"


def slot_set(name: str, value: Any) -> EventType:
    return SlotSet(name, value)
