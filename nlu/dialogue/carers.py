"""Requests about carers («ابي بنتي تراجع عني»): told by their words, since few people make them and the classifier knows none.

They are heard only where no form waits for an answer, and only over readings that such words are mistaken for.
"""

from __future__ import annotations

from typing import Any, Dict, Optional

from rasa.shared.core.trackers import DialogueStateTracker

from nlu.arabic.mandates import goes_back, request

# On their own such words are taken for one of these; whatever else was understood stands.
_MISTAKEN = frozenset(
    {
        "out_of_scope", "nlu_fallback", "inform", "show_my_data", "report_change", "ask_my_status", "track_case", "faq",
        "add_to_case", "delete_my_data", "unsubscribe", "cancel_appointment", "stop", "talk_to_agent", "verify_identity",
        "log_out", "affirm", "deny", "chitchat", "show_card", "withdraw_case", "help",
    }
)  # fmt: skip
_HELP = "request_comprehensive_service"
_FORMS = (None, "verify_form")


def about_carers(understood: Dict[str, Any], tracker: Optional[DialogueStateTracker]) -> Dict[str, Any]:
    """The parsed message, as a request about a mandate where its words make one. Danger stays danger."""
    if (tracker.active_loop_name if tracker is not None else None) not in _FORMS:
        return understood
    name, text = understood["intent"]["name"], understood.get("text") or ""
    entities = list(understood.get("entities") or [])
    # «ابي ولدي يخلص عني» names who helps: nobody has to come to the house.
    helped = name == _HELP and any(one["entity"] == "relation" for one in entities)
    meant = request(text) if name in _MISTAKEN or helped else None
    if meant is None:
        return understood
    intent = {"name": meant, "confidence": 1.0}
    if goes_back(text):
        entities.append({"entity": "acting", "value": "own", "extractor": "rules"})
    whole = {key: value for key, value in understood.items() if key not in ("further", "first_ends")}
    return {**whole, "intent": intent, "intent_ranking": [intent], "entities": entities}
