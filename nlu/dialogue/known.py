"""What the reviewed entries have to say to a message: `knowledge` beside its intent, for the actions.

`{"answer": "topic/section"}` where nothing else claims the message, `{"section": …}` within the topic that claims it,
`{"near": true}` where it is a question about our matters that no entry answers.
"""

from __future__ import annotations

from typing import Any, Dict

from nlu.arabic.questions import holds_question
from nlu.knowledge.finding import Found, Reading, finder

_FAQ, _OUTSIDE, _FALLBACK = "faq", "out_of_scope", "nlu_fallback"
_SHORTEST = 2  # words
_ASKS_SOMETHING = 3  # words: "how so?" asks about what was said before


def with_knowledge(understood: Dict[str, Any]) -> Dict[str, Any]:
    """The parsed message with what was found for it. Matters of other bodies, and values, are left alone."""
    if not _may_ask(understood):
        return understood
    end = understood.get("first_ends")
    text = understood["text"] if end is None else understood["text"][:end]
    found = finder().find(text, _reading(understood))
    told = _told(found, asks=holds_question(text) and len(text.split()) >= _ASKS_SOMETHING)
    return {**understood, "knowledge": told} if told else understood


def _may_ask(understood: Dict[str, Any]) -> bool:
    name = understood["intent"]["name"]
    if name == _FAQ:
        return True
    if name not in (_OUTSIDE, _FALLBACK) or len((understood.get("text") or "").split()) < _SHORTEST:
        return False
    return not any(found["entity"] == "body" for found in understood.get("entities") or [])


def _reading(understood: Dict[str, Any]) -> Reading:
    intent = understood["intent"]
    label = f"{_FAQ}/{intent['topic']}" if intent.get("topic") else intent["name"]
    ranking = {one["name"]: one["confidence"] for one in understood.get("intent_ranking") or []}
    return Reading(label, intent["confidence"], ranking, understood.get("in_scope", 1.0))


def _told(found: Found, *, asks: bool) -> Dict[str, Any]:
    if found.answer:
        return {"answer": found.answer}
    if found.section:
        return {"section": found.section}
    return {"near": True} if found.near and asks else {}
