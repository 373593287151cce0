"""The complementary benefits of a person by the file and the rules, and applying for one that is had by request."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from actions.benefits.models import DecisionStatus
from actions.benefits.service import current_decision
from actions.database.audit import record
from actions.database.references import ReferenceKind, next_reference
from actions.eligibility import benefits as rules
from actions.eligibility.benefits import Benefit, Dependant
from actions.eligibility.codes import BenefitCode, Entitlement
from actions.eligibility.rules import optional, provenance
from actions.facilities.models import BenefitApplication, BenefitApplicationStatus
from actions.people.models import Household, Member

# Amounts of their own; what the other benefits are worth is a fee or a price of somebody else.
_AMOUNTS = {
    BenefitCode.FOOD_SUPPORT: "facilities.food_support_amount",
    BenefitCode.ELECTRICITY_SUPPORT: "facilities.electricity_support_amount",
}


@dataclass(frozen=True, slots=True)
class ComesByItself:
    """The benefit is given without an application."""

    benefit: Benefit


@dataclass(frozen=True, slots=True)
class NotEntitled:
    benefit: Benefit


@dataclass(frozen=True, slots=True)
class AlreadyApplied:
    application: BenefitApplication


@dataclass(frozen=True, slots=True)
class MayApply:
    benefit: Benefit


async def benefits_of(session: AsyncSession, beneficiary: UUID, on: date) -> tuple[Benefit, ...]:
    """All ten for somebody on file, by the decision in force and the household on file."""
    eligible = await _is_eligible(session, beneficiary)
    return rules.benefits(eligible, await _dependants(session, beneficiary, on), on)


async def benefit_of(session: AsyncSession, beneficiary: UUID, code: BenefitCode, on: date) -> Benefit:
    """One of `benefits_of`."""
    eligible = await _is_eligible(session, beneficiary)
    return rules.benefit(code, eligible, await _dependants(session, beneficiary, on), on)


def in_general(on: date) -> tuple[Benefit, ...]:
    """All ten for nobody in particular: nothing is known, so nothing is promised."""
    return rules.benefits(None, None, on)


def one_in_general(code: BenefitCode, on: date) -> Benefit:
    """One of `in_general`."""
    return rules.benefit(code, None, None, on)


def amount(code: BenefitCode, on: date) -> Decimal | None:
    """What the benefit pays, SAR a month; None where it is not known or should have been verified again by now."""
    name = _AMOUNTS.get(code)
    value = None if name is None or provenance(name, on).review_by < on else optional(name, on)
    return None if value is None else Decimal(str(value))


async def may_apply(
    session: AsyncSession, beneficiary: UUID, code: BenefitCode, on: date
) -> MayApply | ComesByItself | NotEntitled | AlreadyApplied:
    """Whether somebody can apply for a benefit now. What needs a check can be applied for: who decides checks it."""
    benefit = await benefit_of(session, beneficiary, code, on)
    if benefit.entitled is Entitlement.NO:
        return NotEntitled(benefit)
    if benefit.automatic:
        return ComesByItself(benefit)
    application = await open_application(session, beneficiary, code)
    return MayApply(benefit) if application is None else AlreadyApplied(application)


async def open_application(session: AsyncSession, beneficiary: UUID, code: BenefitCode) -> BenefitApplication | None:
    """The application of this person for this benefit that nobody has answered yet."""
    return await session.scalar(
        select(BenefitApplication).where(
            BenefitApplication.beneficiary_id == beneficiary,
            BenefitApplication.benefit == code,
            BenefitApplication.status == BenefitApplicationStatus.RECEIVED,
        )
    )


async def apply(
    session: AsyncSession, beneficiary: UUID, code: BenefitCode, details: str | None, key: str, now: datetime
) -> BenefitApplication:
    """Applies once for this key. Raises sqlalchemy's IntegrityError where the same application was made meanwhile."""
    made = await session.scalar(select(BenefitApplication).where(BenefitApplication.idempotency_key == key))
    if made is not None:
        return made
    application = BenefitApplication(
        reference=await next_reference(session, ReferenceKind.BENEFIT, now),
        beneficiary_id=beneficiary,
        benefit=code,
        details=details,
        status=BenefitApplicationStatus.RECEIVED,
        filed_at=now,
        idempotency_key=key,
    )
    session.add(application)
    await session.flush()
    about = {"reference": application.reference, "benefit": str(code)}
    await record(session, actor="person", kind="benefit.applied", subject=beneficiary, data=about)
    return application


async def _is_eligible(session: AsyncSession, beneficiary: UUID) -> bool | None:
    """By the decision in force; None while one is awaited. Without any decision nobody is a beneficiary."""
    decision = await current_decision(session, beneficiary)
    if decision is not None and decision.status is DecisionStatus.UNDER_REVIEW:
        return None
    return decision is not None and decision.status is DecisionStatus.ELIGIBLE


async def _dependants(session: AsyncSession, beneficiary: UUID, on: date) -> list[Dependant] | None:
    """The members of the household on file; None where none is on file."""
    household = await session.scalar(select(Household.id).where(Household.head_id == beneficiary))
    if household is None:
        return None
    members = await session.scalars(select(Member).where(Member.household_id == household))
    return [Dependant.on_file(str(member.relation), member.birth_date, on) for member in members]
