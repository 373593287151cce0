"""Where a person stands, and what was paid to them: read from the benefits file."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import selectinload

from actions.benefits.models import Decision, DecisionStatus, Payment
from actions.eligibility import rules

CONTESTABLE = frozenset({DecisionStatus.INELIGIBLE, DecisionStatus.SUSPENDED})


@dataclass(frozen=True, slots=True)
class PaymentTold:
    """A payment with the one before it; amounts in SAR, reasons as codes of the contract."""

    amount: Decimal
    paid_on: date
    previous_amount: Decimal | None
    reasons: tuple[str, ...]


async def current_decision(session: AsyncSession, beneficiary: UUID) -> Decision | None:
    """The decision in force, with its reasons in the order in which they are told."""
    return await session.scalar(
        select(Decision)
        .options(selectinload(Decision.reasons))
        .where(Decision.beneficiary_id == beneficiary, Decision.superseded_by.is_(None))
    )


def can_object_until(decision: Decision) -> date | None:
    """The earliest reading of the last day for an objection; None where there is nothing to object to."""
    if decision.status not in CONTESTABLE:
        return None
    return rules.objection_window(decision.since).can_object_until(decision.since)


async def last_payment(session: AsyncSession, beneficiary: UUID) -> PaymentTold | None:
    """The newest payment and the one of the month before it, None when nothing was ever paid."""
    rows = list(
        await session.scalars(
            select(Payment)
            .options(selectinload(Payment.reasons))
            .where(Payment.beneficiary_id == beneficiary)
            .order_by(Payment.month.desc())
            .limit(2)
        )
    )
    if not rows:
        return None
    newest, *before = rows
    return PaymentTold(
        newest.amount,
        newest.paid_on,
        before[0].amount if before else None,
        tuple(str(reason.code) for reason in newest.reasons),
    )

