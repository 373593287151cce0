"""What changed and when, in every register."""

from datetime import date

import pytest

from nlu.arabic import changes

TODAY = date(2026, 11, 22)  # a Sunday


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("توظف ولدي", "job"),
        ("تزوجت", "marriage"),
        ("انولد لي مولود", "birth"),
        ("غيرت رقمي", "phone"),
        ("يانا ولد الحمدلله، ابي تضيفونه", "birth"),
        ("زوجي طلقني الاسبوع اللي راح", "divorce"),
        ("ابوي مات الله يرحمه", "death"),
        ("امي اتوفت الله يرحمها ابغى اشيلها من التابعين", "death"),
        ("راتبي زاد وصار ٣٨٠٠", "income"),
        ("نقلنا من جيزان لابها", "address"),
        ("my son got a job", "job"),
        ("we moved from Jeddah to Taif", "address"),
        ("wldi twthf", "job"),
        ("ولدي انسجن", "dependant_left"),
        ("ابي اغير الايبان", "bank_account"),
        ("سافرت برا المملكة", "travel"),
        ("بنتي تزوجت وطلعت من البيت", "marriage"),
        ("ابي ابلغ عن تغيير", None),
    ],
)
def test_kinds(text: str, kind: str | None) -> None:
    assert changes.kind(text) == kind


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("اليوم", TODAY),
        ("امس", date(2026, 11, 21)),
        ("الخميس", date(2026, 11, 19)),
        ("من اول الشهر", date(2026, 11, 1)),
        ("15 رجب", date(2026, 1, 4)),
        ("15/11", date(2026, 11, 15)),
        ("last week", date(2026, 11, 15)),
        ("الشهر اللي راح", date(2026, 10, 23)),
        ("الاحد القادم", None),
        ("بكره", None),
        ("1/1/2030", None),
        ("ما ادري", None),
    ],
)
def test_a_day_is_read_backwards(text: str, day: date | None) -> None:
    assert changes.happened(text, TODAY) == day


@pytest.mark.parametrize(("text", "coming"), [("بكره", True), ("1/1/2030", True), ("امس", False), ("ما ادري", False)])
def test_what_is_to_come(text: str, coming: bool) -> None:
    assert changes.is_coming(text, TODAY) is coming


def test_which_notices() -> None:
    assert changes.notices("نبهني اذا نزل الضمان") == ("payment",)
    assert changes.notices("اوقف تنبيه الصرف بس") == ("payment",)
    assert changes.notices("وقفوا الرسائل") == ()
    assert changes.notices("remind me of my appointment") == ("appointment",)


@pytest.mark.parametrize("text", ["في رمضان", "رمضان اللي فات", "شهر ٩", "سبتمبر", "بشهر رجب"])
def test_a_month_alone_is_day_enough(text: str) -> None:
    found = changes.happened_in(text, date(2026, 11, 22))
    assert found is not None
    assert found < date(2026, 11, 22)


@pytest.mark.parametrize("text", ["بكره", "الاسبوع الجاي", "بعد بكره", "من زمان", "ما ادري"])
def test_what_has_not_come_or_is_not_known_is_no_month(text: str) -> None:
    assert changes.happened_in(text, date(2026, 11, 22)) is None


@pytest.mark.parametrize("text", ["ما ادري بالضبط", "من زمان", "ما اذكر والله", "السنه الماضيه", "long ago"])
def test_a_day_that_nobody_knows_any_more(text: str) -> None:
    assert changes.is_unknown_day(text)
