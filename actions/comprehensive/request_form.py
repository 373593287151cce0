"""The request itself: which number to call and when, and nothing is sent before a yes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from rasa_sdk.events import SlotSet

from actions.callbacks.models import PartOfDay
from actions.comprehensive.service import Case
from actions.contacts.service import phone_on_file
from actions.dialogue.fields import Answer, Field, FieldReading, FormContext, LastWord
from actions.dialogue.form import TaskForm
from actions.dialogue.messages import SemanticMessage, value_choice, yes_or_no
from actions.dialogue.tasks import COMPREHENSIVE_REQUEST
from actions.dialogue.turn import Turn
from actions.identity.sessions import current_person
from actions.identity.vault import vault
from nlu.arabic import callbacks

ON_FILE = "on_file"
"""In place of a number: the phone on file."""


class ContactField(Field):
    """The number to call: the one on file, which is only shown masked, or another; a part of the day where one is told."""

    slot = "comp_contact"
    resets = ("comp_confirmed",)
    entities = ("contact", "phone")

    def recognises(self, turn: Turn) -> bool:
        return super().recognises(turn) or (turn.requested == self.slot and callbacks.part(turn.text) is not None)

    async def ask(self, context: FormContext) -> SemanticMessage:
        masked = await _masked(context)
        if masked is None:
            return SemanticMessage("comprehensive.ask", {"question": "contact"})
        parts = (PartOfDay.MORNING, PartOfDay.AFTERNOON, PartOfDay.ANY)
        choices = [value_choice(f"choice.contact.{part}", "contact", str(part)) for part in parts]
        return SemanticMessage("comprehensive.ask", {"question": "contact", "phone": masked}, choices)

    async def read(self, context: FormContext, *, asked: bool) -> FieldReading:
        turn = context.turn
        told = turn.value("contact") or callbacks.part(turn.text)
        phone = turn.value("phone")
        if phone is not None:
            return Answer(phone, [SlotSet("comp_part", told or str(PartOfDay.ANY))])
        if told is None and asked and (turn.intent == "affirm" or callbacks.is_same(turn.text)):
            told = str(PartOfDay.ANY)
        if told is None or not (asked or context.turn.requested == "comp_confirmed"):
            return None
        context.values["comp_part"] = told
        kept = context.values[self.slot] if not asked else None
        return Answer(kept or ON_FILE, [SlotSet("comp_part", told)])


class ConfirmField(LastWord):
    slot = "comp_confirmed"
    affirming = ("request_comprehensive_service",)

    async def ask(self, context: FormContext) -> SemanticMessage:
        values = context.values
        case = Case.of_json(values["comp_case"])
        data = {"for": case.relation, "part": values["comp_part"], "phone": await _phone(context)}
        return SemanticMessage("comprehensive.confirm", data, yes_or_no())

    def task_name(self, context: FormContext) -> str:
        return COMPREHENSIVE_REQUEST.name


class ComprehensiveRequestForm(TaskForm):
    task = COMPREHENSIVE_REQUEST
    _fields: ClassVar[tuple[Field, ...]] = (ContactField(), ConfirmField())

    def fields(self) -> Sequence[Field]:
        return self._fields


async def _phone(context: FormContext) -> str | None:
    """The number that will be called, masked."""
    told = context.values["comp_contact"]
    if told == ON_FILE:
        return await _masked(context)
    number = await vault().reveal(context.session, told)
    return None if number is None else vault().mask("phone", number)


async def _masked(context: FormContext) -> str | None:
    person = await current_person(context.session, context.turn.conversation, context.now)
    phone = None if person is None else await phone_on_file(context.session, person.beneficiary)
    return None if phone is None else phone.masked
