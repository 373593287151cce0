"""Which field somebody wants to work in."""

from __future__ import annotations

import pytest

from nlu.arabic.interests import interests, is_anything


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("سجلني بدورة خياطة", "sewing"),
        ("ودي اتعلم تصوير", "design"),
        ("معي رخصة نقل ثقيل، احد يبي سواق؟", "driving"),
        ("ابغى افتح بسطة بليلة", "sales"),
        ("امي تعرف تسوي السدو", "crafts"),
        ("abi dawrat englizi", "languages"),
        ("I want to raise sheep", "farming"),
        ("ولدي يبغى صيانة الجوالات", "maintenance"),
        ("ابي شغل بالحراسة", "security"),
    ],
)
def test_the_field_is_read_in_every_register(text: str, first: str) -> None:
    assert interests(text)[0] == first


@pytest.mark.parametrize("text", ["ابي وظيفة", "السلام عليكم", "متى ينزل الضمان", ""])
def test_a_request_without_a_field_names_none(text: str) -> None:
    assert interests(text) == []


@pytest.mark.parametrize(("text", "anything"), [("اي شي", True), ("ما يفرق معي", True), ("anything is fine", True), ("خياطة", False)])
def test_a_choice_that_is_left_open(text: str, anything: bool) -> None:
    assert is_anything(text) is anything
