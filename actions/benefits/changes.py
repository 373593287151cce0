"""Why a payment differs from the one before it: the rules over the recorded facts of both months."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from actions.benefits.household import facts_on_file
from actions.benefits.models import Payment
from actions.eligibility.assessment import Assessment
from actions.eligibility.difference import Difference, difference
from actions.eligibility.engine import assess


async def why_it_changed(session: AsyncSession, beneficiary: UUID) -> Difference | None:
    """What made the newest payment differ from the one before it.

    None where there are not two payments, or where the recorded facts do not give exactly what was paid: then only
    the reasons that were stored with the payment can be told.
    """
    newest = select(Payment).where(Payment.beneficiary_id == beneficiary).order_by(Payment.month.desc()).limit(2)
    payments = list(await session.scalars(newest))
    if len(payments) < 2:
        return None
    after, before = [await _computed(session, beneficiary, payment) for payment in payments]
    if before is None or after is None:
        return None
    return difference(before, after)


async def _computed(session: AsyncSession, beneficiary: UUID, payment: Payment) -> Assessment | None:
    """The assessment that gives what was paid; None where the facts on file give something else."""
    facts = await facts_on_file(session, beneficiary, payment.month)
    if facts is None:
        return None
    # Whoever was paid met the conditions of that month; what stopped the pension later is no matter of its amount.
    assessment = assess(facts.but(days_abroad=0, in_shelter=False), payment.month)
    return assessment if assessment.monthly_amount == payment.amount else None
