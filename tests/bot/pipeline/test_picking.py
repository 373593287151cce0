"""A typed answer as a choice: number, title, cut title, word; and when it is none."""

from __future__ import annotations

from typing import Any

import pytest

from bot.channels.capabilities import TELEGRAM, WEB, WHATSAPP, Capabilities
from bot.conversations.models import Choice
from bot.pipeline.picking import picked

REGIONS = ("الرياض", "مكة المكرمة", "المدينة المنورة", "القصيم", "الشرقية", "عسير", "تبوك", "حائل", "الحدود الشمالية", "جازان", "نجران", "الباحة", "الجوف")


def options(*titles: str, intent: str = "inform", message: int = 1, entity: str = "region") -> list[Choice]:
    return [
        Choice(
            value=f"{message}-{position}",
            message_id=message,
            position=position,
            title=title,
            payload={"intent": intent, "entities": [{"entity": entity, "value": position}]},
        )
        for position, title in enumerate(titles, 1)
    ]


def test_numbers_go_on_through_the_menus_of_one_answer() -> None:
    above, latest = options("حجز استشارة", "القائمة", message=1), options("نعم", "رقم آخر", message=2)
    for option in latest:
        option.listed_before = len(above)
    offered = [*latest, *above]
    assert [title(number, offered) for number in ("1", "٢", "3", "4", "5")] == ["حجز استشارة", "القائمة", "نعم", "رقم آخر", None]
    assert title("الاول", offered) == "نعم"


def title(written: str, offered: list[Choice], on: Capabilities = WHATSAPP, question: Any = None) -> str | None:
    chosen = picked(written, offered, on, question)
    return chosen.title if chosen else None


@pytest.mark.parametrize("written", ["10", "١٠", "۱۰", "10.", "(10)", " ١٠ ", "رقم 10", "رقم ١٠", "الخيار 10", "10️⃣"[:2], "number 10"])
def test_a_number_in_any_digits_is_the_row(written: str) -> None:
    assert title(written, options(*REGIONS)) == "جازان"


@pytest.mark.parametrize(("written", "place"), [("13", 13), ("الثاني", 2), ("واحد", 1), ("الاخير", 13), ("first", 1)])
def test_a_row_beyond_the_page_and_a_row_in_words(written: str, place: int) -> None:
    assert title(written, options(*REGIONS)) == REGIONS[place - 1]


@pytest.mark.parametrize("written", ["0", "14", "99", "1000", "-", "عشرين رجل", ""])
def test_a_number_without_a_row_is_no_choice(written: str) -> None:
    assert title(written, options(*REGIONS)) is None


@pytest.mark.parametrize("written", ["المدينة المنورة", "المدينه المنوره", "المدينة المنورة.", "المَدينة المنوّرة"])
def test_a_title_as_people_write_it(written: str) -> None:
    assert title(written, options(*REGIONS)) == "المدينة المنورة"


def test_a_title_as_the_channel_cut_it() -> None:
    long = "استشارة في الإرشاد المهني والمالي"
    for written in ("استشارة في الإرشاد…", "استشارة في الإرشاد", "استشارة في الإرشاد المه…"):
        assert title(written, options("استشارة نفسية", long)) == long


@pytest.mark.parametrize(("written", "meant"), [("المنورة", "المدينة المنورة"), ("الشمالية", "الحدود الشمالية"), ("موظف", None)])
def test_a_word_that_only_one_title_holds_is_that_title(written: str, meant: str | None) -> None:
    assert title(written, options(*REGIONS)) == meant


def test_a_word_that_several_titles_hold_picks_none() -> None:
    assert title("اعتراض", options("رفع اعتراض", "متابعة اعتراض")) is None


@pytest.mark.parametrize("written", ["أعرف", "عندي"])
def test_a_title_that_denies_is_not_picked_by_what_it_denies(written: str) -> None:
    assert title(written, options("لا أعرف", "ما عندي مستند")) is None


def test_words_pick_nothing_where_choices_are_buttons() -> None:
    assert title("المنورة", options(*REGIONS), WEB) is None
    assert title("المدينة المنورة", options(*REGIONS), TELEGRAM) == "المدينة المنورة"


@pytest.mark.parametrize("question", ["dependents", "days_abroad", "earned_income", "unearned_income"])
def test_where_a_number_is_the_answer_it_picks_no_row(question: str) -> None:
    offered = options("لا أعرف", entity="not_known")
    assert title("1", offered, question=question) is None
    assert title("لا أعرف", offered, question=question) == "لا أعرف"


def test_a_count_of_people_is_a_count_and_no_row() -> None:
    assert title("1", options("لا أحد", "واحد", "اثنان", entity="count")) is None


def test_a_number_is_of_the_latest_message() -> None:
    offered = [*options("أقبله", "لا أريده", message=9), *options("نعم", "لا", message=4)]
    assert title("2", offered) == "لا أريده"
    assert title("نعم", offered) == "نعم"


@pytest.mark.parametrize(("question", "meant"), [("region", "مكة المكرمة"), ("details", None)])
def test_on_other_channels_a_number_counts_where_answers_were_listed(question: str, meant: str | None) -> None:
    assert title("2", options(*REGIONS), WEB, question) == meant
