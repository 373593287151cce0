"""Why a payment differs from the one before it, and the household on file: both by the rules, equal to what is stored."""

from __future__ import annotations

from decimal import Decimal
from uuid import UUID

import pytest
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import selectinload

from actions.benefits.changes import why_it_changed
from actions.benefits.household import facts_on_file
from actions.benefits.models import Decision, DecisionStatus, Payment
from actions.benefits.service import last_payment
from actions.demo import data
from actions.eligibility.codes import Outcome, PaymentReason
from actions.eligibility.engine import assess
from actions.people.models import Household, Income, IncomeKind
from tests.actions.people import by_id, person
from tests.conftest import NOW

TODAY = NOW.date()
PERSONAS = {told["key"]: told for told in data.personas()}
every_persona = pytest.mark.parametrize("key", PERSONAS)


async def persona(session: AsyncSession, key: str) -> UUID:
    return await by_id(session, PERSONAS[key]["national_id"])


@every_persona
async def test_the_file_gives_the_stored_decision(demo_reading: AsyncSession, key: str) -> None:
    facts = await facts_on_file(demo_reading, await persona(demo_reading, key), TODAY)
    assert facts is not None
    found, told = assess(facts, TODAY), PERSONAS[key]["decision"]
    if told["status"] == "eligible":
        assert found.monthly_amount == PERSONAS[key]["payments"]["last"][1]
    elif told["status"] != "under_review":
        assert found.outcome is Outcome.LIKELY_INELIGIBLE
        assert [str(reason) for reason in found.reasons] == told["reasons"]


async def test_the_file_gives_the_stored_decision_of_the_whole_population(demo_reading: AsyncSession) -> None:
    decided = select(Decision).options(selectinload(Decision.reasons)).where(Decision.superseded_by.is_(None))
    decisions = [one for one in await demo_reading.scalars(decided) if one.status is not DecisionStatus.UNDER_REVIEW]
    assert len(decisions) > 200
    for decision in decisions:
        facts = await facts_on_file(demo_reading, decision.beneficiary_id, TODAY)
        assert facts is not None
        found = assess(facts, TODAY)
        assert found.monthly_amount == decision.pension
        assert {str(reason) for reason in found.reasons} == {str(reason.code) for reason in decision.reasons}


async def test_somebody_without_a_household_has_no_facts(session: AsyncSession) -> None:
    assert await facts_on_file(session, await person(session), TODAY) is None


@every_persona
async def test_the_rules_and_the_stored_reasons_agree(demo_reading: AsyncSession, key: str) -> None:
    who = await persona(demo_reading, key)
    payment, why = await last_payment(demo_reading, who), await why_it_changed(demo_reading, who)
    if payment is None or payment.previous_amount is None:
        assert why is None
        return
    assert why is not None
    assert (why.before, why.after) == (payment.previous_amount, payment.amount)
    assert tuple(str(reason) for reason in why.reasons) == payment.reasons


async def test_the_rules_and_the_stored_reasons_agree_for_everybody_whose_payment_changed(demo_reading: AsyncSession) -> None:
    newest = select(Payment).options(selectinload(Payment.reasons)).where(Payment.month == TODAY.replace(day=1))
    changed = [one for one in await demo_reading.scalars(newest) if one.reasons]
    assert changed
    for payment in changed:
        why = await why_it_changed(demo_reading, payment.beneficiary_id)
        assert why is not None
        assert {str(reason) for reason in why.reasons} == {str(reason.code) for reason in payment.reasons}


async def test_sarahs_pension_fell_by_half_of_what_her_wage_rose(demo_reading: AsyncSession) -> None:
    why = await why_it_changed(demo_reading, await persona(demo_reading, "sarah"))
    assert why is not None
    cause = why.causes[0]
    assert (cause.reason, cause.before, cause.after, cause.effect) == (PaymentReason.EARNED_INCOME_ROSE, 1000, 3000, -1000)


async def test_a_record_that_does_not_give_what_was_paid_explains_nothing(demo_session: AsyncSession) -> None:
    sarah = await persona(demo_session, "sarah")
    home = await demo_session.scalar(select(Household.id).where(Household.head_id == sarah))
    rent = {"kind": IncomeKind.UNEARNED, "source": "rent", "amount": Decimal(500)}
    demo_session.add(Income(household_id=home, month=TODAY.replace(day=1), **rent))
    await demo_session.flush()
    assert await why_it_changed(demo_session, sarah) is None
