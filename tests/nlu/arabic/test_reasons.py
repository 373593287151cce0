"""Asking for the reasons of what was just said."""

from __future__ import annotations

import pytest

from nlu.arabic.reasons import asks_how


@pytest.mark.parametrize("text", [
    "ليش كذا", "طيب ليش؟", "كيف حسبتوها", "ابي اعرف كيف طلعت المعادلة", "اشرح لي الحسبة", "منين جبتوا الرقم", "why", "how did you calculate it?",
    "لو سمحت اشرح لي كيف حسبتوها", "وش السبب",
])  # fmt: skip
def test_nothing_but_the_reasons_is_asked_for(text: str) -> None:
    assert asks_how(text)


@pytest.mark.parametrize("text", [
    "ليش نقص معاشي", "ليش رفضتوني", "كيف اعترض", "كيف اسجل في الضمان", "شكرا", "", "ما فهمت", "why was I rejected", "وش السبب في ايقاف البطاقة", "🙂",
])  # fmt: skip
def test_other_questions_and_words_are_not_that(text: str) -> None:
    assert not asks_how(text)
