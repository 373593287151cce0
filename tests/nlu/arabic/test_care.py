"""What is told of somebody who needs help at home, and when they want to be called."""

from __future__ import annotations

import pytest

from nlu.arabic import callbacks, care


@pytest.mark.parametrize(
    ("text", "asked", "age"),
    [
        ("ابوي عمره ٨٠ وما عنده احد", False, 80),
        ("امي عمرها ثمانين سنة وعايشة لحالها", False, 80),
        ("my father is 82 and disabled", False, 82),
        ("3omrah 80", False, 80),
        ("76", True, 76),
        ("76", False, None),
        ("مقعد من 3 سنوات", False, None),
        ("كبيرة مره", True, None),
        ("عمره 800", True, None),
    ],
)
def test_an_age_is_a_number_that_is_said_to_be_one(text: str, asked: bool, age: int | None) -> None:
    assert care.age(text, asked=asked) == age


@pytest.mark.parametrize(
    ("text", "told"),
    [("امي مقعدة", True), ("كفيف من يومه", True), ("ما عنده اعاقة", False), ("مو معاق", False), ("صحته زينة", False), ("76", None)],
)
def test_a_disability_is_told_or_denied(text: str, told: bool | None) -> None:
    assert care.disability(text, asked=False) is told


def test_one_who_is_described_is_not_said_to_live_alone() -> None:
    assert care.adults("ابي الخدمه الشامله لوحده كبيره", asked=False) is None
    assert care.adults("لوحده كبيره عايشه لحالها", asked=False) == 0
    assert care.adults("هو لوحده", asked=False) == 0


@pytest.mark.parametrize(("text", "asked", "other"), [
    ("انا اخصائية اجتماعية ولجارتنا", False, True), ("لجاري كبير بالسن", False, True), ("لواحد صديقي مقعد", False, True),
    ("انا متطوع وابيها لشايب", False, True), ("for my neighbour", False, True), ("ما يقرب لي", False, True),
    ("هذي عجوز جنبنا", True, True), ("عجوز وما عندي احد", False, False), ("لعجوز جنبنا مالها حد", False, True), ("لوحده كبيره", False, True),
    ("كبيره بالسن", True, True), ("لحاله عندنا", True, True),
    ("ابوي كبير بالسن وما عنده احد", False, False), ("ابوي جيرانه يساعدونه", False, False), ("لامي", True, False),
])  # fmt: skip
def test_somebody_who_is_no_relative(text: str, asked: bool, other: bool) -> None:
    assert (care.for_another(text, asked=asked) is not None) is other


@pytest.mark.parametrize(("text", "told"), [("ايه", True), ("لا", False)])
def test_a_bare_word_answers_only_what_was_asked(text: str, told: bool) -> None:
    assert care.disability(text, asked=True) is told
    assert care.disability(text, asked=False) is None


@pytest.mark.parametrize(
    ("text", "asked", "adults"),
    [
        ("ما عنده احد", False, 0),
        ("عايشة لحالها", False, 0),
        ("lives alone", False, 0),
        ("ولا احد", True, 0),
        ("لا", True, 0),
        ("واحد", True, 1),
        ("2", True, 2),
        ("2", False, None),
        ("عمرها 30", True, None),
    ],
)
def test_the_adults_at_home_are_counted(text: str, asked: bool, adults: int | None) -> None:
    assert care.adults(text, asked=asked) == adults


@pytest.mark.parametrize(("text", "part"), [("الصبح", "morning"), ("العصر احسن", "afternoon"), ("اي وقت", "any"), ("امي", None)])
def test_the_time_of_a_call(text: str, part: str | None) -> None:
    assert callbacks.part(text) == part
