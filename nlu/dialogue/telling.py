"""A life told in one breath, with an exception from nationality in it («انا مصريه ارمله سعودي وعندي ثلاث عيال وما عندي دخل»).

On its own it is read as a question about who is covered. Who tells of themselves what the pre-screen asks for wants to
know whether they are; who only asks about the group does not.
"""

from __future__ import annotations

from typing import Any, Dict, Optional

from rasa.shared.core.trackers import DialogueStateTracker

from nlu.arabic.exceptions import exception
from nlu.arabic.household import dependants
from nlu.arabic.household_answers import saudi
from nlu.arabic.openings import has_no_income, has_no_wage, is_about_another

_MEANT = {"name": "check_eligibility", "confidence": 1.0}
_ESTIMATE = "estimate_amount"
_SURE = 0.6
_TOPICS = frozenset({"non_saudi_family", "conditions", "dependents", "income_counted", "independents", "head_of_household"})
_MISTAKEN = frozenset({"faq", "inform", "out_of_scope", "nlu_fallback", "affirm", "report_change", "frustration", "chitchat"})
_FEWEST = 2
"""Facts beside the exception that make it a household: its people, its income."""


def about_eligibility(understood: Dict[str, Any], tracker: Optional[DialogueStateTracker]) -> Dict[str, Any]:
    """The parsed message, as the opening of the pre-screen where somebody tells all of it at once; whole, so that nothing
    told before a question is lost to it."""
    if tracker is not None and tracker.active_loop_name is not None:
        return understood
    intent, text = understood["intent"], understood.get("text") or ""
    further = [one["intent"] for one in understood.get("further") or []]
    if intent["name"] == _ESTIMATE and intent["confidence"] < _SURE and not further and _tells_household(text, understood):
        # Figures enough for an estimate: nobody is asked whether they meant the family of a foreigner.
        sure = {"name": _ESTIMATE, "confidence": 1.0}
        return {**understood, "intent": sure, "intent_ranking": [dict(sure)]}
    asks = _MEANT["name"] in further or _ESTIMATE in further
    alone = intent["name"] in _MISTAKEN and not further and intent.get("topic", "conditions") in _TOPICS
    if not (asks or alone) or not _tells(text, understood, asks=asks):
        return understood
    whole = {key: kept for key, kept in understood.items() if key not in ("further", "first_ends")}
    return {**whole, "intent": dict(_MEANT), "intent_ranking": [dict(_MEANT)]}


def _tells_household(text: str, understood: Dict[str, Any]) -> bool:
    return dependants(text) is not None and _tells_income(text, understood)


def _tells_income(text: str, understood: Dict[str, Any]) -> bool:
    money = any(one["entity"] == "money" for one in understood.get("entities") or [])
    return money or has_no_income(text) or has_no_wage(text)


def _tells(text: str, understood: Dict[str, Any], *, asks: bool) -> bool:
    """Whether an exception is told, with people or an income; where eligibility is asked beside it, it is enough itself."""
    if exception(text) is None and saudi(text) is not False:
        return False
    named = any(one["entity"] == "relation" for one in understood.get("entities") or [])
    if is_about_another(text, names_relative=named):
        return False
    told = (exception(text) is not None, dependants(text) is not None, _tells_income(text, understood))
    return sum(told) >= (1 if asks else _FEWEST)
