"""Writing the benefits file of the population: people, households, incomes."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy.ext.asyncio import AsyncSession

from actions.clock import now
from actions.contacts.models import Channel
from actions.demo.copying import Progress, copy_rows
from actions.demo.facts import NO_EXCEPTION, NO_GROUP
from actions.demo.personas import MONTHS, income_months
from actions.demo.population.homes import Homes, Member
from actions.demo.population.incomes import Incomes, by_month
from actions.demo.population.outcomes import Outcomes
from actions.demo.population.people import People
from actions.demo.sealing import sealed
from actions.identity.models import VaultKind
from actions.identity.vault import Vault
from actions.people.models import Gender

Row = tuple[Any, ...]


async def write_people(
    session: AsyncSession, people: People, homes: Homes, outcomes: Outcomes, vault: Vault, progress: Progress
) -> None:
    """Store who they are."""
    columns = (
        "id",
        "national_id_fingerprint",
        "national_id_sealed",
        "name_ar",
        "birth_date",
        "gender",
        "region",
        "city",
        "is_saudi",
        "nationality_exception",
        "disability",
        "category",
    )
    rows = _people(people, homes, outcomes, vault)
    await copy_rows(session, "beneficiaries", columns, rows, len(people.ids), progress)


async def write_phones(session: AsyncSession, people: People, vault: Vault, progress: Progress) -> None:
    """Store their phones, a shared one once, as verified contacts."""
    contacts = {phone: uuid4() for phone in people.phones if phone is not None}
    held = [(contacts[phone], person) for phone, person in zip(people.phones, people.ids, strict=True) if phone]
    columns = ("id", "channel", "address_fingerprint", "address_sealed", "verified_at")
    await copy_rows(session, "contacts", columns, _contacts(contacts, vault), len(contacts), progress)
    await copy_rows(session, "contact_holders", ("contact_id", "beneficiary_id"), held, len(held), progress)


async def write_homes(session: AsyncSession, people: People, homes: Homes, members: Iterator[Member], progress: Progress) -> None:
    """Store the households and who belongs to them."""
    columns = (
        "id",
        "head_id",
        "role",
        "in_shelter",
        "days_abroad_last_year",
        "other_assets",
        "transferred_group",
    )
    rows = zip(
        homes.ids,
        people.ids,
        ("independent" if alone else "head" for alone in people.independent.tolist()),
        homes.in_shelter.tolist(),
        homes.days_abroad.tolist(),
        homes.other_assets.tolist(),
        (None if group == NO_GROUP else group for group in homes.transferred_group.tolist()),
        strict=True,
    )
    await copy_rows(session, "households", columns, rows, len(homes.ids), progress)
    dependants = ((homes.ids[one.row], one.name, one.relation.value, one.birth_date) for one in members)
    total = int(homes.dependants.sum())
    of_members = ("household_id", "name_ar", "relation", "birth_date")
    await copy_rows(session, "members", of_members, dependants, total, progress)


async def write_incomes(session: AsyncSession, homes: Homes, incomes: Incomes, today: date, progress: Progress) -> None:
    """Store what every household received in each of the last months."""
    months = income_months(today)
    received = (incomes.earned, incomes.unearned, incomes.citizen_account, incomes.disability_cash_aid)
    rows = ((homes.ids[row], months[ago], kind.value, source, amount) for row, ago, kind, source, amount in by_month(incomes))
    total = MONTHS * sum(int((amounts > 0).sum()) for amounts in received)
    columns = ("household_id", "month", "kind", "source", "amount")
    await copy_rows(session, "incomes", columns, rows, total, progress)


def _people(people: People, homes: Homes, outcomes: Outcomes, vault: Vault) -> Iterator[Row]:
    columns = zip(
        people.ids,
        people.national_ids,
        people.names,
        people.birth_dates.tolist(),
        people.female.tolist(),
        people.region.tolist(),
        people.city.tolist(),
        people.saudi.tolist(),
        homes.exception.tolist(),
        people.disability.tolist(),
        outcomes.category.tolist(),
        strict=True,
    )
    for identity, number, name, born_on, female, region, city, saudi, exception, disability, category in columns:
        hidden = sealed(vault, VaultKind.ID, number)
        gender = Gender.FEMALE if female else Gender.MALE
        ground = None if exception == NO_EXCEPTION else exception
        yield (
            identity,
            hidden.fingerprint,
            hidden.sealed,
            name,
            born_on,
            gender.value,
            region,
            city,
            saudi,
            ground,
            disability,
            category or None,
        )


def _contacts(contacts: dict[str, UUID], vault: Vault) -> Iterator[Row]:
    verified_at = now()
    for phone, identity in contacts.items():
        hidden = sealed(vault, VaultKind.PHONE, phone)
        yield identity, Channel.SMS.value, hidden.fingerprint, hidden.sealed, verified_at
