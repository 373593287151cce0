"""Short answers about a household, in the dialects and in English."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from nlu.arabic import answers, household_answers, income_answers, time_answers

# What people put around an answer without changing it.
AROUND = ("{}", "والله {}", "{} يا اخوي", "{}.")


def cases(table: dict[Any, str]) -> list[tuple[str, Any]]:
    return [
        (around.format(text), expected) for expected, texts in table.items() for text in texts.split(" | ") for around in AROUND
    ]


@pytest.mark.parametrize(("text", "expected"), cases({
    True: "ما ادري | مدري | لا ادري | ما اعرف | لا اعلم | الله اعلم | مو متاكد | مش عارف | علمي علمك | ما ادري كم | مدري والله | I don't know | not sure | no idea | idk | لا أعرف",
    False: "لا | ما عندي | ادري | ٣ | نعم | اعرف | no | سعودي | ما سافرت | sure",
}))  # fmt: skip
def test_who_does_not_know(text: str, expected: bool) -> None:
    assert answers.is_unsure(text) is expected


@pytest.mark.parametrize(("text", "expected"), cases({
    True: "لا | لا والله | ابدا | ما عندي | ولا ريال | ما فيه | مافي | ولا شي | لا ما عندي | لا يوجد | صفر | no | none | nothing | No thanks | nope",
    False: "لا قصدي 3 | لا، أقصد 3 | لا مو ساكن بدار | ما عندي سيارة | ما عندي عيال بس عندي زوجة | لا ادري | no I mean 3 | نعم | لا راتبي 3000 | no idea | والله",
}))  # fmt: skip
def test_a_no_counts_when_it_is_bare(text: str, expected: bool) -> None:
    assert answers.is_bare_no(text) is expected


@pytest.mark.parametrize(("text", "expected"), cases({
    True: "ايه سعودي | سعودي | سعودية | انا سعودي | انا مواطنة | yes I'm Saudi | I am a Saudi citizen | لا انا سعودي | ما سافرت وانا سعودي | جنسيتي السعودية | سعودي ومتزوج من يمنية | نعم سعودية",
    False: "مو سعودية | يمنية | مقيمة | not Saudi | مب سعودي | ماني سعودي | غير سعودي | لست سعودية | انا يمنية وزوجي سعودي | انا مصري | non-saudi | لا مقيم | I'm not a Saudi",
    None: "ساكن بالسعودية | 2000 ريال سعودي | Saudi Arabia | زوجتي يمنية | امي سعودية | لا | نعم | عندي ٣ عيال | حساب المواطن | ما ادري",
}))  # fmt: skip
def test_nationality(text: str, expected: bool | None) -> None:
    assert household_answers.saudi(text) is expected


@pytest.mark.parametrize(("text", "expected"), cases({
    "head": "رب اسرة | رب أسرة | عائل | انا العايل | عندي عيال | head | I'm the head of the household | متزوج وعندي عيال | اعول امي | معيل | مسؤول عن اسرتي | لا انا رب اسرة",
    "independent": "مستقل | مستقلة | اسكن لحالي | لحالي | alone | independent | I live alone | عايش لوحدي | بروحي | فرد مستقل",
    None: "ما عندي عيال | مو مستقل | نعم | لا | ٣ | my head hurts | ماني متزوج | not independent",
}))  # fmt: skip
def test_role(text: str, expected: str | None) -> None:
    assert household_answers.role(text) == expected


@pytest.mark.parametrize(("text", "expected"), cases({
    0: "ما سافرت | ما طلعت برا | ولا يوم | ما عندي سفر | لا ما سافرت | I didn't travel | never travelled | not a day | لم أسافر",
    60: "شهرين | ما سافرت الا شهرين | two months | ٦٠ يوم", 14: "اسبوعين | two weeks", 10: "عشرة ايام | 10 days | ١٠",
    45: "٤٥ يوم | شهر ونص | 45", 90: "ثلاثة شهور | ٣ اشهر | سافرت ثلاث شهور", 70: "شهرين وعشرة ايام", 30: "شهر | a month", 365: "سنة",
    None: "-5 | 400 | سنتين | ما ادري | minus 5 | نعم | كل شهر",
}))  # fmt: skip
def test_days_abroad(text: str, expected: int | None) -> None:
    if text.startswith(("والله -", "والله minus")):
        text = text.removeprefix("والله ")
    assert time_answers.days_abroad(text, asked=True) == expected


@pytest.mark.parametrize(("text", "expected"), cases({
    0: "ما سافرت | وما سافرت | ما طلعت برا", 60: "سافرت شهرين | كنت برا شهرين", None: "شهرين | 45 | من شهرين ما نزل الضمان | ولا يوم",
}))  # fmt: skip
def test_days_abroad_in_passing_need_a_journey(text: str, expected: int | None) -> None:
    assert time_answers.days_abroad(text, asked=False) == expected


@pytest.mark.parametrize(("text", "expected"), cases({
    True: "ايه ساكن بدار ايواء | ساكن في دار | ساكنة في دار الايواء | دار رعاية | I live in a shelter | yes in a care home | ملجأ | نعم بدار",
    False: "لا مو ساكن بدار | ما اسكن بدار ايواء | not in a shelter | I don't live in a shelter | ساكن مع اهلي | ساكن في بيتي | ماني في دار | لا مب بدار",
    None: "لا | نعم | ما ادري | ٣",
}))  # fmt: skip
def test_shelter(text: str, expected: bool | None) -> None:
    assert household_answers.shelter(text) is expected


@pytest.mark.parametrize(("text", "expected"), cases({
    True: "عندي ارض | عندي ثاني بيت | اسهم | عندي اسهم | ارض | بيتين | I own land | stocks | a second house | ما عندي غير ارض | عندي بيتي وعندي ارض | مزرعة",
    False: "ما عندي املاك | بيتي وسيارتي بس | ما عندي ارض | ما عندي الا بيتي | just my house and car | no assets | I don't own any land | only my home | بس بيت | ما عندي اسهم",
    None: "نعم | لا | ما ادري | عندي ٣ عيال",
}))  # fmt: skip
def test_assets(text: str, expected: bool | None) -> None:
    assert household_answers.assets(text, asked=True) is expected


@pytest.mark.parametrize(("text", "expected"), cases({
    True: "ما عندي دخل | عاطل | ما اشتغل | ما فيه دخل | عاطلة عن العمل | بدون عمل | ما عندي راتب | مو موظف | unemployed | no income | I have no job | not working | I don't work",
    False: "راتبي 4000 | موظف | اشتغل | نعم | I work | 2000 | ما ادري",
}))  # fmt: skip
def test_no_earnings(text: str, expected: bool) -> None:
    assert income_answers.has_no_earnings(text) is expected


@pytest.mark.parametrize(("text", "earned", "unearned", "unnamed"), [
    ("راتبي ٤٠٠٠", 4000, None, None), ("دخلي 4000", 4000, None, None), ("معاشي من الوظيفة 4000", 4000, None, None),
    ("تقاعد 2000", None, 2000, None), ("ايجار 2000", None, 2000, None), ("اعانة 2000", None, 2000, None),
    ("راتبي 4000 وتقاعد 2000", 4000, 2000, None), ("4000 راتب و 2000 ايجار", 4000, 2000, None), ("معاش التقاعد 2000", None, 2000, None),
    ("4000", None, None, 4000), ("راتبي 4000 وادفع ايجار 2000", 4000, None, None), ("salary 4000 and pension 2000", 4000, 2000, None),
    ("تقاعد 2000 وايجار 4000", None, 6000, None), ("راتبي ستة ونص", 6500, None, None), ("عندي 3 عيال وراتبي 4000", 4000, None, None),
    ("راتبي 2000 قصدي راتبي 4000", 4000, None, None), ("my wage is 4000", 4000, None, None), ("دخل من ايجار 2000", None, 2000, None),
])  # fmt: skip
def test_incomes_by_their_names(text: str, earned: int | None, unearned: int | None, unnamed: int | None) -> None:
    assert income_answers.incomes(text, [4000.0, 2000, Decimal(6500)]) == income_answers.Incomes(*(
        None if amount is None else Decimal(amount) for amount in (earned, unearned, unnamed)
    ))  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), [
    ("لا، أقصد 3", 3), ("لا قصدي 2000", 2000), ("قصدي الفين", 2000), ("no, I mean 3", 3), ("no, 3", 3), ("غلطت، 5", 5), ("لا ٣", 3),
    ("مو 3 قصدي 4", 4), ("sorry I meant 10 days", 10), ("3", None), ("لا", None), ("لا عندي 3 عيال", None), ("قصدي سعودي", None),
    ("لا اربعه الكبير توظف", 4), ("لا، اربعة، ولدي الكبير اشتغل", 4), ("no four, the eldest got a job", 4), ("لا اربعه مو خمسه", 4),
    ("لا صاروا اربعه", 4), ("لا غلط اربعه", 4), ("لا 3000 ريال", None), ("لا 20 يوم", None), ("لا واحد من عيالي يشتغل", None),
])  # fmt: skip
def test_corrections(text: str, expected: int | None) -> None:
    assert answers.correction(text) == expected


@pytest.mark.parametrize(("text", "expected"), [
    ("ما ادري هل استحق، عندي 3 عيال", " عندي 3 عيال"), ("انا سعودي", "انا سعودي"), ("ما ادري", ""), ("سعودي وما ادري كم راتبي", "سعودي "),
])  # fmt: skip
def test_what_is_certain(text: str, expected: str) -> None:
    assert answers.certain(text).lstrip("،") == expected
