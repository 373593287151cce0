"""What «وش صار عليه» is about right after a case was spoken of: the case, though on its own it reads like the application."""

from __future__ import annotations

from typing import Any, Dict, Optional

from rasa.shared.core.trackers import DialogueStateTracker

from nlu.arabic.data import table
from nlu.arabic.normaliser import normalise
from nlu.dialogue.turns import semantic_messages

_OF_CASES = frozenset({"case.already_open", "case.filed", "case.status", "case.updated"})
_MISTAKEN = frozenset({"ask_my_status", "out_of_scope", "nlu_fallback", "ask_my_payment", "faq"})
_TRACK = {"name": "track_case", "confidence": 1.0}
_LONGEST = 5
"""Words: who points at something says little more."""
_POINTERS, _NAMED = (frozenset(normalise(word).text for word in table("pointers")[name]) for name in ("it", "named"))


def about_case(understood: Dict[str, Any], tracker: Optional[DialogueStateTracker]) -> Dict[str, Any]:
    """The parsed message, as a question about the case that was just told of where it points at that."""
    if understood["intent"]["name"] not in _MISTAKEN or understood.get("further") or not _was_told_of_case(tracker):
        return understood
    words = normalise(understood.get("text") or "").text.split()
    if len(words) > _LONGEST or _POINTERS.isdisjoint(words) or not _NAMED.isdisjoint(words):
        return understood
    return {**understood, "intent": dict(_TRACK), "intent_ranking": [dict(_TRACK)]}


def _was_told_of_case(tracker: Optional[DialogueStateTracker]) -> bool:
    if tracker is None or tracker.active_loop_name is not None:
        return False
    said = semantic_messages(list(tracker.events))
    return bool(said) and said[-1].get("act") in _OF_CASES
