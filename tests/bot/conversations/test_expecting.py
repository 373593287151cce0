"""Which answer the open question waits for."""

from __future__ import annotations

from typing import Any

import pytest

from bot.conversations.expecting import expecting


@pytest.mark.parametrize(
    ("last_act", "expected"),
    [
        (None, None),
        ({"act": "greet", "data": {"question": None}}, None),
        ({"act": "verify.ask_id", "data": {}}, "id"),
        ({"act": "verify.not_found", "data": {}}, "id"),
        ({"act": "verify.code_sent", "data": None}, "code"),
        ({"act": "appointment.ask", "data": {"question": "service"}}, "service"),
        ({"act": "eligibility.ask", "data": {"question": "dependents"}}, "count"),
        ({"act": "eligibility.ask", "data": {"question": "earned_income"}}, "money"),
    ],
)
def test_what_the_open_question_asks_for_is_told(last_act: dict[str, Any] | None, expected: str | None) -> None:
    assert expecting(last_act) == expected
