"""Applying for one offer: nothing is sent before a yes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from actions.dialogue.fields import Ended, Field, FormContext, LastWord
from actions.dialogue.form import TaskForm
from actions.dialogue.messages import MENU, SemanticMessage, yes_or_no
from actions.dialogue.tasks import PATH_APPLICATION, task_of_form
from actions.empowerment import catalogue
from actions.empowerment.views import offer_data


class ConfirmField(LastWord):
    slot = "path_confirmed"
    affirming = ("find_training", "find_job", "start_project")

    async def ask(self, context: FormContext) -> SemanticMessage | Ended:
        offer = await catalogue.get(context.session, context.values["path_chosen"])
        if offer is None:  # taken off between the list and the choice
            kind = context.values["path_kind"]
            return Ended([SemanticMessage("path.list", {"kind": kind, "items": []}, (MENU,))])
        return SemanticMessage("path.confirm", offer_data(offer), yes_or_no())

    def task_name(self, context: FormContext) -> str:
        return task_of_form(PATH_APPLICATION.form, context.values)


class PathApplicationForm(TaskForm):
    task = PATH_APPLICATION
    _fields: ClassVar[tuple[Field, ...]] = (ConfirmField(),)

    def fields(self) -> Sequence[Field]:
        return self._fields
