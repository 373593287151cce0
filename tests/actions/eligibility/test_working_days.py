from datetime import date

import pytest

from actions.eligibility.working_days import add_working_days, deadline, is_public_holiday, is_working_day


@pytest.mark.parametrize(
    ("day", "works"),
    [
        (date(2026, 11, 22), True),  # a Sunday
        (date(2026, 11, 26), True),  # a Thursday
        (date(2026, 11, 27), False),  # a Friday
        (date(2026, 11, 28), False),  # a Saturday
        (date(2026, 9, 23), False),  # National Day
        (date(2026, 2, 22), False),  # Founding Day
    ],
)
def test_the_week_runs_from_sunday_to_thursday(day, works):
    assert is_working_day(day) is works


def test_the_eids_are_days_off():
    # 30 Ramadan 1447 and 9 Dhu al-Hijja 1447, by Umm al-Qura
    assert not is_public_holiday(date(2026, 3, 18))
    assert is_public_holiday(date(2026, 3, 19))
    assert not is_public_holiday(date(2026, 5, 25))
    assert is_public_holiday(date(2026, 5, 26))


def test_an_eid_gives_five_working_days_off_at_its_longest():
    off = [day for day in range(1, 32) if is_public_holiday(date(2026, 3, day))]

    assert off == [19, 20, 21, 22, 23, 24, 25]


def test_working_days_skip_weekends_and_holidays():
    assert add_working_days(date(2026, 11, 22), 0) == date(2026, 11, 22)
    assert add_working_days(date(2026, 11, 22), 4) == date(2026, 11, 26)
    assert add_working_days(date(2026, 11, 22), 5) == date(2026, 11, 29)
    assert add_working_days(date(2026, 11, 26), 1) == date(2026, 11, 29)
    assert add_working_days(date(2026, 3, 18), 1) == date(2026, 3, 26)


@pytest.mark.parametrize(
    ("days", "act_before", "latest"),
    [
        (15, date(2026, 12, 7), date(2026, 12, 13)),
        (20, date(2026, 12, 12), date(2026, 12, 20)),
        (30, date(2026, 12, 22), date(2027, 1, 3)),
    ],
)
def test_a_period_of_the_law_is_told_in_both_readings(days, act_before, latest):
    period = deadline(date(2026, 11, 22), days)

    assert (period.act_before, period.latest) == (act_before, latest)
