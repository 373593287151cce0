"""What is said about carers, in several registers, and what only sounds like it."""

import pytest

from nlu.arabic import mandates


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("ابي بنتي تراجع عني", "appoint_carer"),
        ("ابغى اضيف ولدي وكيل عني", "appoint_carer"),
        ("كيف اخلي بنتي تستلم عني", "appoint_carer"),
        ("ودي اوكل اختي", "appoint_carer"),
        ("appoint my daughter to act for me", "appoint_carer"),
        ("الغي وكالة ولدي", "end_mandate"),
        ("شيلوا بنتي من التفويض", "end_mandate"),
        ("ما عاد ابي ولدي وكيل عني", "end_mandate"),
        ("end the mandate", "end_mandate"),
        ("مين وكيلي", "show_mandates"),
        ("who acts for me", "show_mandates"),
        ("مين اللي يدخل على ملفي", "show_mandates"),
        ("نرجع لملف امي", "act_for"),
        ("ابي ارجع لملفي", "act_for"),
        ("انا وكيل عن ابوي", "act_for"),
        ("وكلتني امي اتابع ملفها", "act_for"),
        ("ابي اسوي وكالة شرعية بناجز", None),
        ("وكالة بيع السيارة", None),
        ("كم نزل لي", None),
        ("ابي احجز موعد لامي", None),
        ("وقفوا الرسائل", None),
    ],
)
def test_which_request_it_is(text: str, meant: str | None) -> None:
    assert mandates.request(text) == meant


@pytest.mark.parametrize(
    ("text", "months"),
    [
        ("ستة اشهر", 6), ("سنة", 12), ("٣", 3), ("شهرين", 2), ("لمدة نص سنة", 6), ("6 months", 6), ("سنه كامله", 12),
        ("شهر", 1), ("خمس سنين", 60), ("سنتين", 24), ("ما ادري", None), ("الى ما اموت", None),
    ],
)  # fmt: skip
def test_for_how_long(text: str, months: int | None) -> None:
    assert mandates.months(text) == months


@pytest.mark.parametrize(
    ("text", "scopes"),
    [
        ("كل شي", ("all",)),
        ("المواعيد والاعتراضات", ("appointments", "cases")),
        ("بس تشوف معاشي", ("status",)),
        ("ما ادري", ()),
    ],
)
def test_what_for(text: str, scopes: tuple[str, ...]) -> None:
    assert mandates.scopes(text) == scopes


def test_a_daughter_looks_after_her_mother_and_not_the_other_way_round() -> None:
    assert mandates.may_look_after("daughter", "mother")
    assert not mandates.may_look_after("daughter", "daughter")
