"""What «متى تنتهي» or «وش شروطه» is about: the card, the benefit or the appointment that was just told of.

On their own such words are understood as nothing, or as a question about the pension, which then gets a wrong answer.
"""

from __future__ import annotations

from typing import Any, Dict, Optional

from rasa.shared.core.trackers import DialogueStateTracker

from nlu.arabic.matters import asked_of
from nlu.dialogue.turns import last_matter

_MATTER_OF = {
    "card.status": "card",
    "benefit.info": "benefit",
    "appointment.list": "appointment",
    "appointment.booked": "appointment",
    "appointment.rescheduled": "appointment",
}
_BENEFIT = "benefit"
_DANGER = "report_danger"


def about_the_matter(understood: Dict[str, Any], tracker: Optional[DialogueStateTracker]) -> Dict[str, Any]:
    """The parsed message, as a question about what was told last where it names nothing itself."""
    if tracker is None or tracker.active_loop_name is not None or understood["intent"]["name"] == _DANGER:
        return understood
    told = next((said for said in reversed(last_matter(tracker)) if said.get("act") in _MATTER_OF), None)
    if told is None:
        return understood
    matter = _MATTER_OF[told["act"]]
    request = asked_of(matter, understood.get("text") or "")
    return understood if request is None else _as(understood, request, told if matter == _BENEFIT else {})


def _as(understood: Dict[str, Any], request: str, benefit: Dict[str, Any]) -> Dict[str, Any]:
    name, _, topic = request.partition("/")
    intent = {"name": name, "confidence": 1.0, **({"topic": topic} if topic else {})}
    code = (benefit.get("data") or {}).get("code")
    entities = [{"entity": _BENEFIT, "value": code, "extractor": "rules"}] if code else []
    whole = {key: kept for key, kept in understood.items() if key not in ("further", "first_ends")}
    return {**whole, "intent": intent, "intent_ranking": [intent], "entities": entities}
