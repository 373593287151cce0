"""A position that was sent: an answer where a place is asked for, else the question which clinics are near."""

from __future__ import annotations

from bot.pipeline.context import Turn

_ASKS_FOR_PLACE = frozenset({"region", "city"})


async def take(turn: Turn) -> None:
    place = turn.message.data.get("place")
    if place is None or turn.request is not None:
        return
    question = ((turn.conversation.last_act or {}).get("data") or {}).get("question")
    intent = "inform" if question in _ASKS_FOR_PLACE else "ask_clinic_locations"
    turn.request = {"intent": intent, "entities": [{"entity": name, "value": place[name]} for name in ("region", "city")]}
