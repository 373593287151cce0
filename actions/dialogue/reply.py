"""What an action answers: messages, changes of the dialogue's state, and whether an interrupted task goes on."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from rasa_sdk.events import (
    ActionExecuted,
    ActiveLoop,
    EventType,
    FollowupAction,
    SlotSet,
)

from actions.dialogue.messages import Request, SemanticMessage


class Afterwards(StrEnum):
    """What becomes of a form that this answer interrupted."""

    RESUME = "resume"  # say that it goes on, and ask its question again
    ASK_AGAIN = "ask_again"  # ask its question again without a word
    WAIT = "wait"  # keep it open and listen
    LEAVE = "leave"  # it is over


@dataclass(frozen=True, slots=True)
class Reply:
    messages: Sequence[SemanticMessage] = ()
    events: Sequence[EventType] = ()
    afterwards: Afterwards = Afterwards.RESUME


def say(act: str, **data: Any) -> SemanticMessage:
    """A message without choices."""
    return SemanticMessage(act, data)


def leave_form(slots: Sequence[str]) -> list[EventType]:
    """Ends the active form and forgets what was said in it."""
    return [ActiveLoop(None), SlotSet("requested_slot", None), *(SlotSet(name, None) for name in slots)]


def take_up(request: Request) -> list[EventType]:
    """Goes on with a request that was put aside, as if the person had just made it again."""
    name, _, topic = request.intent.partition("/")
    intent: dict[str, Any] = {"name": name, "confidence": 1.0, **({"topic": topic} if topic else {})}
    entities = request.as_json()["entities"]
    message = {"text": request.text, "intent": intent, "intent_ranking": [intent], "entities": entities, "chosen": True}
    user = {"event": "user", "timestamp": time.time(), "text": request.text, "parse_data": message, "metadata": {}}
    return [ActionExecuted("action_listen"), user]


def as_request(stored: dict[str, Any]) -> Request:
    """A request kept in a slot."""
    entities = tuple((e["entity"], e["value"]) for e in stored.get("entities") or [])
    return Request(stored["intent"], entities, stored.get("text") or "")


def keep_listening(form: str) -> list[EventType]:
    """Gives the floor back to a form without asking its question again."""
    return [ActionExecuted(form)]


def ask_again(form: str) -> list[EventType]:
    return [FollowupAction(form)]
