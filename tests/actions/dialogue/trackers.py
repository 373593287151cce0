"""Trackers as Rasa hands them to the action server."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.dialogue.turn import LISTEN

CONVERSATION = UUID(int=1)
type Json = dict[str, Any]


def user(message: int, text: str = "") -> Json:
    return {"event": "user", "message_id": str(message), "text": text}


def acted(name: str) -> Json:
    return {"event": "action", "name": name}


def tracker(
    intent: str = "inform",
    text: str = "",
    *,
    confidence: float = 0.9,
    form: str | None = None,
    slots: Json | None = None,
    entities: list[Json] | None = None,
    topic: str = "",
    chosen: bool = False,
    ranking: list[tuple[str, float]] | None = None,
    events: list[Json] | None = None,
) -> Tracker:
    """The state in which a message reached the action server; by default it has just come."""
    understood = {"name": intent, "confidence": confidence, **({"topic": topic} if topic else {})}
    latest = {
        "text": text,
        "intent": understood,
        "intent_ranking": [{"name": name, "confidence": sure} for name, sure in ranking or [(intent, confidence)]],
        "entities": entities or [],
        "chosen": chosen,
    }
    return Tracker(
        str(CONVERSATION),
        slots or {},
        latest,
        [acted(LISTEN), user(7, text)] if events is None else events,
        False,
        None,
        {"name": form} if form else {},
        LISTEN,
    )


def slots_set(events: list[Json]) -> Json:
    """What an action leaves in the slots, the last word on each."""
    return {event["name"]: event["value"] for event in events if event["event"] == "slot"}


class Said(CollectingDispatcher):  # type: ignore[misc]
    """What was said in a run."""

    @property
    def customs(self) -> list[Json]:
        return [message["custom"] for message in self.messages]

    @property
    def acts(self) -> list[str]:
        return [custom["act"] for custom in self.customs]
