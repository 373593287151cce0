"""Which answer the open question waits for, in the words of `nlu.arabic`."""

from __future__ import annotations

from typing import Any


def expecting(last_act: dict[str, Any] | None) -> str | None:
    """What the open question asks for, in the words of the entity extractor; None when nothing is asked."""
    if last_act is None:
        return None
    act, data = last_act.get("act", ""), last_act.get("data") or {}
    return _EXPECTED.get(act) or _QUESTIONS.get(data.get("question", ""))


_EXPECTED = {
    "verify.ask_id": "id",
    "verify.invalid_id": "id",
    "verify.not_found": "id",
    "verify.code_sent": "code",
    "verify.wrong_code": "code",
    "mandate.code_sent": "code",
    "phone.whose": "phone",
    "phone.number": "phone",
    "phone.code_sent": "code",
}
_QUESTIONS = {
    "service": "service",
    "region": "region",
    "city": "city",
    "mode": "mode",
    "slot": "date",
    "date": "date",
    "carer": "id",
    "dependents": "count",
    "days_abroad": "number",
    "earned_income": "money",
    "unearned_income": "money",
}
