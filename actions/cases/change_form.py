"""Adding to a case and withdrawing one: the forms."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from actions.cases.change_fields import (
    AddedWhichField,
    GivenField,
    ReopenField,
    SureField,
    WithdrawField,
    WithdrawnWhichField,
)
from actions.dialogue.fields import Field
from actions.dialogue.form import TaskForm
from actions.dialogue.tasks import ADD_TO_CASE, WITHDRAW_CASE


class AddToCaseForm(TaskForm):
    task = ADD_TO_CASE
    _fields: ClassVar[tuple[Field, ...]] = (AddedWhichField(), ReopenField(), GivenField(), SureField())

    def fields(self) -> Sequence[Field]:
        return self._fields


class WithdrawCaseForm(TaskForm):
    task = WITHDRAW_CASE
    _fields: ClassVar[tuple[Field, ...]] = (WithdrawnWhichField(), WithdrawField())

    def fields(self) -> Sequence[Field]:
        return self._fields
