"""What a message means after an estimate: «ولو توظف ولدي بثلاثة آلاف؟» is about the household just spoken of.

On its own such a message reads like a report of a change or a general question; the conversation tells it apart.
"""

from __future__ import annotations

from typing import Any, Dict, List, Optional

from rasa.shared.core.trackers import DialogueStateTracker

from nlu.arabic.questions import is_question
from nlu.arabic.reasons import asks_how
from nlu.arabic.whatif import Supposition, supposition, tells_fact
from nlu.dialogue.turns import semantic_messages

_ESTIMATE = {"name": "estimate_amount", "confidence": 1.0}
_SLOT, _FORM, _RESULT = "estimate", "eligibility_form", "eligibility.result"
# After these, too, what is supposed is about the household: the one on file.
_OF_HOUSEHOLD = frozenset({_RESULT, "eligibility.status", "payment.last"})
# What these say is never about an estimate, whatever else stands in the message.
_NEVER = frozenset({"report_danger", "talk_to_agent", "check_eligibility", "change_language"})
# On its own a supposition is taken for one of these.
_MISTAKEN = frozenset({"report_change", "inform", "nlu_fallback", "affirm", "deny", "frustration", "chitchat", "out_of_scope"})
# A bare fact right after an estimate puts it right, unless it was surely understood as something else.
_BARE = frozenset({"inform", "affirm", "deny", "nlu_fallback", "report_change", "estimate_amount"})
_GOES_ON = _MISTAKEN | {"estimate_amount"}
_SURE = 0.6
# A statement of so few words right after an estimate is a fact, though it reads like a topic ("I have not travelled").
_SHORT = 5


def in_context(understood: Dict[str, Any], tracker: Optional[DialogueStateTracker]) -> Dict[str, Any]:
    """The parsed message, as a question about the last estimate where it is one. Of several requests the first is
    looked at; what only goes on supposing ("and I have a baby") is no request of its own."""
    if tracker is not None and tracker.active_loop_name == _FORM and not _asks_about_supposition(tracker):
        return understood
    further = understood.get("further") or []
    if all(one["intent"] in _GOES_ON for one in further):
        whole = {name: value for name, value in understood.items() if name not in ("further", "first_ends")}
        return _as_estimate(whole) if _is_meant(whole, tracker) else understood
    end = understood["first_ends"]
    first = {**understood, "text": understood["text"][:end]}
    return _as_estimate(understood) if _is_meant(first, tracker) else understood


def _as_estimate(understood: Dict[str, Any]) -> Dict[str, Any]:
    return {**understood, "intent": dict(_ESTIMATE), "intent_ranking": [dict(_ESTIMATE)]}


def _is_meant(understood: Dict[str, Any], tracker: Optional[DialogueStateTracker]) -> bool:
    intent = understood["intent"]
    if intent["name"] in _NEVER:
        return False
    text = understood.get("text") or ""
    amounts = [found["value"] for found in understood.get("entities") or [] if found["entity"] == "money"]
    kept = tracker.get_slot(_SLOT) if tracker is not None else None
    return _is_about_estimate(supposition(text, amounts), intent, kept, text, amounts, _last_act(tracker))


def _is_about_estimate(
    heard: Supposition, intent: Dict[str, Any], kept: Any, text: str, amounts: List[float], last_act: str
) -> bool:
    name, sure = intent["name"], intent["confidence"] >= _SURE
    if asks_how(text):
        return kept is not None and last_act == _RESULT
    if heard.undo is not None:
        return bool(kept and kept.get("supposed"))
    if heard.is_other_business:
        return False
    supposes = heard.since is not None and (bool(heard.events) or tells_fact(text, amounts))
    if supposes:
        return kept is not None or last_act in _OF_HOUSEHOLD or name in _MISTAKEN or not sure
    if kept is None or last_act != _RESULT:
        return False
    told = name == "faq" and not is_question(text) and len(text.split()) <= _SHORT
    return (name in _BARE or told or not sure) and (bool(heard.events) or tells_fact(text, amounts))


def _asks_about_supposition(tracker: DialogueStateTracker) -> bool:
    """Whether the pre-screen is open for what one supposition left open: then another may be made."""
    return bool((tracker.get_slot(_SLOT) or {}).get("asked"))


def _last_act(tracker: Optional[DialogueStateTracker]) -> str:
    """The last thing that was said, empty where nothing was."""
    said = semantic_messages(list(tracker.events)) if tracker is not None else []
    return said[-1].get("act") or "" if said else ""
