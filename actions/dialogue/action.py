"""The base of every action: one transaction, one reply, and the interrupted task goes on."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType, SlotSet
from rasa_sdk.executor import CollectingDispatcher
from sqlalchemy.ext.asyncio import AsyncSession

from actions import clock
from actions.database.engine import transaction
from actions.dialogue.leaving import leave
from actions.dialogue.messages import MENU, PERSON, Request, SemanticMessage, intent_choice
from actions.dialogue.reply import (
    Afterwards,
    Reply,
    ask_again,
    keep_listening,
    leave_form,
    say,
    take_up,
)
from actions.dialogue.tasks import slots_of
from actions.dialogue.turn import FURTHER, Turn
from actions.mandates.acting import begin


@dataclass(frozen=True, slots=True)
class Context:
    """What an action may use: the open transaction, the turn, and the time."""

    session: AsyncSession
    turn: Turn
    now: datetime


class SemanticAction(Action, ABC):  # type: ignore[misc]  # rasa_sdk is untyped
    """A few lines around a service. `respond` never commits: it succeeds whole or not at all."""

    action: ClassVar[str]
    asks_when_unsure: ClassVar[bool] = True

    def name(self) -> str:
        return self.action

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Any) -> list[EventType]:
        turn = Turn(tracker)
        if self.asks_when_unsure and turn.is_close_call:
            reply = which_of_two(turn)
        else:
            async with transaction() as session:
                begin(session, self.action)
                context = Context(session, turn, clock.now())
                reply = await self.respond(context)
                if reply.afterwards is Afterwards.LEAVE and turn.form is not None:
                    await leave(turn.form, session, turn)
        return deliver(reply, turn, dispatcher)

    @abstractmethod
    async def respond(self, context: Context) -> Reply:
        """The answer to the turn. Errors of services that a person can mend are messages, others propagate."""


def which_of_two(turn: Turn) -> Reply:
    """Asks which of the two closest readings is meant, and always offers a person."""
    names = [reading.intent for reading in turn.readings[:2]]
    entities = turn.as_request().entities
    choices = [intent_choice(name, *entities) for name in names]
    message = SemanticMessage("clarify", {"candidates": names}, [*choices, PERSON, MENU])
    return Reply([message], afterwards=Afterwards.WAIT)


def deliver(reply: Reply, turn: Turn, dispatcher: CollectingDispatcher) -> list[EventType]:
    """Hands the messages to Rasa and returns the events, with what becomes of an interrupted form and of the requests
    that the same message held beside this one."""
    messages, events = list(reply.messages), list(reply.events)
    next_request, waiting = _in_turn(reply, turn)
    if turn.form is not None:
        match reply.afterwards:
            case Afterwards.RESUME if turn.is_only_offered:
                events = leave_form(slots_of(turn.form)) + events
            case Afterwards.RESUME if next_request is None:
                messages.append(say("resumed", task=turn.task))
                events += ask_again(turn.form)
            case Afterwards.ASK_AGAIN if next_request is None:
                events += ask_again(turn.form)
            case Afterwards.WAIT:
                events += keep_listening(turn.form)
            case Afterwards.LEAVE:
                events = leave_form(slots_of(turn.form)) + events
    if turn.slot("fallbacks") and not any(_sets(event, "fallbacks") for event in events):
        events.insert(0, SlotSet("fallbacks", 0))
    if turn.further or waiting:
        events.insert(0, SlotSet(FURTHER, [request.as_json() for request in waiting] or None))
    if next_request is not None:
        events += take_up(next_request)
    for message in messages:
        dispatcher.utter_message(json_message=message.as_json())
    return events


def _in_turn(reply: Reply, turn: Turn) -> tuple[Request | None, Sequence[Request]]:
    """The request to take up now, and those that wait on. Nothing is taken up over a question that has just been asked,
    and whoever leaves a task or waits for a person leaves what they asked beside it."""
    goes_on = any(event["event"] in ("followup", "user") for event in reply.events)
    if goes_on:
        return None, turn.further
    if reply.afterwards is Afterwards.LEAVE:
        return None, ()
    if not turn.further or reply.afterwards is Afterwards.WAIT:
        return None, turn.further
    return turn.further[0], turn.further[1:]


def _sets(event: EventType, slot: str) -> bool:
    return bool(event.get("event") == "slot" and event.get("name") == slot)
