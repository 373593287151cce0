"""The files of a case before it is filed: sent, promised for later, or none."""

from __future__ import annotations

from collections.abc import Sequence

from rasa_sdk.events import EventType, SlotSet

from actions.cases import words
from actions.cases.fields import question, remember_details, too_many_files
from actions.cases.further import changed, told_further
from actions.cases.policy import policy
from actions.dialogue.fields import Answer, Ended, Field, FieldReading, FormContext, Refused
from actions.dialogue.messages import SemanticMessage, value_choice
from actions.dialogue.tasks import CASE, task_of_form
from actions.dialogue.turn import Turn
from nlu.arabic.replies import is_none

NO_ATTACHMENT = "none"
TRIES_WITHOUT = 2


class AttachmentField(Field):
    """Documents that came with messages, or none; they are taken at any time, one after the other."""

    slot = "case_attachment"
    resets = ("case_confirmed",)
    entities = ("attachment",)

    def recognises(self, turn: Turn) -> bool:
        if super().recognises(turn) or turn.requested != self.slot:
            return super().recognises(turn)
        return words.holds_back(turn.text) or is_none(turn.text) or words.is_to_come(turn.text) or told_further(turn) is not None

    async def ask(self, context: FormContext) -> SemanticMessage:
        choices = [value_choice("choice.no_attachment", "attachment", NO_ATTACHMENT)]
        told = context.values.get("case_details")
        changed_now = context.turn.requested == self.slot and told != context.turn.slot("case_details")
        return await question("attachment", context, choices, details=told if changed_now else None)

    async def read(self, context: FormContext, *, asked: bool) -> FieldReading:
        sent = [one for one in context.turn.values("attachment") if one != NO_ATTACHMENT]
        if sent:
            return self._kept(context, sent)
        if not asked:
            return None
        if words.holds_back(context.turn.text):
            return Ended([SemanticMessage("cancelled", {"task": task_of_form(CASE.form, context.values)})])
        if words.is_to_come(context.turn.text):
            context.values["case_later"] = True
            return Answer([], [SlotSet("case_later", True)])
        none = context.turn.value("attachment") == NO_ATTACHMENT or is_none(context.turn.text)
        edit = None if none else told_further(context.turn)
        if edit is not None:
            return changed(context, edit)
        # Whoever cannot say it in words we know goes on without one: a document can be added later.
        without = none or context.turn.intent == "deny" or context.tries >= TRIES_WITHOUT
        return Answer([]) if without else None

    def _kept(self, context: FormContext, sent: Sequence[str]) -> FieldReading:
        files = list(dict.fromkeys([*(context.values.get(self.slot) or []), *sent]))
        if len(files) > policy().most_files:
            return Refused(too_many_files())
        context.values["case_later"] = None
        return Answer(files, [SlotSet("case_later", None), *self._captioned(context)])

    def _captioned(self, context: FormContext) -> list[EventType]:
        """Words beside a file belong to the details, unless they answer the question that stood open."""
        caption, details = context.turn.value("caption"), context.values.get("case_details")
        if not caption or not details or context.turn.requested in _ASKS_FOR_WORDS:
            return []
        return remember_details(context, f"{details}\n{caption}")


_ASKS_FOR_WORDS = ("case_subject", "case_reason", "case_details")
