"""The pre-screen as a form: only what is still unknown and could change the outcome is asked."""

from __future__ import annotations

from collections.abc import Sequence

from actions.dialogue.fields import Field
from actions.dialogue.form import TaskForm
from actions.dialogue.tasks import PRESCREEN
from actions.eligibility.prescreen.questions import FIELDS


class PrescreenForm(TaskForm):
    task = PRESCREEN

    def fields(self) -> Sequence[Field]:
        return FIELDS
