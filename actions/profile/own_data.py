"""What is held of a person, and their requests under the Personal Data Protection Law."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from actions.benefits.service import current_decision
from actions.cases.models import Case
from actions.clinics.models import Appointment
from actions.contacts.service import phone_on_file
from actions.database.audit import record
from actions.database.references import ReferenceKind, next_reference
from actions.eligibility import rules
from actions.identity.models import IdentitySession
from actions.identity.vault import vault
from actions.people.models import Beneficiary, Household, Income, IncomeKind, Member
from actions.profile.models import DataRequest, DataRequestKind, RequestStatus


@dataclass(frozen=True, slots=True)
class HeldData:
    """What is held; incomes in SAR of the newest month on file, None without a household; id and phone masked."""

    name: str
    masked_id: str
    phone: str | None
    region: str
    dependents: int | None
    earned_income: Decimal | None
    unearned_income: Decimal | None
    decision: str
    cases: int
    appointments: int
    conversations: int


@dataclass(frozen=True, slots=True)
class DueRequest:
    """A request that nobody has answered yet."""

    reference: str
    name: str
    kind: DataRequestKind
    due_on: date


async def held(session: AsyncSession, beneficiary: UUID) -> HeldData:
    """Everything of this person, in short."""
    person = await session.get_one(Beneficiary, beneficiary)
    phone = await phone_on_file(session, beneficiary)
    decision = await current_decision(session, beneficiary)
    household = await session.scalar(select(Household.id).where(Household.head_id == beneficiary))
    sessions = select(func.count(IdentitySession.conversation_id.distinct()))
    return HeldData(
        name=person.name_ar,
        masked_id=vault().mask("id", vault().open(person.national_id_sealed)),
        phone=phone.masked if phone else None,
        region=person.region,
        dependents=await _members(session, household) if household else None,
        earned_income=await _income(session, household, IncomeKind.EARNED) if household else None,
        unearned_income=await _income(session, household, IncomeKind.UNEARNED) if household else None,
        decision=str(decision.status) if decision else "none",
        cases=await session.scalar(select(func.count()).where(Case.beneficiary_id == beneficiary)) or 0,
        appointments=await session.scalar(select(func.count()).where(Appointment.beneficiary_id == beneficiary)) or 0,
        conversations=await session.scalar(sessions.where(IdentitySession.beneficiary_id == beneficiary)) or 0,
    )


async def _members(session: AsyncSession, household: UUID) -> int:
    return await session.scalar(select(func.count()).where(Member.household_id == household)) or 0


async def _income(session: AsyncSession, household: UUID, kind: IncomeKind) -> Decimal:
    newest = select(func.max(Income.month)).where(Income.household_id == household).scalar_subquery()
    query = select(func.sum(Income.amount)).where(
        Income.household_id == household, Income.kind == kind, Income.month == newest
    )
    return await session.scalar(query) or Decimal(0)


async def open_request(session: AsyncSession, beneficiary: UUID, kind: DataRequestKind) -> DataRequest | None:
    """The request of this kind that nobody has answered yet."""
    return await session.scalar(
        select(DataRequest).where(
            DataRequest.beneficiary_id == beneficiary,
            DataRequest.kind == kind,
            DataRequest.status == RequestStatus.RECEIVED,
        )
    )


async def request(
    session: AsyncSession, beneficiary: UUID, kind: DataRequestKind, now: datetime, conversation: UUID | None = None
) -> DataRequest:
    """Notes a request, due by the law's period; word of it goes to `conversation`. An open one is given back instead of
    a second; sqlalchemy's IntegrityError where it was made meanwhile."""
    known = await open_request(session, beneficiary, kind)
    if known is not None:
        return known
    made = DataRequest(
        reference=await next_reference(session, ReferenceKind.DATA_REQUEST, now),
        beneficiary_id=beneficiary,
        kind=kind,
        status=RequestStatus.RECEIVED,
        requested_at=now,
        due_on=now.date() + timedelta(days=rules.rights_request(now.date()).days),
        conversation_id=conversation,
    )
    session.add(made)
    await session.flush()
    about = {"reference": made.reference}
    await record(session, actor="person", kind=f"data.{kind}_requested", subject=beneficiary, data=about)
    return made


async def due_requests(session: AsyncSession) -> Sequence[DueRequest]:
    """What is still to be answered, what is due first before the rest."""
    query = (
        select(DataRequest, Beneficiary.name_ar)
        .join(Beneficiary, Beneficiary.id == DataRequest.beneficiary_id)
        .where(DataRequest.status == RequestStatus.RECEIVED)
        .order_by(DataRequest.due_on, DataRequest.reference)
    )
    return [DueRequest(one.reference, name, one.kind, one.due_on) for one, name in await session.execute(query)]
