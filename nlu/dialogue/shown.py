"""What «وش اسوي الحين» and «دخلي ما تغير» are about after a status or a payment was shown: that, and its reasons.

On their own such words are understood as nothing, as a change to report, or as a question in general.
"""

from __future__ import annotations

from typing import Any, Dict, List, Optional

from rasa.shared.core.trackers import DialogueStateTracker

from nlu.arabic import danger
from nlu.arabic.changes import has_ended
from nlu.arabic.shown import ABSENCE, INCOME, PEOPLE, asks_what_now, disputes
from nlu.dialogue.turns import last_matter

NEXT_STEPS, DISPUTE = "ask_next_steps", "dispute_record"
_STATUS, _LAST, _NONE = "eligibility.status", "payment.last", "payment.none"
_SHOWN = frozenset({_STATUS, _LAST, _NONE, "eligibility.next_steps", "record.disputed"})
_STOPPED = frozenset({"suspended", "ineligible"})
_DANGER = "report_danger"
_MISTAKEN = frozenset(
    {
        "nlu_fallback", "out_of_scope", "faq", "inform", "affirm", "deny", "stop", "help", "frustration", "chitchat", "goodbye",
        "ask_payment_date", "ask_my_status", "ask_rejection_reason", "ask_my_payment", "report_change", "show_my_data",
        "show_my_plan", "track_case",
    }
)  # fmt: skip
# What tells or asks something of its own is no question what to do.
_SURELY_ANOTHER = frozenset({"show_my_data", "show_my_plan", "report_change", _DANGER})


def about_what_was_shown(understood: Dict[str, Any], tracker: Optional[DialogueStateTracker]) -> Dict[str, Any]:
    """The parsed message, as a question about what was shown or as an objection to its reason, where it is one."""
    if tracker is None or tracker.active_loop_name is not None:
        return understood
    name, text = understood["intent"]["name"], understood.get("text") or ""
    # What only the classifier takes for danger may be a wage that stayed the same («راتبي نفسه»).
    if name not in _MISTAKEN and (name != _DANGER or danger.kind(text) is not None):
        return understood
    shown = [said for said in last_matter(tracker) if said.get("act") in _SHOWN]
    if not shown:
        return understood
    subject = None if has_ended(text) else disputes(text, _subjects(shown))
    if subject is not None:
        return _as(understood, DISPUTE, {"entity": "disputed", "value": subject})
    wish = asks_what_now(text) if name not in _SURELY_ANOTHER else None
    return understood if wish is None else _as(understood, NEXT_STEPS, {"entity": "wish", "value": wish})


def _subjects(shown: List[Dict[str, Any]]) -> List[str]:
    """What the reasons that were shown are about, in order; none where nothing was refused, stopped or made less."""
    found: List[str] = []
    for said in shown:
        data = said.get("data") or {}
        if said["act"] == _STATUS or said["act"] == "eligibility.next_steps":
            found += [_OF_DECISION[one["code"]] for one in data.get("reasons") or [] if one.get("code") in _OF_DECISION]
            found += [INCOME, PEOPLE] if data.get("fell") else []
        elif said["act"] == _LAST and (data.get("previous_amount") or 0) > data["amount"]:
            found += [subject for code in _payment_reasons(data) for part, subject in _OF_PAYMENT if part in code]
        elif said["act"] == _NONE and data.get("status") in _STOPPED:
            found += [INCOME, ABSENCE, PEOPLE]
    return list(dict.fromkeys(found))


def _payment_reasons(data: Dict[str, Any]) -> List[str]:
    causes = (data.get("difference") or {}).get("causes") or []
    return [*(data.get("reasons") or []), *(one.get("reason", "") for one in causes)]


def _as(understood: Dict[str, Any], name: str, value: Dict[str, Any]) -> Dict[str, Any]:
    intent = {"name": name, "confidence": 1.0}
    entities = [one for one in understood.get("entities") or [] if one["entity"] not in ("danger", "body")]
    whole = {key: kept for key, kept in understood.items() if key not in ("further", "first_ends")}
    return {**whole, "intent": intent, "intent_ranking": [intent], "entities": [*entities, {**value, "extractor": "rules"}]}


_OF_DECISION = {"income_above_minimum": INCOME, "absence_from_kingdom": ABSENCE}
_OF_PAYMENT = (("income", INCOME), ("dependant", PEOPLE))
