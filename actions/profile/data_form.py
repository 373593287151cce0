"""Asking for one's data to be deleted or copied: nothing is asked of anybody before a yes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from actions.dialogue.fields import Field, FormContext, LastWord
from actions.dialogue.form import TaskForm
from actions.dialogue.messages import SemanticMessage, yes_or_no
from actions.dialogue.tasks import DATA_REQUEST


class ConfirmField(LastWord):
    slot = "data_confirmed"
    affirming = ("delete_my_data",)

    async def ask(self, context: FormContext) -> SemanticMessage:
        return SemanticMessage(f"data.{context.values['data_request']}.confirm", {}, yes_or_no())

    def task_name(self, context: FormContext) -> str:
        return DATA_REQUEST.name_with(context.values)


class DataRequestForm(TaskForm):
    task = DATA_REQUEST
    _fields: ClassVar[tuple[Field, ...]] = (ConfirmField(),)

    def fields(self) -> Sequence[Field]:
        return self._fields
