"""The pre-screen as a form: only what is still unknown and could change the outcome is asked."""

from __future__ import annotations

from collections.abc import Sequence

from actions.dialogue.fields import ANSWERS, INTERRUPTS, Field, FormContext
from actions.dialogue.form import TaskForm
from actions.dialogue.tasks import ESTIMATE, PRESCREEN
from actions.eligibility.prescreen.questions import FIELDS
from nlu.arabic.questions import is_question

# Values that answer no question of the pre-screen: a message of hardly more than them is a request of its own.
_OF_OTHERS = ("service", "benefit", "case_reference", "mode")

_STRAY = 2


class PrescreenForm(TaskForm):
    task = PRESCREEN

    def fields(self) -> Sequence[Field]:
        return FIELDS

    def _steps_aside(self, context: FormContext, asked: Field) -> bool:
        turn = context.turn
        if turn.intent == "estimate_amount" and (turn.slot(ESTIMATE) or {}).get("asked"):
            return True  # another supposition, while the question of the first stands open
        if turn.intent == "out_of_scope" and not turn.chosen and len(turn.text.split()) <= _STRAY and not is_question(turn.text):
            return False  # a stray word where a fact was asked for: the question is put again
        sure = turn.confidence >= INTERRUPTS and turn.intent not in ANSWERS
        if sure and any(turn.value(name) is not None for name in _OF_OTHERS):
            return True
        return super()._steps_aside(context, asked)
