"""«وضح أكثر» after an answer is about that answer: the longer one of the same topic."""

from __future__ import annotations

from typing import Any, Dict, List, Optional

from rasa.shared.core.events import Event, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from nlu.arabic.explain import asks_for_more
from nlu.dialogue.turns import semantic_messages

_FAQ, _NOTHING_MORE = "faq", "faq.nothing_more"


def more_of(understood: Dict[str, Any], tracker: Optional[DialogueStateTracker]) -> Dict[str, Any]:
    """The parsed message as a request for the longer answer, where a general question was answered in the turn before."""
    if tracker is None or not asks_for_more(understood.get("text") or ""):
        return understood
    told = next((said for said in reversed(_last_turn(tracker)) if said.get("act") in (_FAQ, _NOTHING_MORE)), None)
    if told is None:
        return understood
    data = told["data"]
    again = told["act"] == _NOTHING_MORE or bool(data.get("more"))
    intent = {"name": _FAQ, "topic": data["topic"], "confidence": 1.0}
    wish = {"entity": "more", "value": "again" if again else True}
    # Like a tapped choice: certain of itself, and no answer to the question of a form.
    return {"text": understood["text"], "intent": intent, "intent_ranking": [intent], "entities": [wish], "chosen": True}


def _last_turn(tracker: DialogueStateTracker) -> List[Dict[str, Any]]:
    """What was said since the person's last message."""
    since: List[Event] = []
    for event in reversed(tracker.events):
        if isinstance(event, UserUttered) and event.message_id:
            break
        since.append(event)
    return semantic_messages(list(reversed(since)))
