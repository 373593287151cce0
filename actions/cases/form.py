"""Filing an objection or a complaint: the questions, and a read-back in which everything can still be changed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from rasa_sdk.events import EventType, SlotSet

from actions.cases import words
from actions.cases.attachment_field import AttachmentField
from actions.cases.fields import (
    DetailsField,
    ReasonField,
    SubjectField,
    decision_of,
    reasons_of,
)
from actions.cases.further import changed, told_further
from actions.cases.models import CaseKind, Wording
from actions.cases.views import guided
from actions.cases.windows import guidance
from actions.dialogue.fields import Answer, Field, FieldReading, FormContext, LastWord
from actions.dialogue.form import TaskForm
from actions.dialogue.messages import Choice, Request, SemanticMessage, yes_or_no
from actions.dialogue.tasks import CASE, task_of_form
from actions.dialogue.turn import Turn
from actions.eligibility import rules
from actions.identity.sessions import current_person
from nlu.arabic.replies import is_none


class ConfirmField(LastWord):
    """Nothing is filed before this has been affirmed. What is not yet right is said here, and read back again."""

    slot = "case_confirmed"
    affirming = ("file_objection", "file_complaint")

    def recognises(self, turn: Turn) -> bool:
        return turn.requested == self.slot and told_further(turn) is not None

    async def ask(self, context: FormContext) -> SemanticMessage:
        values = context.values
        data: dict[str, Any] = {
            "kind": values["case_kind"],
            "subject": values.get("case_subject"),
            "reason": values.get("case_reason"),
            "details": values["case_details"],
            "attachments": len(values["case_attachment"]),
            "attachment_later": bool(values.get("case_later")),
        }
        choices = [*yes_or_no(), _edit("edit_details", "details")]
        if values["case_kind"] == CaseKind.OBJECTION:
            data.update(await _of_the_decision(context))
            if "wording" in data:
                choices.append(_edit("own_wording", "own_wording"))
            elif values.get("case_wording") == Wording.OWN:
                choices.append(_edit("offered_wording", "offered_wording"))
        else:
            data.update(await _of_the_complaint(context))
        return SemanticMessage("case.confirm", data, choices)

    async def read(self, context: FormContext, *, asked: bool) -> FieldReading:
        turn = context.turn
        if not asked or context.changed:
            return None
        chosen = turn.value("edit")
        if chosen in _WORDINGS:
            context.values["case_wording"] = str(_WORDINGS[chosen])
            return Answer(None, [SlotSet("case_wording", context.values["case_wording"])])
        edit = told_further(turn)
        if edit is not None:
            return changed(context, edit)
        if is_none(turn.text) and len(turn.text.split()) > 1:
            return None  # «لا يوجد» answers the question before, and denies nothing
        return await super().read(context, asked=asked)

    def corrected(self, context: FormContext) -> FieldReading:
        """A no that says more is about what was read back: it is added to it, and read back again."""
        return changed(context, words.Edit(added=context.turn.text.strip()))

    def task_name(self, context: FormContext) -> str:
        return task_of_form(CASE.form, context.values)


_WORDINGS = {"own_wording": Wording.OWN, "offered_wording": Wording.OFFERED}


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


def _edit(label: str, what: str) -> Choice:
    return Choice(f"choice.{label}", Request("inform", (("edit", what),)))


async def _of_the_decision(context: FormContext) -> Mapping[str, Any]:
    """What the offered wording is made of, and by when to file."""
    decision = await decision_of(context)
    if decision is None:
        return {}
    until = rules.objection_window(decision.since).can_object_until(decision.since)
    told: dict[str, Any] = {"until": until.isoformat(), "late": context.now.date() > until}
    if context.values.get("case_wording") != Wording.OWN:
        told["wording"] = {
            "status": str(decision.status),
            "since": decision.since.isoformat(),
            "because": list(reasons_of(decision)),
        }
    return told


async def _of_the_complaint(context: FormContext) -> Mapping[str, Any]:
    person = await current_person(context.session, context.turn.conversation, context.now)
    if person is None:
        return {}
    subject = context.values["case_subject"]
    return guided(await guidance(context.session, person.beneficiary, subject, context.now.date()))


def prepared(kind: CaseKind, said: str, files: Sequence[str]) -> list[EventType]:
    """What the request itself has told: its kind, files that came before, and the matter where the words tell it."""
    events: list[EventType] = [SlotSet("case_kind", str(kind)), *([SlotSet("case_attachment", list(files))] if files else [])]
    if not words.tells_the_matter(said):
        return events
    events.append(SlotSet("case_details", said))
    subject = words.subject_of(said) if kind is CaseKind.COMPLAINT else None
    return [*events, SlotSet("case_subject", subject)] if subject else events
