"""Where a person stands, and what was paid."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from uuid import UUID, uuid4

import pytest
from sqlalchemy.ext.asyncio import AsyncSession

from actions.benefits.models import DecisionStatus, Payment, PaymentReason, PaymentReasonCode, ReasonCode
from actions.benefits.service import PaymentTold, can_object_until, current_decision, last_payment
from actions.eligibility import rules
from tests.actions.people import decided, person

SINCE = date(2026, 11, 1)


@pytest.fixture
async def noura(session: AsyncSession) -> UUID:
    return await person(session)


async def paid(session: AsyncSession, who: UUID, month: date, amount: int, *reasons: PaymentReasonCode) -> None:
    payment = Payment(beneficiary_id=who, month=month, amount=Decimal(amount), paid_on=month)
    session.add(payment)
    await session.flush()
    session.add_all(PaymentReason(payment_id=payment.id, code=code) for code in reasons)
    await session.flush()


async def test_the_decision_in_force_is_the_one_that_nothing_superseded(session: AsyncSession, noura: UUID) -> None:
    successor = uuid4()
    await decided(session, noura, DecisionStatus.ELIGIBLE, date(2026, 1, 1), superseded_by=successor)
    current = await decided(session, noura, DecisionStatus.SUSPENDED, SINCE, id=successor)
    found = await current_decision(session, noura)
    assert found is not None
    assert found.id == current.id


async def test_reasons_are_told_in_their_order(session: AsyncSession, noura: UUID) -> None:
    reasons = (ReasonCode.NATIONALITY, ReasonCode.ABSENCE_FROM_KINGDOM, ReasonCode.ASSETS)
    await decided(session, noura, DecisionStatus.INELIGIBLE, SINCE, *reasons)
    session.expunge_all()
    found = await current_decision(session, noura)
    assert found is not None
    assert tuple(reason.code for reason in found.reasons) == reasons


async def test_the_decision_of_another_person_is_not_ones_own(session: AsyncSession, noura: UUID) -> None:
    await decided(session, await person(session, "1920220223", None), DecisionStatus.ELIGIBLE, SINCE)
    assert await current_decision(session, noura) is None


@pytest.mark.parametrize("status", DecisionStatus)
async def test_only_a_refusal_and_a_stop_can_be_objected_to(
    session: AsyncSession, noura: UUID, status: DecisionStatus
) -> None:
    decision = await decided(session, noura, status, SINCE)
    contestable = status in (DecisionStatus.INELIGIBLE, DecisionStatus.SUSPENDED)
    expected = rules.objection_window(SINCE).can_object_until(SINCE) if contestable else None
    assert can_object_until(decision) == expected


async def test_the_newest_payment_is_told_with_the_one_before(session: AsyncSession, noura: UUID) -> None:
    await paid(session, noura, date(2026, 10, 1), 2300)
    await paid(session, noura, date(2026, 11, 1), 1970, PaymentReasonCode.EARNED_INCOME_ROSE)
    await paid(session, noura, date(2026, 9, 1), 1000)
    told = await last_payment(session, noura)
    assert told == PaymentTold(Decimal(1970), date(2026, 11, 1), Decimal(2300), ("earned_income_rose",))


async def test_a_first_payment_has_none_before_it(session: AsyncSession, noura: UUID) -> None:
    await paid(session, noura, date(2026, 11, 1), 1320)
    told = await last_payment(session, noura)
    assert told is not None
    assert told.previous_amount is None


async def test_to_whom_nothing_was_paid_there_is_nothing_to_tell(session: AsyncSession, noura: UUID) -> None:
    await paid(session, await person(session, "1920220223", None), date(2026, 11, 1), 1320)
    assert await last_payment(session, noura) is None
