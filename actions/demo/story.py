"""Writing a persona: the person, how they are reached, the household."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from uuid import UUID, uuid4

from sqlalchemy.ext.asyncio import AsyncSession

from actions.clock import now
from actions.contacts.models import Channel, Contact, ContactHolder
from actions.demo.clinics import Offered
from actions.demo.entitlement import entitle
from actions.demo.errands import errands
from actions.demo.personas import Persona, income_months
from actions.demo.sealing import sealed
from actions.identity.models import VaultKind
from actions.identity.vault import Vault
from actions.people.models import Beneficiary, Household, Income, IncomeKind, Member


async def tell(session: AsyncSession, persona: Persona, vault: Vault, offered: Sequence[Offered]) -> set[int]:
    """Store a persona and everything the contract says of them; the slots that are taken thereby are returned."""
    person = _person(persona, vault)
    session.add(person)
    await session.flush()
    if persona.contract["phone"] is not None:
        await _reach(session, person.id, persona.contract["phone"], vault)
    await _house(session, person.id, persona)
    decision = await entitle(session, person.id, persona)
    return await errands(session, person.id, decision, persona, offered)


def _person(persona: Persona, vault: Vault) -> Beneficiary:
    told, detail = persona.contract, persona.detail
    number = sealed(vault, VaultKind.ID, told["national_id"])
    return Beneficiary(
        id=uuid4(),
        national_id_fingerprint=number.fingerprint,
        national_id_sealed=number.sealed,
        name_ar=told["name_ar"],
        name_en=detail["name_en"],
        birth_date=persona.birth_date,
        gender=detail["gender"],
        region=told["region"],
        city=told["city"],
        is_saudi=persona.is_saudi,
        nationality_exception=detail.get("nationality_exception"),
        disability=persona.household.get("disability", False),
        category=persona.category,
    )


async def _reach(session: AsyncSession, person: UUID, phone: str, vault: Vault) -> None:
    address = sealed(vault, VaultKind.PHONE, phone)
    contact = Contact(
        id=uuid4(),
        channel=Channel.SMS,
        address_fingerprint=address.fingerprint,
        address_sealed=address.sealed,
        verified_at=now(),
    )
    session.add(contact)
    await session.flush()
    session.add(ContactHolder(contact_id=contact.id, beneficiary_id=person))


async def _house(session: AsyncSession, person: UUID, persona: Persona) -> None:
    household = Household(
        id=uuid4(),
        head_id=person,
        role=persona.household["role"],
        days_abroad_last_year=persona.days_abroad,
    )
    session.add(household)
    await session.flush()
    session.add_all(
        Member(household_id=household.id, name_ar=one.name_ar, relation=one.relation, birth_date=one.birth_date)
        for one in persona.dependants
    )
    session.add_all(_incomes(household.id, persona))


def _incomes(household: UUID, persona: Persona) -> list[Income]:
    received: tuple[tuple[IncomeKind, str, list[Decimal]], ...] = (
        (IncomeKind.EARNED, "earned_source", persona.earned),
        (IncomeKind.UNEARNED, "unearned_source", persona.unearned),
    )
    return [
        Income(household_id=household, month=month, kind=kind, source=persona.detail[source], amount=amount)
        for kind, source, amounts in received
        for month, amount in zip(income_months(persona.today), amounts, strict=True)
        if amount > 0
    ]
