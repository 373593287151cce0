"""For whom the comprehensive service is: only what is still open by the rules is asked. No proof of identity."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from rasa_sdk.events import EventType, SlotSet

from actions import clock
from actions.comprehensive.models import OTHER, SELF
from actions.comprehensive.service import Case, on_file
from actions.dialogue.fields import Answer, Field, FieldReading, FormContext
from actions.dialogue.form import TaskForm
from actions.dialogue.messages import Choice, Request, SemanticMessage, intent_choice, value_choice, yes_or_no
from actions.dialogue.tasks import COMPREHENSIVE
from actions.dialogue.turn import Turn
from actions.eligibility.comprehensive import ComprehensiveQuestion
from actions.identity.sessions import current_person
from nlu.arabic import care

_LIKELY = (SELF, "mother", "father", "wife", "husband", OTHER)
_STOP = intent_choice("stop")


class WhoField(Field):
    """Oneself, one relative, or somebody who is none: a neighbour, whom one cares for. Of oneself the file may know the
    rest."""

    slot = "comp_for"
    resets = ("comp_age", "comp_disability", "comp_adults")
    entities = ("comp_for", "relation")

    def recognises(self, turn: Turn) -> bool:
        if turn.requested != self.slot:
            return self._put_right(turn) is not None
        return super().recognises(turn) or care.is_for_oneself(turn.text) or _named(turn) == OTHER

    async def ask(self, context: FormContext) -> SemanticMessage:
        choices = [value_choice(f"choice.comprehensive.{code}", self.slot, code) for code in _LIKELY]
        return _question("who", [*choices, _STOP])

    async def read(self, context: FormContext, *, asked: bool) -> FieldReading:
        turn = context.turn
        known = context.values[self.slot]
        # In later answers a relative is somebody at home («معه ولده»), not another person to help.
        named = turn.value(self.slot) or (_named(turn) if asked or known is None else self._put_right(turn))
        if named is None and asked and care.is_for_oneself(turn.text):
            named = SELF
        if named is None or named == known:
            return None
        return Answer(named, await self._known(context) if named == SELF else ())

    def _put_right(self, turn: Turn) -> str | None:
        """Whom a later answer says it is for after all («لا قصدي لأبوي»)."""
        return _named(turn) if care.puts_right(turn.text) else None

    async def _known(self, context: FormContext) -> Sequence[EventType]:
        person = await current_person(context.session, context.turn.conversation, context.now)
        if person is None:
            return ()
        file = await on_file(context.session, person.beneficiary, context.now.date())
        found = {"comp_age": file.age, "comp_disability": file.disability}
        events = []
        for slot, value in found.items():
            if value is not None:
                context.values[slot] = value
                context.changed.add(slot)
                events.append(SlotSet(slot, value))
        return events


class OpenField(Field):
    """A question that is put while the rules need its answer."""

    question: ClassVar[ComprehensiveQuestion]

    def is_needed(self, values: Mapping[str, Any]) -> bool:
        missing = case_of(values).judged(clock.today()).missing
        return bool(missing) and missing[0] is self.question

    @abstractmethod
    def find(self, turn: Turn, *, asked: bool) -> Any:
        """The answer in the message, None where there is none."""

    def recognises(self, turn: Turn) -> bool:
        return self.find(turn, asked=turn.requested == self.slot) is not None

    async def ask(self, context: FormContext) -> SemanticMessage:
        told = {"for": OTHER} if context.values["comp_for"] == OTHER and "comp_for" in context.changed else {}
        return _question(str(self.question), self.choices(), **told)

    def choices(self) -> Sequence[Choice]:
        return ()

    async def read(self, context: FormContext, *, asked: bool) -> FieldReading:
        found = self.find(context.turn, asked=asked)
        return None if found is None or found == context.values[self.slot] else Answer(found)


class AgeField(OpenField):
    slot, question = "comp_age", ComprehensiveQuestion.AGE

    def find(self, turn: Turn, *, asked: bool) -> int | None:
        return care.age(turn.text, asked=asked)


class DisabilityField(OpenField):
    slot, question = "comp_disability", ComprehensiveQuestion.DISABILITY

    def find(self, turn: Turn, *, asked: bool) -> bool | None:
        told = care.disability(turn.text, asked=asked)
        if told is not None or not asked:
            return told
        return {"affirm": True, "deny": False}.get(turn.intent)

    def choices(self) -> Sequence[Choice]:
        return yes_or_no()


class AdultsField(OpenField):
    slot, question = "comp_adults", ComprehensiveQuestion.ADULTS_IN_HOUSEHOLD

    def find(self, turn: Turn, *, asked: bool) -> int | None:
        told = care.adults(turn.text, asked=asked)
        if told is not None or not asked:
            return told
        if turn.intent == "deny":
            return 0
        return turn.value("count") or self._named(turn)

    def _named(self, turn: Turn) -> int | None:
        """Relatives who are only named («معه ولده»)."""
        return None if care.speaks_of_children(turn.text) else len(set(turn.values("relation"))) or None

    def choices(self) -> Sequence[Choice]:
        nobody = Choice("choice.comprehensive.nobody", Request("deny"))
        some = [value_choice(f"choice.adults.{count}", "count", count) for count in _ADULTS]
        return (nobody, *some)


class ComprehensiveForm(TaskForm):
    task = COMPREHENSIVE
    _fields: ClassVar[tuple[Field, ...]] = (WhoField(), AgeField(), DisabilityField(), AdultsField())

    def fields(self) -> Sequence[Field]:
        return self._fields


def case_of(values: Mapping[str, Any]) -> Case:
    """The answers so far."""
    return Case(values.get("comp_for") or SELF, values.get("comp_age"), values.get("comp_disability"), values.get("comp_adults"))


def _named(turn: Turn) -> str | None:
    """Whom the message names first: a relative, or somebody who is none."""
    another = care.for_another(turn.text, asked=turn.requested == WhoField.slot)
    relation, start = next(turn.found("relation"), (None, 0))
    if another is not None and (relation is None or another <= start):
        return OTHER
    return relation or turn.value("relation")


def _question(name: str, choices: Sequence[Choice], **told: str) -> SemanticMessage:
    return SemanticMessage("comprehensive.ask", {"question": name, **told}, choices)


_ADULTS = (1, 2)
