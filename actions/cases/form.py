"""Filing an objection or a complaint: the reason, the person's own words, a document if there is one, and a read-back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from rasa_sdk.events import SlotSet

from actions.cases.models import CaseKind
from actions.dialogue.fields import Answer, Field, FieldReading, FormContext, LastWord
from actions.dialogue.form import TaskForm
from actions.dialogue.messages import Choice, Request, SemanticMessage, value_choice, yes_or_no
from actions.dialogue.tasks import CASE, task_of_form
from actions.dialogue.turn import Turn
from nlu.arabic.replies import is_edit, is_none

OBJECTION_REASONS = ("income_is_lower", "dependants_missing", "not_abroad", "data_wrong", "own_words")
COMPLAINT_SUBJECTS = ("payment", "service", "staff", "technical", "own_words")
NO_ATTACHMENT = "none"
TRIES_WITHOUT = 2
_MAX_DETAILS = 4000
_BARE = 3


class ListedField(Field):
    """One of the common answers, or the person's own words, which are then the details too."""

    resets = ("case_confirmed",)
    free_text = True
    codes: ClassVar[tuple[str, ...]]
    question: ClassVar[str]
    label: ClassVar[str]

    async def ask(self, context: FormContext) -> SemanticMessage:
        choices = [value_choice(f"choice.{self.label}.{code}", self.slot, code) for code in self.codes]
        return question(self.question, context, choices)

    async def read(self, context: FormContext, *, asked: bool) -> FieldReading:
        chosen = context.turn.value(self.slot)
        if chosen in self.codes:
            return Answer(chosen)
        words = own_words(context)
        if not asked or not words:
            return None
        context.values["case_details"] = words
        return Answer("own_words", [SlotSet("case_details", words)])


class SubjectField(ListedField):
    """What a complaint is about; an objection is always about the decision in force."""

    slot, question, label, codes = "case_subject", "subject", "complaint", COMPLAINT_SUBJECTS


class ReasonField(ListedField):
    """Why the person objects."""

    slot, question, label, codes = "case_reason", "reason", "objection", OBJECTION_REASONS

    def is_needed(self, values: Mapping[str, Any]) -> bool:
        return values.get("case_kind") == CaseKind.OBJECTION and values.get(self.slot) is None


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
    entities = ("attachment",)

    def recognises(self, turn: Turn) -> bool:
        return super().recognises(turn) or is_none(turn.text)

    async def ask(self, context: FormContext) -> SemanticMessage:
        return question("attachment", context, [value_choice("choice.no_attachment", "attachment", NO_ATTACHMENT)])

    async def read(self, context: FormContext, *, asked: bool) -> FieldReading:
        sent = context.turn.value("attachment")
        if sent is not None:
            return Answer(sent)
        if not asked:
            return None
        # Whoever cannot say it in words we know goes on without one: a document can be added later by a person.
        without = context.turn.intent == "deny" or is_none(context.turn.text) or context.tries >= TRIES_WITHOUT
        return Answer(NO_ATTACHMENT) if without else None


class ConfirmField(LastWord):
    """Nothing is filed before this has been affirmed. A no with more words is about the words: they are asked anew."""

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
        if asked and (context.turn.value("edit") == "details" or is_edit(context.turn.text)):
            return self.corrected(context)
        return await super().read(context, asked=asked)

    def corrected(self, context: FormContext) -> FieldReading:
        context.values["case_details"] = None
        return Answer(None, [SlotSet("case_details", None)])

    def task_name(self, context: FormContext) -> str:
        return task_name(context.values)


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
    return task_of_form(CASE.form, values)
