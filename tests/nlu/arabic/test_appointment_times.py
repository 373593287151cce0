"""What people say of the time of an appointment beside a day and an hour."""

from __future__ import annotations

from datetime import datetime

import pytest

from nlu.arabic.appointment_times import TimeTold, time_told
from nlu.arabic.entities import extract

SUNDAY = datetime(2026, 11, 22, 10)  # noqa: DTZ001


def told(text: str) -> tuple[TimeTold, list[str], list[str]]:
    """What is told, the days and hours that are wished, and those that are refused."""
    found = [one for one in extract(text, SUNDAY) if one.entity in ("date", "time")]
    heard = time_told(text, tuple((one.start, one.end) for one in found))
    no = heard.refused | heard.counted
    return (
        heard,
        [str(one.value) for one in found if (one.start, one.end) not in no],
        [str(one.value) for one in found if (one.start, one.end) in heard.refused],
    )


TOMORROW, SUN, TUE, THU = "2026-11-23", "2026-11-29", "2026-11-24", "2026-11-26"


@pytest.mark.parametrize(("text", "wished", "refused"), [
    ("لا مو بكره الاحد", [SUN], [TOMORROW]), ("مب بكرة، الأحد", [SUN], [TOMORROW]), ("الاحد مو بكره", [SUN], [TOMORROW]),
    ("بكره ما اقدر الاحد ممكن", [SUN], [TOMORROW]), ("ما اقدر بكره خلوه الاحد", [SUN], [TOMORROW]), ("بكره لا، الاحد", [SUN], [TOMORROW]),
    ("بدل بكره خله الخميس", [THU], [TOMORROW]), ("غير يوم الاحد", [], [SUN]), ("not tomorrow, sunday", [SUN], [TOMORROW]),
    ("لا الاحد", [SUN], []), ("ما ابي الا الاحد", [SUN], []), ("ولا الخميس", [], [THU]), ("مو الساعه 8 الساعه 10", ["10:00"], ["08:00"]),
    ("ما اقدر الاحد والاثنين خله الثلاثاء", [TUE], [SUN, TOMORROW]), ("مو بكره الصبح، بكره العصر", [TOMORROW], []),
    ("الاحد ما ينفعني خليه الخميس العصر", [THU], [SUN]), ("بعد بكره الثلاثاء", [TUE], []), ("sunday doesn't work, thursday", [THU], [SUN]),
])  # fmt: skip
def test_a_day_that_is_denied_is_told_from_the_one_that_is_wished(text: str, wished: list[str], refused: list[str]) -> None:
    _, kept, dropped = told(text)
    assert (kept, dropped) == (wished, refused)


@pytest.mark.parametrize(("text", "part"), [
    ("العصر", "afternoon"), ("مو الصبح، العصر", "afternoon"), ("مو الصبح العصر", "afternoon"), ("الاسبوع الجاي العصر", "afternoon"),
    ("الصبح ما يناسبني", "not_morning"), ("اداوم الصبح", "not_morning"), ("مب العصر", "not_afternoon"), ("بعد المغرب", "evening"),
    ("العصر احسن لي من الصبح", "afternoon"), ("صباح الخير", None), ("صباح الخير ابي العصر", "afternoon"), ("الضحى", "morning"),
    ("بعد الظهر", "afternoon"), ("قبل الظهر", "morning"), ("in the afternoon please", "afternoon"), ("good morning", None), ("بكره", None),
])  # fmt: skip
def test_the_part_of_the_day(text: str, part: str | None) -> None:
    assert told(text)[0].part == part


@pytest.mark.parametrize(("text", "shift"), [
    ("لا قبلها بيوم", -1), ("اليوم اللي قبله", -1), ("قدموه يومين", -2), ("بعدها بيوم", 1), ("اليوم اللي بعده", 1), ("ثاني يوم", 1),
    ("بعدها بيومين", 2), ("a day earlier", -1), ("a week later", 7), ("الاحد", None), ("غير يوم", None),
])  # fmt: skip
def test_days_are_counted_from_what_was_shown(text: str, shift: int | None) -> None:
    heard, wished, _ = told(text)
    assert heard.shift == shift
    assert shift is None or wished == []


@pytest.mark.parametrize(("text", "other"), [
    ("غير يوم", True), ("يوم ثاني", True), ("غير هاليوم", True), ("another day", True), ("غير يوم الاحد", False), ("يوم الاثنين", False),
])  # fmt: skip
def test_another_day_is_none_that_is_named(text: str, other: bool) -> None:
    heard, _, refused = told(text)
    assert heard.other_day is other
    assert bool(refused) is (text == "غير يوم الاحد")
