"""A form that can be interrupted: reads answers in any order, asks what is missing, and steps aside for questions.

Rasa runs `validate_<form>` for each message while the form is active. Setting no slot makes Rasa reject the form for
this turn, so that the rules answer the message; the answering action then gives the floor back (see `reply`).
"""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Sequence
from dataclasses import replace
from typing import Any, ClassVar

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions import clock
from actions.database.engine import transaction
from actions.dialogue.fields import ALWAYS_HEARD, Answer, Ended, Field, FormContext, LastWord, Refused, interrupts
from actions.dialogue.messages import PERSON, SemanticMessage
from actions.dialogue.tasks import TRIES, Task
from actions.dialogue.turn import Turn
from actions.identity.sessions import acting_in
from actions.mandates.acting import Standing, begin

FILE = "attachment"
# After so many answers that could not be read, a person is offered beside the question.
TRIES_BEFORE_PERSON = 2


class TaskForm(Action):  # type: ignore[misc]  # rasa_sdk is untyped
    """A form of one task; its fields in the order in which they are asked."""

    task: ClassVar[Task]

    def name(self) -> str:
        return f"validate_{self.task.form}"

    @abstractmethod
    def fields(self) -> Sequence[Field]:
        """All questions of the form, in order."""

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Any) -> list[EventType]:
        turn = Turn(tracker)
        async with transaction() as session:
            begin(session, self.task.form)
            values = {name: turn.slot(name) for name in self.task.slots}
            context = FormContext(session, turn, clock.now(), values, int(turn.slot(TRIES) or 0))
            step = await self._step(context)
            step.messages = [await _on_behalf(context, message) for message in step.messages]
        for message in step.messages:
            dispatcher.utter_message(json_message=message.as_json())
        return step.events

    async def _step(self, context: FormContext) -> _Step:
        asked = self._field(context.turn.requested)
        step = _Step()
        if context.turn.is_answer_to_form:
            if asked is not None and self._steps_aside(context, asked):
                return step
            await self._read(context, asked, step)
            if step.over:
                return step.end(self.task)
        await self._ask_next(context, step)
        return step

    def _steps_aside(self, context: FormContext, asked: Field) -> bool:
        waits_for_word = context.turn.slot("switch_to") is not None and context.turn.intent in ("affirm", "deny")
        if asked.settles(context.turn):
            return False
        if context.turn.value(FILE) is not None and context.turn.intent not in ALWAYS_HEARD:
            # A file is taken by the task that asks for files, whatever stands beside it; else it is no answer here.
            return not any(FILE in field.entities for field in self.fields())
        recognised = any(field.recognises(context.turn) for field in self.fields())
        return waits_for_word or interrupts(context.turn, asked, self.task.name_with(context.values), recognised=recognised)

    async def _read(self, context: FormContext, asked: Field | None, step: _Step) -> None:
        """Reads every field, the one asked for first and the last word last: it must know what else has changed."""
        fields = sorted(self.fields(), key=lambda field: (isinstance(field, LastWord), field is not asked))
        for field in fields:
            reading = await field.read(context, asked=field is asked)
            match reading:
                case Answer(value, events):
                    self._keep(context, field, value, step)
                    step.events += events
                case Refused(message, events):
                    step.refuse(field, message, events)
                case Ended(messages, events):
                    step.finish(messages, events)
                    return
        step.events += context.wishes
        if asked is not None and not (context.changed or context.wishes or step.messages):
            context.tries += 1
            step.events.append(SlotSet(TRIES, context.tries))
        elif context.tries and context.changed:
            context.tries = 0
            step.events.append(SlotSet(TRIES, 0))
        if context.turn.slot("switch_to") is not None:
            step.events.append(SlotSet("switch_to", None))

    def _keep(self, context: FormContext, field: Field, value: Any, step: _Step) -> None:
        if context.values.get(field.slot) != value:
            for name in field.resets:
                if context.values.get(name) is not None and name not in context.changed:
                    context.values[name] = None
                    step.events.append(SlotSet(name, None))
        context.values[field.slot] = value
        context.changed.add(field.slot)
        step.events.append(SlotSet(field.slot, value))

    async def _ask_next(self, context: FormContext, step: _Step) -> None:
        field = next((field for field in self.fields() if field.is_needed(context.values)), None)
        if field is None:
            step.events.append(SlotSet("requested_slot", None))
            return
        if field not in step.refused:
            question = await field.ask(context)
            if isinstance(question, Ended):
                step.finish(question.messages, question.events)
                step.end(self.task)
                return
            step.messages.append(_with_help(question, context.tries))
        step.events.append(SlotSet("requested_slot", field.slot))

    def _field(self, slot: str | None) -> Field | None:
        return next((field for field in self.fields() if field.slot == slot), None)


async def _on_behalf(context: FormContext, message: SemanticMessage) -> SemanticMessage:
    """What a carer is asked to affirm says for whom it is done."""
    if not message.act.endswith(".confirm"):
        return message
    under = await acting_in(context.session, context.turn.conversation, context.now)
    if under is None or under.standing is not Standing.WITHIN:
        return message
    return replace(message, data={**message.data, "on_behalf_of": under.person.given_name})


def _with_help(question: SemanticMessage, tries: int) -> SemanticMessage:
    if not tries:
        return question
    choices = [*question.choices, PERSON] if tries >= TRIES_BEFORE_PERSON else question.choices
    return SemanticMessage(question.act, {**question.data, "retry": tries}, choices, question.media)


class _Step:
    """What one run of the form says and changes."""

    def __init__(self) -> None:
        self.messages: list[SemanticMessage] = []
        self.events: list[EventType] = []
        self.refused: set[Field] = set()
        self.over = False

    def refuse(self, field: Field, message: SemanticMessage, events: Sequence[EventType]) -> None:
        self.messages.append(message)
        # A slot must change, or Rasa would take the message for an interruption.
        self.events += [*events, SlotSet(TRIES, 0)]
        self.refused.add(field)

    def finish(self, messages: Sequence[SemanticMessage], events: Sequence[EventType]) -> None:
        self.messages += messages
        self.events += events
        self.over = True

    def end(self, task: Task) -> _Step:
        """Closes the form: nothing that was said in it is kept."""
        self.events += [SlotSet(name, None) for name in (*task.slots, TRIES)]
        self.events.append(SlotSet("requested_slot", None))
        return self
