from datetime import date
from decimal import Decimal

import pytest

from actions.eligibility import rules
from actions.eligibility.citations import Citation
from actions.eligibility.codes import Reason
from actions.eligibility.reasons import citation_of
from tests.actions.eligibility.households import TODAY


def test_the_amounts_change_on_the_first_of_november_2023():
    before, after = rules.pension_rules(date(2023, 10, 31)), rules.pension_rules(date(2023, 11, 1))

    assert (before.base_minimum, before.dependant_increment) == (1100, 550)
    assert (after.base_minimum, after.dependant_increment) == (1320, 660)
    assert (after.earned_share, after.unearned_share, after.cap) == (Decimal("0.5"), 1, None)


def test_an_objection_has_thirty_days_and_a_latest_reading_of_sixty():
    window = rules.objection_window(TODAY)

    assert (window.platform_days, window.general_days) == (30, 60)
    assert window.can_object_until(date(2026, 11, 12)) == date(2026, 12, 12)
    assert window.latest_reading(date(2026, 11, 12)) == date(2027, 1, 11)


def test_payments_fall_on_the_first_and_results_on_the_27th():
    assert (rules.payment_day(TODAY), rules.result_day(TODAY)) == (1, 27)


@pytest.mark.parametrize(
    ("today", "paid_on", "result_on"),
    [
        (date(2026, 11, 22), date(2026, 12, 1), date(2026, 11, 27)),
        (date(2026, 11, 27), date(2026, 12, 1), date(2026, 11, 27)),
        (date(2026, 11, 28), date(2026, 12, 1), date(2026, 12, 27)),
        (date(2026, 12, 1), date(2026, 12, 1), date(2026, 12, 27)),
        (date(2026, 12, 31), date(2027, 1, 1), date(2027, 1, 27)),
    ],
)
def test_the_next_days_are_today_or_later(today, paid_on, result_on):
    assert rules.next_payment(today) == paid_on
    assert rules.next_result(today) == result_on


def test_a_payment_day_at_a_weekend_may_move():
    assert rules.payment_may_move(date(2027, 1, 1))  # a Friday
    assert rules.payment_may_move(date(2027, 5, 1))  # a Saturday
    assert not rules.payment_may_move(date(2026, 12, 1))  # a Tuesday


def test_the_first_payment_follows_in_the_next_month():
    assert rules.first_payment(date(2026, 11, 27)) == date(2026, 12, 1)
    assert rules.first_payment(date(2026, 12, 31)) == date(2027, 1, 1)


def test_a_financial_complaint_runs_from_the_tenth():
    assert rules.financial_complaint_until(date(2026, 11, 1)) == date(2026, 12, 10)


def test_periods_of_the_law_are_told():
    periods = rules.deadlines(TODAY)

    assert (periods.report_change, periods.decision_on_application, periods.update_data) == (15, 20, 30)
    assert periods.objection_reply_calendar_days is None


def test_days_abroad_are_counted_in_the_year_before_the_payment():
    rule = rules.absence_rule(TODAY)
    paid_on = date(2026, 12, 1)

    assert (rule.max_days, rule.window_start(paid_on)) == (90, date(2025, 12, 1))
    assert rule.days_abroad([(date(2026, 1, 1), date(2026, 1, 31))], paid_on) == 31
    assert rule.days_abroad([(date(2025, 11, 1), date(2025, 12, 10))], paid_on) == 10
    assert rule.days_abroad([(date(2026, 11, 25), date(2026, 12, 20))], paid_on) == 6
    assert rule.days_abroad([(date(2025, 1, 1), date(2025, 2, 1))], paid_on) == 0


def test_the_year_before_a_leap_day_begins_on_the_last_of_february():
    assert rules.absence_rule(TODAY).window_start(date(2028, 2, 29)) == date(2027, 2, 28)


def test_helplines_are_numbers_to_dial():
    lines = rules.helplines(TODAY)

    assert (lines.abuse, lines.child, lines.mental_health) == ("1919", "116111", "920033360")
    assert (lines.emergency, lines.unified) == ("911", "19911")


def test_contacts_are_addresses():
    assert rules.platform_url(TODAY) == "https://sbis.hrsd.gov.sa"
    assert rules.care_account(TODAY) == "@HRSD_Care"


def test_a_request_about_ones_data_has_thirty_days_and_thirty_more():
    request = rules.rights_request(TODAY)

    assert (request.days, request.extension_days) == (30, 30)


def test_the_decree_is_in_force_from_its_publication():
    assert rules.transferred_groups(date(2026, 7, 16)) == ()
    assert len(rules.transferred_groups(date(2026, 7, 17))) == 3


@pytest.mark.parametrize("reason", Reason)
def test_every_reason_has_an_article(reason):
    assert citation_of(reason).law


def test_a_citation_reads_as_it_is_written():
    assert str(Citation.parse("social_security_law 9(2)")) == "social_security_law 9(2)"
    assert str(Citation.parse("royal_decree_m35_1448")) == "royal_decree_m35_1448"
