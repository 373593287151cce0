"""Cancelling an appointment: which, and a word before it is done."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar
from uuid import UUID

from actions.clinics import service
from actions.clinics.views import appointment_data
from actions.clinics.which import AppointmentField
from actions.dialogue.fields import Field, FormContext, LastWord
from actions.dialogue.form import TaskForm
from actions.dialogue.messages import SemanticMessage, intent_choice, yes_or_no
from actions.dialogue.tasks import CANCEL, RESCHEDULE


class CancelledField(AppointmentField):
    slot = "cancel_which"
    purpose = "cancel"


class ConfirmField(LastWord):
    """Nothing is cancelled before this has been affirmed; moving it is offered beside."""

    slot = "cancel_confirmed"
    affirming = (CANCEL.name,)

    async def ask(self, context: FormContext) -> SemanticMessage:
        found = await service.get_appointment(context.session, UUID(context.values["cancel_which"]))
        assert found is not None
        instead = intent_choice(RESCHEDULE, ("case_reference", found.reference))
        return SemanticMessage("appointment.cancel.confirm", appointment_data(found), [*yes_or_no(), instead])

    def task_name(self, context: FormContext) -> str:
        return CANCEL.name


class CancelForm(TaskForm):
    task = CANCEL
    _fields: ClassVar[tuple[Field, ...]] = (CancelledField(), ConfirmField())

    def fields(self) -> Sequence[Field]:
        return self._fields
