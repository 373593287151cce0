"""What «وش صار عليه», «كم لي انتظر الرد» and «اضيف عليه ان …» are about right after a case was spoken of: the case, though
on their own they read like the application, a question in general, or another body's matter."""

from __future__ import annotations

from typing import Any, Dict, FrozenSet, Optional

from rasa.shared.core.trackers import DialogueStateTracker

from nlu.arabic.data import table
from nlu.arabic.phrases import Phrases
from nlu.dialogue.turns import last_matter, semantic_messages

_OF_CASES = frozenset({"case.already_open", "case.filed", "case.status", "case.updated", "case.changed", "case.list"})
_MISTAKEN = frozenset({"ask_my_status", "out_of_scope", "nlu_fallback", "ask_my_payment", "faq"})
# Words that add to a case may tell anything at all.
_NOT_ADDED = frozenset({"report_danger", "talk_to_agent", "withdraw_case", "change_language", "stop", "restart", "add_to_case"})
_WAITS = _MISTAKEN | {"ask_payment_date", "ask_rejection_reason", "track_case", "report_change", "show_appointments", "inform"}
_TRACK, _ADD = "track_case", "add_to_case"
_LONGEST, _LONGEST_WAIT = 5, 8
"""Words: who points at something says little more."""
_BEGINNING = 3
"""Words within which somebody who adds says so."""


def about_case(understood: Dict[str, Any], tracker: Optional[DialogueStateTracker]) -> Dict[str, Any]:
    """The parsed message, as a question about the case that was just told of, or as words to add to it."""
    if understood["intent"]["name"] in _NOT_ADDED or not _was_told_of_case(tracker):
        return understood
    text, name = understood.get("text") or "", understood["intent"]["name"]
    if _adds(text):
        return _as(understood, _ADD)
    if understood.get("further"):
        return understood
    said, words = _said(text), len(text.split())
    if "named" in said:
        return understood
    waits = name in _WAITS and words <= _LONGEST_WAIT and {"wait", "when"} <= said
    points = name in _MISTAKEN and words <= _LONGEST and "it" in said
    return _as(understood, _TRACK) if waits or points else understood


def _said(text: str) -> FrozenSet[str]:
    return _PHRASES.scan(text).present


def _adds(text: str) -> bool:
    """Whether the message begins with adding something, and says onto what."""
    scan = _PHRASES.scan(text)
    adding = next((hit for hit in scan.all("add") if hit.first < _BEGINNING), None)
    return adding is not None and any(adding.last <= hit.first < adding.last + _BEGINNING for hit in scan.all("onto"))


def _as(understood: Dict[str, Any], name: str) -> Dict[str, Any]:
    intent = {"name": name, "confidence": 1.0}
    entities = [one for one in understood.get("entities") or [] if one["entity"] != "body"]
    whole = {key: kept for key, kept in understood.items() if key not in ("further", "first_ends")}
    return {**whole, "intent": intent, "intent_ranking": [dict(intent)], "entities": entities}


def _was_told_of_case(tracker: Optional[DialogueStateTracker]) -> bool:
    if tracker is None or tracker.active_loop_name is not None:
        return False
    # What was told since, without a question of anybody's (that a case changed), counts too.
    said = semantic_messages(list(tracker.events))
    last = said[-1:] if said and said[-1].get("act") in _OF_CASES else last_matter(tracker)
    return any(one.get("act") in _OF_CASES for one in last)


def _compile() -> Phrases:
    phrases = Phrases()
    for name, entries in table("pointers").items():
        phrases.add(name, None, entries)
    return phrases


_PHRASES = _compile()
