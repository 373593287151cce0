"""Small readings that decide much: is it a question, which danger is it, how many."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlu.arabic.danger import kind
from nlu.arabic.quantity import first_number
from nlu.arabic.questions import is_question


@pytest.mark.parametrize(
    "text",
    [
        "متى ينزل الضمان",
        "طيب ليش وقفتوا معاشي",
        "السلام عليكم وش المستندات",
        "ينزل بكرة؟",
        "it comes tomorrow?",
        "what do I need",
        "hi, when is it paid",
        "mta yenzel",
        "ما هو الحد",
        "هل أنا مؤهل",
    ],
)
def test_a_question_is_told_by_its_mark_or_its_first_word(text: str) -> None:
    assert is_question(text)


@pytest.mark.parametrize("text", ["", "السلام عليكم", "رفضوني وما أدري ليش", "دخلي تغير من شهر", "I was refused", "طيب"])
def test_a_statement_is_no_question(text: str) -> None:
    assert not is_question(text)


@pytest.mark.parametrize(
    ("text", "danger"),
    [
        ("أبي أموت وأرتاح", "self_harm"),
        ("I want to die", "self_harm"),
        ("ما عندنا أكل اليوم", "hunger"),
        ("we have no food", "hunger"),
        ("زوجي يضربني", "abuse"),
        ("وهددني بالسكين", "abuse"),
        ("ابوي مغمى عليه", "emergency"),
        ("متى ينزل الضمان", None),
        ("", None),
    ],
)
def test_the_danger_is_named_by_its_words(text: str, danger: str | None) -> None:
    assert kind(text) == danger


def test_of_two_dangers_the_wish_to_die_comes_first() -> None:
    assert kind("زوجي يضربني وأبي أموت") == "self_harm"


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("ثلاثة", 3),
        ("٤٥ يوم", 45),
        ("about 20", 20),
        ("عندي خمسة عيال وبنتين", 5),
        ("2,500", 2500),
        ("ألفين وخمسمية", 2500),
        ("صفر", 0),
        ("ما عندي", None),
        ("", None),
    ],
)
def test_the_first_number_of_an_answer_is_read(text: str, number: int | None) -> None:
    assert first_number(text) == (None if number is None else Decimal(number))


@given(st.text())
def test_no_text_makes_them_fail(text: str) -> None:
    assert is_question(text) in (True, False)
    assert kind(text) in (None, "self_harm", "hunger", "abuse", "emergency")
    assert first_number(text) is None or isinstance(first_number(text), Decimal)
