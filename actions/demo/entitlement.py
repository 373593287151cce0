"""Writing what was decided about a persona, what was paid, and the card."""

from __future__ import annotations

import secrets
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise
from uuid import UUID, uuid4

import numpy as np
from sqlalchemy.ext.asyncio import AsyncSession

from actions.benefits.models import Decision, DecisionReason, DecisionStatus, Payment, PaymentReason, PaymentReasonCode
from actions.cards.models import Card, CardStatus
from actions.demo.facts import NO_EXCEPTION, NO_GROUP, Assessed, Facts, assess
from actions.demo.personas import MONTHS, Persona, income_months
from actions.eligibility.rules import payment_date
from actions.people.models import Category

_ISSUED = frozenset({CardStatus.ACTIVE, CardStatus.SUSPENDED, CardStatus.EXPIRED})
_VALID = timedelta(days=365)


async def entitle(session: AsyncSession, person: UUID, persona: Persona) -> UUID:
    """Store the decision in force (whose id is given), the one before it, payments and card."""
    told = persona.contract["decision"]
    status = DecisionStatus(told["status"])
    assessed = assess(facts_of(persona, 0, persona.days_abroad), persona.today)
    decided = status is not DecisionStatus.UNDER_REVIEW
    decision = Decision(
        id=uuid4(),
        beneficiary_id=person,
        status=status,
        since=persona.on(told["since"]),
        category=told.get("category"),
        minimum=_amount(assessed.minimum) if decided else None,
        counted_income=_amount(assessed.counted_income) if decided else None,
        pension=_amount(assessed.pension) if status is DecisionStatus.ELIGIBLE else None,
    )
    if persona.before is not None:
        session.add(_earlier(person, persona, decision.id))
        await session.flush()  # first, because only one decision may be in force
    session.add(decision)
    await session.flush()
    session.add_all(
        DecisionReason(decision_id=decision.id, code=code, position=position)
        for position, code in enumerate(told.get("reasons", []), start=1)
    )
    await _pay(session, person, persona)
    session.add(_card(person, persona))
    return decision.id


def facts_of(persona: Persona, ago: int, days_abroad: int) -> Facts:
    """The household as the rules read it, one row, with the incomes of `ago` months ago."""
    household = persona.household
    return Facts(
        role=np.array([household["role"]]),
        saudi=np.array([persona.is_saudi]),
        exception=np.array([persona.detail.get("nationality_exception", NO_EXCEPTION)]),
        days_abroad=np.array([days_abroad]),
        in_shelter=np.array([False]),
        dependants=np.array([household["dependents"]]),
        other_assets=np.array([False]),
        transferred_group=np.array([NO_GROUP]),
        earned_income=np.array([float(persona.earned[ago])]),
        unearned_income=np.array([float(persona.unearned[ago])]),
        citizen_account=np.zeros(1),
        disability_cash_aid=np.zeros(1),
    )


def _earlier(person: UUID, persona: Persona, successor: UUID) -> Decision:
    assert persona.before is not None
    assessed: Assessed = assess(facts_of(persona, MONTHS - 1, persona.before.days_abroad), persona.today)
    return Decision(
        id=uuid4(),
        beneficiary_id=person,
        status=DecisionStatus.ELIGIBLE,
        since=persona.before.since,
        category=Category(persona.before.category),
        minimum=_amount(assessed.minimum),
        counted_income=_amount(assessed.counted_income),
        pension=_amount(assessed.pension),
        superseded_by=successor,
    )


async def _pay(session: AsyncSession, person: UUID, persona: Persona) -> None:
    payments = [
        Payment(beneficiary_id=person, month=month, amount=amount, paid_on=payment_date(month))
        for month, amount in persona.payments
    ]
    session.add_all(payments)
    await session.flush()
    for before, after in pairwise(payments):
        if before.amount != after.amount:
            reasons = _why(persona, before.month, after.month)
            session.add_all(PaymentReason(payment_id=after.id, code=code) for code in reasons)


def _why(persona: Persona, before: date, after: date) -> list[PaymentReasonCode]:
    months = income_months(persona.today)
    earlier, later = months.index(before), months.index(after)
    changes = (
        (persona.earned, PaymentReasonCode.EARNED_INCOME_ROSE, PaymentReasonCode.EARNED_INCOME_FELL),
        (persona.unearned, PaymentReasonCode.UNEARNED_INCOME_ROSE, PaymentReasonCode.UNEARNED_INCOME_FELL),
    )
    return [
        rose if incomes[later] > incomes[earlier] else fell
        for incomes, rose, fell in changes
        if incomes[later] != incomes[earlier]
    ]


def _card(person: UUID, persona: Persona) -> Card:
    told = persona.contract["card"]
    status = CardStatus(told["status"])
    expires_on = persona.on(told["expires"]) if "expires" in told else None
    return Card(
        id=uuid4(),
        beneficiary_id=person,
        status=status,
        issued_on=None if expires_on is None else expires_on - _VALID,
        expires_on=expires_on,
        token=secrets.token_urlsafe(16) if status in _ISSUED else None,
    )


def _amount(column: np.ndarray) -> Decimal:
    return Decimal(str(column[0])).quantize(Decimal("0.01"))
