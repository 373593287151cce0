"""Days around a case: what is left after a refusal, when silence speaks, what is told beside a complaint."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from sqlalchemy.ext.asyncio import AsyncSession

from actions.benefits.models import DecisionStatus, Payment
from actions.cases.policy import Window, complaint_subjects, policy
from actions.cases.windows import guidance, remaining, silent_since
from actions.eligibility import reading
from actions.eligibility.working_days import add_working_days
from tests.actions.people import decided, person

TODAY = date(2026, 11, 22)


def days(name: str) -> int:
    return reading.whole(name, TODAY)


def test_after_a_refusal_the_earlier_reading_is_advised_and_the_latest_known() -> None:
    left = remaining(TODAY)
    assert left.committee_before == TODAY + timedelta(days=days("deadlines.committee_complaint_after_silence"))
    assert left.committee_latest == TODAY + timedelta(days=days("deadlines.general_admin_grievance"))
    assert left.committee_before < left.committee_latest
    assert left.court_days == days("deadlines.administrative_court_filing")


def test_silence_speaks_only_after_the_general_period() -> None:
    period = days("deadlines.general_admin_authority_reply")
    assert silent_since(TODAY, TODAY + timedelta(days=period)) is None
    assert silent_since(TODAY, TODAY + timedelta(days=period + 1)) == period


async def test_a_complaint_about_money_hears_the_day_of_the_month_that_was_paid_last(session: AsyncSession) -> None:
    noura = await person(session)
    session.add(Payment(beneficiary_id=noura, month=date(2026, 11, 1), amount=Decimal(900), paid_on=date(2026, 11, 1)))
    await session.flush()
    told = await guidance(session, noura, "payment", TODAY)
    assert told is not None
    assert (told.window, told.act_before, told.latest) == (Window.FINANCIAL_COMPLAINT, date(2026, 12, 10), None)


async def test_whoever_was_never_paid_hears_the_day_of_this_month(session: AsyncSession) -> None:
    told = await guidance(session, await person(session), "payment", TODAY)
    assert told is not None
    assert told.act_before == date(2026, 12, 10)


async def test_a_late_decision_hears_both_readings_of_its_period(session: AsyncSession) -> None:
    noura, since = await person(session), date(2026, 11, 10)
    await decided(session, noura, DecisionStatus.UNDER_REVIEW, since)
    told = await guidance(session, noura, "decision_delay", TODAY)
    assert told is not None
    period = days("deadlines.decision_on_application")
    assert (told.act_before, told.latest) == (since + timedelta(days=period), add_working_days(since, period))


async def test_where_no_decision_is_awaited_no_day_is_told(session: AsyncSession) -> None:
    noura = await person(session)
    await decided(session, noura, DecisionStatus.ELIGIBLE, date(2026, 11, 10))
    assert await guidance(session, noura, "decision_delay", TODAY) is None


@pytest.mark.parametrize("subject", [s for s in complaint_subjects() if policy().complaints[s] is None])
async def test_a_subject_without_a_period_hears_of_none(session: AsyncSession, subject: str) -> None:
    assert await guidance(session, await person(session), subject, TODAY) is None


def test_what_can_be_wrong_fits_the_reasons_of_the_decision() -> None:
    assert policy().reasons_for(("absence_from_kingdom",))[0] == "not_abroad"
    assert "not_abroad" not in policy().reasons_for(("income_above_minimum",))
    both = policy().reasons_for(("income_above_minimum", "absence_from_kingdom"))
    assert {"income_is_lower", "not_abroad"} < set(both)
    assert both[-1] == "own_words"
    assert len(both) == len(set(both))


def test_for_a_reason_that_is_not_listed_everything_is_offered() -> None:
    assert policy().reasons_for(("death",)) == policy().objection_reasons["otherwise"]
    assert policy().reasons_for(()) == policy().objection_reasons["otherwise"]
