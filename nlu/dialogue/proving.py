"""What is said while the number of an identity is asked for: who looks for the card or gives a name has not left the question."""

from __future__ import annotations

from typing import Any, Dict, Optional

from rasa.shared.core.trackers import DialogueStateTracker

from nlu.arabic.data import table
from nlu.arabic.phrases import Phrases
from nlu.arabic.questions import holds_question, is_request

_FORM, _ASKED = "verify_form", ("verify_id", "verify_code")
# On their own such words are taken for one of these; a greeting alone is answered.
_MISTAKEN = frozenset(
    {
        "greet", "out_of_scope", "chitchat", "help", "faq", "goodbye", "thank", "show_card", "verify_identity", "track_case",
        "ask_my_status", "show_my_data", "report_change", "affirm", "deny", "frustration",
    }
)  # fmt: skip
_INFORM = "inform"
_LONGEST = 7


def while_proving(understood: Dict[str, Any], tracker: Optional[DialogueStateTracker]) -> Dict[str, Any]:
    """The parsed message, as an attempt at the answer where it only says who writes or that the number is being looked for."""
    if tracker is None or tracker.active_loop_name != _FORM or tracker.get_slot("requested_slot") not in _ASKED:
        return understood
    text = understood.get("text") or ""
    if understood["intent"]["name"] not in _MISTAKEN or len(text.split()) > _LONGEST:
        return understood
    said = _PHRASES.scan(text).present
    looks = "looking" in said and ("identity" in said or "moment" in said or len(text.split()) == 1)
    if not (looks or ("introduces" in said and not is_request(text))) or holds_question(text):
        return understood
    intent = {"name": _INFORM, "confidence": 1.0}
    entities = [one for one in understood.get("entities") or [] if one["entity"] not in ("body", "relation")]
    whole = {key: kept for key, kept in understood.items() if key not in ("further", "first_ends")}
    return {**whole, "intent": intent, "intent_ranking": [intent], "entities": entities}


def _compile() -> Phrases:
    phrases = Phrases()
    for name, entries in table("proving").items():
        phrases.add(name, None, entries)
    return phrases


_PHRASES = _compile()
