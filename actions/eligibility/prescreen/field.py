"""A question of the pre-screen: how it is asked, and what becomes of an answer that cannot stand."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Mapping, Sequence
from typing import Any

from actions.dialogue.fields import Answer, Field, FieldReading, FormContext, Refused
from actions.dialogue.messages import Choice, SemanticMessage, value_choice
from actions.dialogue.tasks import ESTIMATE
from actions.dialogue.turn import Turn
from actions.eligibility.codes import Question
from actions.eligibility.prescreen.told import FACTS, QUESTIONS, UNKNOWN, next_question
from nlu.arabic.answers import is_unsure
from nlu.arabic.questions import is_request

NOT_KNOWN = "elig_unknown"
"""The value of the choice that says that one does not know."""


class PrescreenField(Field):
    """What is told in passing is read at any time; a bare yes, no or number only where it was asked for."""

    @property
    def question(self) -> Question | None:
        return QUESTIONS.get(self.slot)

    @property
    def fact(self) -> str:
        """The field of HouseholdFacts that it fills."""
        return FACTS[self.slot][0]

    @abstractmethod
    def find(self, turn: Turn, *, asked: bool) -> Any:
        """The answer in the message, or None."""

    def problem(self, turn: Turn) -> str | None:
        """Why the answer to this question cannot stand, as a code of the texts; None where nothing special is wrong."""
        return None

    def recognises(self, turn: Turn) -> bool:
        asked = turn.requested == self.slot
        if asked and (is_unsure(turn.text) or self.problem(turn) is not None):
            return True  # an attempt at an answer: the question is asked again
        return not is_request(turn.text) and self.find(turn, asked=asked) is not None

    async def read(self, context: FormContext, *, asked: bool) -> FieldReading:
        turn = context.turn
        if asked and self._is_given_up(context):
            return Answer(UNKNOWN)
        found = self.find(turn, asked=asked)
        if found is not None:
            return Answer(found)
        problem = self.problem(turn) if asked else None
        if problem is None:
            return None
        data = {"question": str(self.question), "retry": context.tries + 1, "problem": problem}
        return Refused(SemanticMessage("eligibility.ask", data, [*self.choices(), *self._way_out()]))

    def _is_given_up(self, context: FormContext) -> bool:
        """Whoever does not know is asked once more with an example; after that, not knowing is the answer."""
        if context.turn.value(NOT_KNOWN):
            return True
        return context.tries > 0 and is_unsure(context.turn.text) and self.find(context.turn, asked=True) is None

    def is_needed(self, values: Mapping[str, Any]) -> bool:
        return self.question is not None and next_question(values) is self.question

    async def ask(self, context: FormContext) -> SemanticMessage:
        way_out = self._way_out() if context.tries else ()
        data: dict[str, Any] = {"question": str(self.question)}
        if (context.turn.slot(ESTIMATE) or {}).get("asked") == self.slot:
            data["supposing"] = True
        return SemanticMessage("eligibility.ask", data, [*self.choices(), *way_out])

    def choices(self) -> Sequence[Choice]:
        return ()

    def _way_out(self) -> Sequence[Choice]:
        return (value_choice("choice.dont_know", NOT_KNOWN, True),)
