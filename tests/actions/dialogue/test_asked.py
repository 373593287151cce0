"""What a bare yes means after an answer that asked something."""

from __future__ import annotations

from typing import Any

import pytest

from actions.dialogue.asked import offered
from actions.dialogue.messages import MENU, PERSON, SemanticMessage, intent_choice
from actions.dialogue.turn import Turn
from tests.actions.dialogue.trackers import tracker, user

OBJECT, COMPLAIN, DAY = intent_choice("file_objection"), intent_choice("file_complaint"), intent_choice("ask_payment_date")


def after(*said: dict[str, Any]) -> Turn:
    """A turn in which somebody says yes to these messages."""
    told = [{"event": "bot", "data": {"custom": one}} for one in said]
    return Turn(tracker("affirm", "نعم", events=[user(1), *told, user(2)]))


def names(act: str, data: dict[str, Any], *choices: Any) -> list[str]:
    return [choice.request.intent for choice in offered(after(SemanticMessage(act, data, choices).as_json()))]


def test_the_services_of_a_question_without_the_ways_that_are_always_there() -> None:
    assert names("case.none", {}, OBJECT, COMPLAIN, PERSON) == ["file_objection", "file_complaint"]
    assert names("appointment.none", {}, intent_choice("book_consultation"), MENU) == ["book_consultation"]


@pytest.mark.parametrize(("before", "meant"), [(2800.0, ["file_complaint"]), (1800.0, []), (None, [])])
def test_a_payment_asks_only_where_it_fell(before: float | None, meant: list[str]) -> None:
    assert names("payment.last", {"amount": 1800.0, "previous_amount": before}, COMPLAIN, DAY, PERSON) == meant


def test_an_answer_that_asks_nothing_is_not_affirmed() -> None:
    assert names("card.status", {}, OBJECT) == []
    assert offered(after()) == ()
