"""The personas are stored exactly as the contract has them."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
import yaml
from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import selectinload

from actions.benefits.models import Decision, Payment
from actions.cards.models import Card
from actions.cases.models import Case, CaseEvent
from actions.clinics.models import Appointment, Clinic, Slot, Specialist
from actions.contacts.models import Channel, Contact, ContactHolder
from actions.demo.data import PERSONAS
from actions.demo.dates import resolve
from actions.empowerment.models import Plan
from actions.identity.models import VaultKind
from actions.identity.vault import vault
from actions.people.models import Beneficiary, Household, Income, IncomeKind
from tests.conftest import NOW

TODAY = NOW.date()
CONTRACT: list[dict[str, Any]] = yaml.safe_load(PERSONAS.read_text("utf-8"))

every_persona = pytest.mark.parametrize("told", CONTRACT, ids=[told["key"] for told in CONTRACT])


def told_of(key: str) -> dict[str, Any]:
    return next(told for told in CONTRACT if told["key"] == key)


async def stored(session: AsyncSession, told: dict[str, Any]) -> Beneficiary:
    fingerprint = vault().fingerprint(VaultKind.ID, told["national_id"])
    found = select(Beneficiary).where(Beneficiary.national_id_fingerprint == fingerprint)
    loaded = selectinload(Beneficiary.household)
    members, incomes = loaded.selectinload(Household.members), loaded.selectinload(Household.incomes)
    return (await session.scalars(found.options(members, incomes))).one()


@every_persona
async def test_the_person_is_who_the_contract_says(demo_reading: AsyncSession, told: dict[str, Any]) -> None:
    person = await stored(demo_reading, told)
    assert (person.name_ar, person.region, person.city) == (told["name_ar"], told["region"], told["city"])
    assert vault().open(person.national_id_sealed) == told["national_id"]
    assert person.is_saudi == told["national_id"].startswith("1")
    if "age" in told:
        assert person.birth_date is not None
        assert (TODAY - person.birth_date).days // 365.25 == told["age"]


@every_persona
async def test_the_phone_on_file_is_that_of_the_contract(demo_reading: AsyncSession, told: dict[str, Any]) -> None:
    person = await stored(demo_reading, told)
    query = select(Contact).join(ContactHolder).where(ContactHolder.beneficiary_id == person.id)
    contacts = (await demo_reading.scalars(query)).all()
    if told["phone"] is None:
        assert contacts == []
        return
    [contact] = contacts
    assert contact.address_sealed is not None
    assert vault().open(contact.address_sealed) == told["phone"]
    assert (contact.channel, contact.verified_at is not None) == (Channel.SMS, True)


@every_persona
async def test_the_household_is_that_of_the_contract(demo_reading: AsyncSession, told: dict[str, Any]) -> None:
    person = await stored(demo_reading, told)
    household, expected = person.household, told["household"]
    assert household is not None
    assert household.role == expected["role"]
    assert len(household.members) == expected["dependents"]
    assert household.days_abroad_last_year == expected.get("days_abroad_last_year", 0)
    assert person.disability == expected.get("disability", False)
    now = TODAY.replace(day=1)
    assert received(household.incomes, IncomeKind.EARNED, now) == expected["earned_income"]
    assert received(household.incomes, IncomeKind.UNEARNED, now) == expected["unearned_income"]
    last_month = resolve("M-1", TODAY)
    earlier = expected.get("earned_income_last_month", expected["earned_income"])
    assert received(household.incomes, IncomeKind.EARNED, last_month) == earlier


@every_persona
async def test_the_decision_in_force_is_that_of_the_contract(demo_reading: AsyncSession, told: dict[str, Any]) -> None:
    person = await stored(demo_reading, told)
    query = select(Decision).where(Decision.beneficiary_id == person.id, Decision.superseded_by.is_(None))
    decision = (await demo_reading.scalars(query.options(selectinload(Decision.reasons)))).one()
    expected = told["decision"]
    assert decision.status == expected["status"]
    assert decision.since == resolve(expected["since"], TODAY)
    assert decision.category == expected.get("category")
    assert [reason.code for reason in decision.reasons] == expected.get("reasons", [])


@every_persona
async def test_the_payments_are_those_of_the_contract(demo_reading: AsyncSession, told: dict[str, Any]) -> None:
    person = await stored(demo_reading, told)
    query = select(Payment).where(Payment.beneficiary_id == person.id).order_by(Payment.month.desc())
    payments = [(payment.month, payment.amount) for payment in await demo_reading.scalars(query)]
    expected = [told["payments"][name] for name in ("last", "previous") if name in told["payments"]]
    assert payments == [(resolve(month, TODAY), Decimal(amount)) for month, amount in expected]


@every_persona
async def test_the_card_is_that_of_the_contract(demo_reading: AsyncSession, told: dict[str, Any]) -> None:
    person = await stored(demo_reading, told)
    card = (await demo_reading.scalars(select(Card).where(Card.beneficiary_id == person.id))).one()
    expected = told["card"]
    assert card.status == expected["status"]
    assert card.expires_on == (resolve(expected["expires"], TODAY) if "expires" in expected else None)


async def test_sarah_was_paid_less_because_her_earned_income_rose(demo_reading: AsyncSession) -> None:
    person = await stored(demo_reading, told_of("sarah"))
    query = select(Payment).where(Payment.beneficiary_id == person.id).order_by(Payment.month.desc())
    last, _before = await demo_reading.scalars(query.options(selectinload(Payment.reasons)))
    assert [reason.code for reason in last.reasons] == ["earned_income_rose"]


async def test_majed_has_an_objection_under_study(demo_reading: AsyncSession) -> None:
    person = await stored(demo_reading, told_of("majed"))
    query = select(Case).where(Case.beneficiary_id == person.id)
    case = (await demo_reading.scalars(query.options(selectinload(Case.events)))).one()
    assert (case.kind, case.status) == ("objection", "under_study")
    assert case.filed_at.date() == resolve("D-5", TODAY)
    assert [event.kind for event in case.events] == ["filed", "status_changed"]


async def test_yousef_has_a_consultation_in_three_days_and_a_plan_at_stage_three(demo_reading: AsyncSession) -> None:
    person = await stored(demo_reading, told_of("yousef"))
    booked = (
        select(Appointment, Slot, Specialist, Clinic)
        .join(Slot, Slot.id == Appointment.slot_id)
        .join(Specialist, Specialist.id == Slot.specialist_id)
        .join(Clinic, Clinic.code == Specialist.clinic_code)
        .where(Appointment.beneficiary_id == person.id)
    )
    appointment, slot, specialist, clinic = (await demo_reading.execute(booked)).one()
    assert appointment.status == "booked"
    assert appointment.starts_at.date() == TODAY + timedelta(days=3)
    assert (slot.mode, specialist.service_code, clinic.region) == ("in_person", "career_guidance", "madinah")
    plan = (
        await demo_reading.scalars(select(Plan).where(Plan.beneficiary_id == person.id).options(selectinload(Plan.tasks)))
    ).one()
    assert (plan.stage, plan.active) == (3, True)
    assert {task.done for task in plan.tasks} == {True, False}


async def test_nobody_else_of_the_personas_has_something_going_on(demo_reading: AsyncSession) -> None:
    for model, key in ((Case, "majed"), (Appointment, "yousef"), (Plan, "yousef")):
        for told in CONTRACT:
            person = await stored(demo_reading, told)
            count = await demo_reading.scalar(select(func.count()).select_from(model).where(model.beneficiary_id == person.id))
            assert count == (1 if told["key"] == key else 0)


async def test_the_stopped_were_accepted_before(demo_reading: AsyncSession) -> None:
    for key in ("salem", "majed"):
        person = await stored(demo_reading, told_of(key))
        query = select(Decision).where(Decision.beneficiary_id == person.id, Decision.superseded_by.is_not(None))
        earlier = (await demo_reading.scalars(query)).one()
        amounts = await demo_reading.scalars(select(Payment.amount).where(Payment.beneficiary_id == person.id))
        assert earlier.status == "eligible"
        assert set(amounts) == {earlier.pension}


async def test_what_happens_to_a_case_is_dated_after_it_was_filed(demo_reading: AsyncSession) -> None:
    rows = await demo_reading.execute(select(Case.filed_at, CaseEvent.at).join(CaseEvent))
    assert all(filed_at <= at <= NOW for filed_at, at in rows)


def received(incomes: list[Income], kind: IncomeKind, month: date) -> Decimal:
    return sum((one.amount for one in incomes if one.kind == kind and one.month == month), start=Decimal(0))
