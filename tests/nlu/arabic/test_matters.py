"""Short questions about what was just told of, which they do not name."""

from __future__ import annotations

import pytest

from nlu.arabic.matters import asked_of


@pytest.mark.parametrize(
    ("matter", "text", "request_"),
    [
        ("card", "متى تنتهي", "show_card"),
        ("card", "كم باقي عليها؟", "show_card"),
        ("card", "طيب ولين متى تسري", "show_card"),
        ("card", "ارسلوها لي مره ثانيه", "show_card"),
        ("card", "when does it expire", "show_card"),
        ("card", "كيف اجددها", "faq/card_about"),
        ("card", "وين استخدمها", "faq/card_about"),
        ("benefit", "وش شروطه", "ask_benefit"),
        ("benefit", "كم يعطون", "ask_benefit"),
        ("benefit", "وكم ياخذ وقت", "ask_benefit"),
        ("benefit", "هو يشملني", "ask_benefit"),
        ("benefit", "كيف اقدم عليه", "apply_benefit"),
        ("benefit", "طيب ابيه", "apply_benefit"),
        ("benefit", "how do i apply for it", "apply_benefit"),
        ("appointment", "مع مين", "show_appointments"),
        ("appointment", "كم باقي عليه", "show_appointments"),
        ("appointment", "حضوري ولا اونلاين", "show_appointments"),
    ],
)
def test_who_names_nothing_asks_of_what_was_told(matter: str, text: str, request_: str) -> None:
    assert asked_of(matter, text) == request_


@pytest.mark.parametrize(
    ("matter", "text"),
    [
        ("card", "متى تنتهي الاقامة"),
        ("card", "متى ينزل الضمان"),
        ("card", "كم باقي على الراتب"),
        ("card", "كيف اجدد رخصتي"),
        ("card", "متى"),
        ("card", "طيب"),
        ("benefit", "وش شروط الضمان"),
        ("benefit", "كم يعطون في حساب المواطن"),
        ("benefit", "كيف اقدم على وظيفة"),
        ("benefit", "كم ياخذ وقت الرد على الاعتراض"),
        ("appointment", "مع مين اتكلم عن معاشي"),
        ("appointment", ""),
    ],
)
def test_who_names_something_asks_of_that(matter: str, text: str) -> None:
    assert asked_of(matter, text) is None
