"""Dates, times, money and lists in words."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest

from actions.clock import RIYADH
from bot.render import catalogue, values
from bot.render.isolation import plain
from tests.conftest import NOW

AR, EN = catalogue("ar"), catalogue("en")


def test_a_day_is_told_in_both_calendars() -> None:
    assert plain(values.day(AR, date(2026, 11, 29))) == "الأحد 29 نوفمبر 2026 (19 جمادى الآخرة 1448هـ)"
    assert values.day(EN, date(2026, 11, 29)) == "Sunday 29 November 2026 (19 Jumada al-Akhirah 1448 AH)"


def test_the_first_of_a_hijri_year_is_that_of_umm_al_qura() -> None:
    assert "1 المحرم 1448هـ" in plain(values.day(AR, date(2026, 6, 16)))


@pytest.mark.parametrize(
    ("hour", "minute", "arabic", "english"),
    [
        (0, 5, "12:05 صباحًا", "12:05 am"),
        (9, 0, "9:00 صباحًا", "9:00 am"),
        (12, 30, "12:30 ظهرًا", "12:30 pm"),
        (16, 30, "4:30 مساءً", "4:30 pm"),
        (23, 59, "11:59 مساءً", "11:59 pm"),
    ],
)
def test_a_time_is_told_on_a_clock_of_twelve_hours(hour: int, minute: int, arabic: str, english: str) -> None:
    at = datetime(2026, 11, 29, hour, minute, tzinfo=RIYADH)
    assert plain(values.clock_time(AR, at)) == arabic
    assert values.clock_time(EN, at) == english


@pytest.mark.parametrize(
    ("amount", "arabic"),
    [("2300", "2,300 ريال"), ("2300.00", "2,300 ريال"), ("0", "0 ريال"), ("799.5", "799.50 ريال"), ("0.005", "0.01 ريال")],
)
def test_money_has_halalas_only_where_there_are_any(amount: str, arabic: str) -> None:
    assert plain(values.money(AR, Decimal(amount))) == arabic


def test_an_estimate_is_told_in_whole_riyals() -> None:
    assert values.rounded_money(EN, Decimal("1659.50")) == "SAR 1,660"


@pytest.mark.parametrize(
    ("days", "arabic", "english"),
    [
        (0, "اليوم", "today"),
        (1, "غدًا", "tomorrow"),
        (-1, "أمس", "yesterday"),
        (2, "بعد يومين", "in 2 days"),
        (3, "بعد 3 أيام", "in 3 days"),
        (20, "بعد 20 يومًا", "in 20 days"),
        (-5, "قبل 5 أيام", "5 days ago"),
    ],
)
def test_a_day_is_told_by_how_far_off_it_is(days: int, arabic: str, english: str) -> None:
    on = NOW.date() + timedelta(days=days)
    assert plain(values.from_now(AR, on)) == arabic
    assert values.from_now(EN, on) == english


def test_a_list_ends_with_and() -> None:
    assert values.listed(AR, ["الرياض", "جدة", "أبها"]) == "الرياض وجدة وأبها"
    assert values.listed(EN, ["Riyadh", "Jeddah", "Abha"]) == "Riyadh, Jeddah, and Abha"


def test_a_free_time_fits_on_a_button() -> None:
    latest = datetime(2026, 9, 30, 10, 30, tzinfo=RIYADH)
    assert plain(values.slot(AR, latest)) == "الأربعاء 30 سبتمبر 10:30 ص"
