"""What the open question of a form waits for, in the words of `nlu.arabic.entities`."""

from __future__ import annotations

from typing import Any, Dict, Optional

from rasa.shared.core.trackers import DialogueStateTracker

_EXPECTED = {
    "verify_id": "id",
    "verify_code": "code",
    "phone_number": "phone",
    "phone_code": "code",
    "booking_service": "service",
    "booking_region": "region",
    "booking_city": "city",
    "booking_mode": "mode",
    "booking_slot": "date",
    "booking_for": "relation",
    "benefit_code": "benefit",
    "comp_for": "relation",
    "comp_contact": "phone",
    "change_date": "date",
    "mandate_carer": "id",
    "mandate_code": "code",
    "mandate_relation": "relation",
    "whom_file": "relation",
    "ending_which": "relation",
    "elig_dependents": "count",
    "elig_earned_income": "money",
    "elig_unearned_income": "money",
}


def context_of(tracker: Optional[DialogueStateTracker]) -> Dict[str, Any]:
    """The form in hand and what its open question waits for; both None outside a form."""
    form = tracker.active_loop_name if tracker else None
    asked = tracker.get_slot("requested_slot") if tracker and form else None
    return {"form": form, "expecting": _EXPECTED.get(asked or "")}
