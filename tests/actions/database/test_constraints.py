"""What the database itself refuses."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession

from actions.benefits.models import Decision, DecisionStatus, Payment
from actions.cards.models import Card, CardStatus
from actions.cases.models import Case, CaseEvent, CaseEventKind, CaseKind, CaseStatus
from actions.clinics.models import Appointment, AppointmentStatus, Clinic, Mode, Service, Slot, Specialist
from actions.clock import RIYADH
from actions.contacts.models import Channel, Contact
from actions.database.references import ReferenceKind, next_reference
from actions.empowerment.models import Plan
from actions.identity.models import IdentitySession, VaultEntry
from actions.people.models import Beneficiary, Household, Income, IncomeKind, Member, Relation, Role
from bot.conversations.models import Conversation, Direction, Message, MessageState

DAY = date(2026, 11, 22)
MORNING = datetime(2026, 11, 25, 9, tzinfo=RIYADH)


async def person(session: AsyncSession, **changed: Any) -> UUID:
    made = Beneficiary(
        **{
            "id": uuid4(),
            "national_id_fingerprint": uuid4().bytes,
            "national_id_sealed": b"sealed",
            "name_ar": "نورة سعد القحطاني",
            "region": "riyadh",
            "city": "riyadh",
            "is_saudi": True,
        }
        | changed
    )
    session.add(made)
    await session.flush()
    return made.id


async def refusal(session: AsyncSession, entity: Any) -> UUID:
    made = Decision(id=uuid4(), beneficiary_id=entity, status=DecisionStatus.INELIGIBLE, since=DAY)
    session.add(made)
    await session.flush()
    return made.id


async def slots(session: AsyncSession, *starts: datetime) -> list[Slot]:
    clinic = Clinic(
        code="abha",
        region="asir",
        city="abha",
        name_ar="أبها",
        name_en="Abha",
        latitude=Decimal("18.2"),
        longitude=Decimal("42.5"),
        address_ar="أبها",
        is_sample=True,
    )
    session.add_all([clinic, Service(code="legal", position=1)])
    await session.flush()
    specialist = Specialist(clinic_code="abha", service_code="legal", name_ar="سعد", offers_remote=True)
    session.add(specialist)
    await session.flush()
    made = [Slot(specialist_id=specialist.id, starts_at=at, minutes=30, mode=Mode.REMOTE) for at in starts]
    session.add_all(made)
    await session.flush()
    return made


async def booking(session: AsyncSession, who: UUID, slot: Slot, **changed: Any) -> Appointment:
    told = {
        "reference": await next_reference(session, ReferenceKind.APPOINTMENT, DAY),
        "beneficiary_id": who,
        "slot_id": slot.id,
        "starts_at": slot.starts_at,
        "status": AppointmentStatus.BOOKED,
        "idempotency_key": str(uuid4()),
    }
    return Appointment(**told | changed)


async def objection(session: AsyncSession, who: UUID, decision: UUID, **changed: Any) -> Case:
    told = {
        "id": uuid4(),
        "reference": await next_reference(session, ReferenceKind.OBJECTION, DAY),
        "kind": CaseKind.OBJECTION,
        "beneficiary_id": who,
        "decision_id": decision,
        "category": "decision",
        "details": "",
        "status": CaseStatus.RECEIVED,
        "filed_at": MORNING,
        "idempotency_key": str(uuid4()),
    }
    return Case(**told | changed)


async def refused(session: AsyncSession, constraint: str, *entities: object) -> None:
    with pytest.raises(IntegrityError, match=constraint):
        async with session.begin_nested():
            session.add_all(entities)
    for entity in entities:
        if entity in session:
            session.expunge(entity)


async def test_a_slot_is_not_booked_twice(session: AsyncSession) -> None:
    [slot] = await slots(session, MORNING)
    session.add(await booking(session, await person(session), slot))
    await session.flush()
    await refused(session, "uq_appointments_slot_booked", await booking(session, await person(session), slot))


async def test_a_cancelled_slot_is_booked_again(session: AsyncSession) -> None:
    [slot] = await slots(session, MORNING)
    first = await booking(session, await person(session), slot)
    session.add(first)
    await session.flush()
    first.status = AppointmentStatus.CANCELLED
    session.add(await booking(session, await person(session), slot))
    await session.flush()


async def test_nobody_is_booked_twice_at_one_time(session: AsyncSession) -> None:
    [slot] = await slots(session, MORNING)
    other = Specialist(clinic_code="abha", service_code="legal", name_ar="فهد", offers_remote=True)
    session.add(other)
    await session.flush()
    same_time = Slot(specialist_id=other.id, starts_at=MORNING, minutes=30, mode=Mode.REMOTE)
    who = await person(session)
    session.add_all([same_time, await booking(session, who, slot)])
    await session.flush()
    await refused(session, "uq_appointments_person_booked", await booking(session, who, same_time))


async def test_an_appointment_keeps_the_time_of_its_slot(session: AsyncSession) -> None:
    [slot] = await slots(session, MORNING)
    late = await booking(session, await person(session), slot, starts_at=MORNING + timedelta(hours=1))
    await refused(session, "fk_appointments_slot_id_starts_at", late)


async def test_one_booking_message_makes_one_appointment(session: AsyncSession) -> None:
    first, second = await slots(session, MORNING, MORNING + timedelta(hours=1))
    who = await person(session)
    session.add(await booking(session, who, first, idempotency_key="message:7"))
    await session.flush()
    again = await booking(session, who, second, idempotency_key="message:7")
    await refused(session, "uq_appointments_idempotency_key", again)


async def test_a_specialist_offers_a_time_once(session: AsyncSession) -> None:
    [slot] = await slots(session, MORNING)
    again = Slot(specialist_id=slot.specialist_id, starts_at=MORNING, minutes=30, mode=Mode.IN_PERSON)
    await refused(session, "uq_slots_specialist_id_starts_at", again)


async def test_a_decision_has_one_open_objection(session: AsyncSession) -> None:
    who = await person(session)
    decision = await refusal(session, who)
    first = await objection(session, who, decision)
    session.add(first)
    await session.flush()
    await refused(session, "uq_cases_open_objection", await objection(session, who, decision))
    first.status = CaseStatus.WITHDRAWN
    session.add(await objection(session, who, decision))
    await session.flush()


async def test_an_objection_needs_a_decision(session: AsyncSession) -> None:
    who = await person(session)
    baseless = await objection(session, who, await refusal(session, who), decision_id=None)
    await refused(session, "ck_cases_objection_has_decision", baseless)


async def test_what_happened_to_a_case_is_never_changed_or_deleted(session: AsyncSession) -> None:
    who = await person(session)
    case = await objection(session, who, await refusal(session, who))
    session.add(case)
    await session.flush()
    session.add(CaseEvent(case_id=case.id, kind=CaseEventKind.FILED, at=MORNING, actor="person"))
    await session.flush()
    for change in ("UPDATE case_events SET actor = 'nobody'", "DELETE FROM case_events", "TRUNCATE case_events"):
        with pytest.raises(DBAPIError, match="append-only"):
            async with session.begin_nested():
                await session.execute(text(change))


async def test_one_decision_is_in_force(session: AsyncSession) -> None:
    who = await person(session)
    await refusal(session, who)
    second = Decision(id=uuid4(), beneficiary_id=who, status=DecisionStatus.UNDER_REVIEW, since=DAY)
    await refused(session, "uq_decisions_current", second)


async def test_a_decision_is_replaced_by_pointing_at_its_successor_first(session: AsyncSession) -> None:
    who = await person(session)
    first = await session.get_one(Decision, await refusal(session, who))
    second = Decision(id=uuid4(), beneficiary_id=who, status=DecisionStatus.ELIGIBLE, since=DAY, pension=Decimal(1320))
    first.superseded_by = second.id
    await session.flush()
    session.add(second)
    await session.commit()


async def test_an_eligible_decision_has_an_amount(session: AsyncSession) -> None:
    who = await person(session)
    without = Decision(id=uuid4(), beneficiary_id=who, status=DecisionStatus.ELIGIBLE, since=DAY)
    await refused(session, "ck_decisions_eligible_has_pension", without)


async def test_a_month_is_paid_once_and_named_by_its_first_day(session: AsyncSession) -> None:
    who = await person(session)
    first, amount = date(2026, 11, 1), Decimal(1320)
    session.add(Payment(beneficiary_id=who, month=first, amount=amount, paid_on=first))
    await session.flush()
    again = Payment(beneficiary_id=who, month=first, amount=amount, paid_on=first)
    await refused(session, "uq_payments_beneficiary_id_month", again)
    odd = Payment(beneficiary_id=who, month=date(2026, 11, 2), amount=amount, paid_on=first)
    await refused(session, "ck_payments_month_first_day", odd)


async def test_an_income_of_a_month_is_counted_once(session: AsyncSession) -> None:
    household = Household(id=uuid4(), head_id=await person(session), role=Role.INDEPENDENT)
    session.add(household)
    await session.flush()

    def wage(amount: int) -> Income:
        return Income(
            household_id=household.id,
            month=date(2026, 11, 1),
            kind=IncomeKind.EARNED,
            source="wage",
            amount=Decimal(amount),
        )

    session.add(wage(2000))
    await session.flush()
    await refused(session, "uq_incomes", wage(2000))
    await refused(session, "ck_incomes_amount", wage(-1))


async def test_nobody_with_a_file_belongs_to_two_families(session: AsyncSession) -> None:
    child = await person(session)
    for expected in (None, "uq_members_beneficiary_id"):
        household = Household(id=uuid4(), head_id=await person(session), role=Role.HEAD)
        session.add(household)
        await session.flush()
        member = Member(household_id=household.id, beneficiary_id=child, name_ar="سعد", relation=Relation.SON, birth_date=DAY)
        if expected is None:
            session.add(member)
            await session.flush()
        else:
            await refused(session, expected, member)


async def test_only_the_thirteen_regions_exist(session: AsyncSession) -> None:
    with pytest.raises(IntegrityError, match="ck_beneficiaries_region"):
        await person(session, region="dubai")


async def test_a_person_without_saudi_nationality_is_accepted_only_by_an_exception(session: AsyncSession) -> None:
    with pytest.raises(IntegrityError, match="ck_beneficiaries_accepted_has_ground"):
        await person(session, is_saudi=False, category="rehabilitable")


async def test_an_active_card_has_an_expiry_and_a_token(session: AsyncSession) -> None:
    who = await person(session)
    await refused(session, "ck_cards_has_expiry", Card(id=uuid4(), beneficiary_id=who, status=CardStatus.ACTIVE, token="t"))
    await refused(
        session,
        "ck_cards_issued_has_token",
        Card(id=uuid4(), beneficiary_id=who, status=CardStatus.ACTIVE, expires_on=DAY),
    )


async def test_one_plan_is_active_and_has_five_stages(session: AsyncSession) -> None:
    who = await person(session)
    session.add(Plan(beneficiary_id=who, stage=1, agreed_on=DAY))
    await session.flush()
    await refused(session, "uq_plans_active", Plan(beneficiary_id=who, stage=2, agreed_on=DAY))
    await refused(session, "ck_plans_stage", Plan(beneficiary_id=who, stage=6, agreed_on=DAY, active=False))


async def test_a_contact_can_be_reached(session: AsyncSession) -> None:
    await refused(session, "ck_contacts_reachable", Contact(channel=Channel.WHATSAPP))


async def test_a_provider_delivers_a_message_once(session: AsyncSession) -> None:
    conversation = Conversation(id=uuid4(), channel=Channel.WEB, token_hash=b"hash")
    session.add(conversation)
    await session.flush()

    def inbound() -> Message:
        return Message(
            conversation_id=conversation.id,
            direction=Direction.IN,
            state=MessageState.PENDING,
            provider="twilio",
            provider_message_id="SM1",
        )

    session.add(inbound())
    await session.flush()
    await refused(session, "uq_messages_provider_provider_message_id", inbound())


async def test_a_conversation_speaks_for_one_person_at_a_time(session: AsyncSession) -> None:
    conversation = uuid4()

    async def opened() -> IdentitySession:
        return IdentitySession(
            conversation_id=conversation,
            beneficiary_id=await person(session),
            level="one_time_code",
            started_at=MORNING,
            expires_at=MORNING + timedelta(minutes=30),
        )

    first = await opened()
    session.add(first)
    await session.flush()
    await refused(session, "uq_identity_sessions_current", await opened())
    first.ended_at = MORNING
    session.add(await opened())
    await session.flush()


async def test_a_reference_of_the_vault_names_its_kind(session: AsyncSession) -> None:
    wrong = VaultEntry(ref="phone:aaaaaaaa", kind="id", sealed=b"s", fingerprint=b"f")
    await refused(session, "ck_vault_entries_ref", wrong)
