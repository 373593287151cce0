"""Requests about carers («ابي بنتي تراجع عني»): told by their words, since few people make them and the classifier knows none.

They are heard only where no form waits for an answer, and only over readings that such words are mistaken for.
"""

from __future__ import annotations

from typing import Any, Dict, Optional

from rasa.shared.core.trackers import DialogueStateTracker

from nlu.arabic import danger
from nlu.arabic.mandates import Ask, file_of, goes_back, request

# On their own such words are taken for one of these; whatever else was understood stands.
_MISTAKEN = frozenset(
    {
        "out_of_scope", "nlu_fallback", "inform", "show_my_data", "report_change", "ask_my_status", "track_case", "faq",
        "add_to_case", "delete_my_data", "unsubscribe", "cancel_appointment", "stop", "talk_to_agent", "verify_identity",
        "log_out", "affirm", "deny", "chitchat", "show_card", "withdraw_case", "help",
    }
)  # fmt: skip
_DANGER, _HELP = "report_danger", "request_comprehensive_service"
_FORMS = (None, "verify_form")
# Answers from a file: asked about a relative, it is the relative's.
_OF_A_FILE = frozenset({"ask_my_status", "ask_my_payment", "ask_rejection_reason", "show_card", "track_case"})
# What «ابي راتب امي مو راتبي» is taken for on its own; and which file's answer the thing that is named stands in.
_NOT_HEARD = frozenset({"nlu_fallback", "out_of_scope", "faq", "inform", "estimate_amount", "affirm", "deny", "chitchat"})


def about_carers(understood: Dict[str, Any], tracker: Optional[DialogueStateTracker]) -> Dict[str, Any]:
    """The parsed message, as a request about a mandate where its words make one. Danger that words are sure of stays;
    what the classifier alone takes for danger may be somebody who speaks of who acts for them."""
    if (tracker.active_loop_name if tracker is not None else None) not in _FORMS:
        return understood
    name, text = understood["intent"]["name"], understood.get("text") or ""
    if name == _DANGER and danger.kind(text) is not None:
        return understood
    entities = [one for one in understood.get("entities") or [] if one["entity"] != "danger"]
    # «ابي ولدي يخلص عني» names who helps: nobody has to come to the house.
    helped = name == _HELP and any(one["entity"] == "relation" for one in entities)
    meant = request(text) if name in _MISTAKEN or name == _DANGER or helped else None
    if meant is None:
        return _of_a_relative(understood)
    intent = {"name": meant, "confidence": 1.0}
    if goes_back(text):
        entities.append({"entity": "acting", "value": "own", "extractor": "rules"})
    whole = {key: value for key, value in understood.items() if key not in ("further", "first_ends")}
    return {**whole, "intent": intent, "intent_ranking": [intent], "entities": entities}


def _of_a_relative(understood: Dict[str, Any]) -> Dict[str, Any]:
    """A request for an answer from a relative's file says so («كم نزل لامي»): nobody's own file is the answer to it."""
    name = understood["intent"]["name"]
    if name not in _OF_A_FILE | _NOT_HEARD or understood.get("further"):
        return understood
    named = [one for one in understood.get("entities") or [] if one["entity"] == "relation" and "start" in one]
    ask: Optional[Ask] = file_of(understood.get("text") or "", [(one["start"], one["value"]) for one in named])
    if ask is None or (name in _NOT_HEARD and not ask.wanted):
        return understood
    intent = understood["intent"] if name in _OF_A_FILE else {"name": ask.request, "confidence": 1.0}
    of = {"entity": "file_of", "value": ask.relation, "extractor": "rules"}
    entities = [one for one in understood.get("entities") or [] if one["entity"] != "body"]
    ranking = understood.get("intent_ranking") if name in _OF_A_FILE else [intent]
    return {**understood, "intent": intent, "intent_ranking": ranking, "entities": [*entities, of]}
