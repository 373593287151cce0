"""The generated population obeys the rules and keeps to its range."""

from __future__ import annotations

from collections import Counter
from datetime import date
from decimal import Decimal

import numpy as np
from sqlalchemy import func, select, text
from sqlalchemy.ext.asyncio import AsyncSession

from actions.benefits.models import Decision, DecisionReason, Payment
from actions.contacts.models import Contact, ContactHolder
from actions.database.base import REGIONS
from actions.database.references import check_digit
from actions.demo import data
from actions.demo.facts import Facts, assess
from actions.demo.loader import BELONGS_TO_NOBODY
from actions.eligibility.months import add_months
from actions.identity.vault import vault
from actions.people.models import Beneficiary, Category, Household, Member
from tests.conftest import HOUSEHOLDS, NOW

TODAY = NOW.date()
_FACTS = """
    SELECT b.id, h.role, b.is_saudi, coalesce(b.nationality_exception, 'none'), h.days_abroad_last_year, h.in_shelter,
        (SELECT count(*) FROM members m WHERE m.household_id = h.id), h.other_assets,
        coalesce(h.transferred_group, 'none'),
        coalesce(i.earned, 0)::float, coalesce(i.unearned, 0)::float,
        coalesce(i.citizen_account, 0)::float, coalesce(i.disability_cash_aid, 0)::float
    FROM beneficiaries b JOIN households h ON h.head_id = b.id
    LEFT JOIN (
        SELECT household_id, sum(amount) FILTER (WHERE kind = 'earned') AS earned,
            sum(amount) FILTER (WHERE kind = 'unearned') AS unearned,
            sum(amount) FILTER (WHERE source = 'citizen_account') AS citizen_account,
            sum(amount) FILTER (WHERE source = 'disability_cash_aid') AS disability_cash_aid
        FROM incomes WHERE month = :month GROUP BY household_id
    ) i ON i.household_id = h.id
    ORDER BY b.id
"""


async def facts(session: AsyncSession, month: date) -> tuple[list[object], Facts]:
    """The ids of all heads, and their stored households as the rules read them."""
    rows = (await session.execute(text(_FACTS), {"month": month})).all()
    ids, *columns = (list(column) for column in zip(*rows, strict=True))
    return ids, Facts(*(np.array(column) for column in columns))


async def test_every_stored_decision_is_what_the_rules_say(demo_reading: AsyncSession) -> None:
    ids, households = await facts(demo_reading, TODAY.replace(day=1))
    said = assess(households, TODAY)
    current = await demo_reading.scalars(select(Decision).where(Decision.superseded_by.is_(None)))
    decisions = {decision.beneficiary_id: decision for decision in current}
    reasons: dict[object, list[str]] = {}
    for code, decision_id in await demo_reading.execute(
        select(DecisionReason.code, DecisionReason.decision_id).order_by(DecisionReason.position)
    ):
        reasons.setdefault(decision_id, []).append(str(code))
    assert len(ids) == len(decisions) == HOUSEHOLDS + len(data.personas())
    seen = Counter[str]()
    for row, person in enumerate(ids):
        decision = decisions[person]
        seen[decision.status] += 1
        if decision.status == "under_review":
            assert (decision.minimum, decision.pension, reasons.get(decision.id)) == (None, None, None)
            continue
        assert said.eligible[row] == (decision.status == "eligible")
        assert said.ineligible[row] == (decision.status in ("ineligible", "suspended"))
        assert decision.minimum == Decimal(str(said.minimum[row]))
        assert decision.counted_income == Decimal(str(said.counted_income[row]))
        assert decision.pension == (Decimal(str(said.pension[row])) if said.eligible[row] else None)
        applying = [reason.value for reason, rows in said.reasons.items() if rows[row]]
        assert reasons.get(decision.id, []) == applying
    assert set(seen) == {"eligible", "ineligible", "under_review", "suspended"}


async def test_every_payment_is_what_the_rules_said_of_its_month(demo_reading: AsyncSession) -> None:
    suspended = set(await demo_reading.scalars(select(Decision.beneficiary_id).where(Decision.superseded_by.is_not(None))))
    checked = 0
    for ago in range(12):
        month = add_months(TODAY.replace(day=1), -ago)
        ids, households = await facts(demo_reading, month)
        due = dict(zip(ids, assess(households, month).pension, strict=True))
        for person, amount in await demo_reading.execute(
            select(Payment.beneficiary_id, Payment.amount).where(Payment.month == month)
        ):
            if person not in suspended:
                assert amount == Decimal(str(due[person]))
                checked += 1
    assert checked > HOUSEHOLDS


async def test_a_payment_that_differs_says_why_and_one_that_does_not_says_nothing(demo_reading: AsyncSession) -> None:
    rows = await demo_reading.execute(
        text("""
            SELECT p.amount - lag(p.amount) OVER (PARTITION BY p.beneficiary_id ORDER BY p.month) AS change,
                (SELECT count(*) FROM payment_reasons r WHERE r.payment_id = p.id) AS reasons
            FROM payments p
        """)
    )
    for change, reasons in rows:
        assert bool(change) == bool(reasons)


async def test_every_identity_number_passes_the_check_and_is_not_in_issue(demo_reading: AsyncSession) -> None:
    sealed = await demo_reading.scalars(select(Beneficiary.national_id_sealed))
    numbers = [vault().open(value) for value in sealed]
    assert len(set(numbers)) == len(numbers) == HOUSEHOLDS + len(data.personas())
    assert all(len(number) == 10 and number.startswith(("19", "29")) for number in numbers)
    assert all(check_digit(number[:9]) == int(number[9]) for number in numbers)
    assert BELONGS_TO_NOBODY not in numbers


async def test_citizens_and_residents_are_told_apart_by_their_numbers(demo_reading: AsyncSession) -> None:
    rows = await demo_reading.execute(select(Beneficiary.is_saudi, Beneficiary.national_id_sealed))
    assert all(is_saudi == vault().open(number).startswith("1") for is_saudi, number in rows)


async def test_phones_are_not_those_of_the_personas_and_some_are_shared(demo_reading: AsyncSession) -> None:
    phones = [vault().open(sealed or b"") for sealed in await demo_reading.scalars(select(Contact.address_sealed))]
    personas = {told["phone"] for told in data.personas() if told["phone"]}
    assert len(phones) == len(set(phones))
    assert personas <= set(phones)
    assert all(len(phone) == 13 and phone.startswith("+9665") for phone in phones)
    holders = await demo_reading.execute(select(func.count()).select_from(ContactHolder).group_by(ContactHolder.contact_id))
    assert max(holders.scalars()) == 2


async def test_people_live_in_all_regions_in_cities_of_them(demo_reading: AsyncSession) -> None:
    rows = await demo_reading.execute(select(Beneficiary.region, Beneficiary.city).distinct())
    regions = data.read("regions")
    assert set(regions) == set(REGIONS)
    assert all(city in regions[region]["cities"] for region, city in rows)


async def test_names_have_three_parts_and_the_right_sex(demo_reading: AsyncSession) -> None:
    names = data.read("names")
    people = await demo_reading.scalars(select(Beneficiary).where(Beneficiary.name_en.is_(None)))
    for person in people:
        assert any(person.name_ar.startswith(f"{given} ") for given in names[person.gender or ""])
        assert any(person.name_ar.endswith(f" {family}") for family in names["family"])
        assert len(person.name_ar.split()) >= 3


async def test_independents_live_alone_and_heads_do_not(demo_reading: AsyncSession) -> None:
    rows = await demo_reading.execute(
        select(Household.role, func.count(Member.id)).outerjoin(Member).group_by(Household.id, Household.role)
    )
    for role, members in rows:
        assert (members > 0) == (role == "head")


async def test_no_child_is_older_than_a_child_can_be(demo_reading: AsyncSession) -> None:
    rows = await demo_reading.execute(
        select(Member.relation, Member.birth_date, Beneficiary.birth_date)
        .join(Household, Household.id == Member.household_id)
        .join(Beneficiary, Beneficiary.id == Household.head_id)
    )
    for relation, born, head_born in rows:
        assert born <= TODAY
        if relation in ("son", "daughter", "grandson", "granddaughter"):
            assert add_months(head_born, 12 * 16) <= born
        if relation in ("mother", "father"):
            assert add_months(born, 12 * 16) <= head_born


async def test_whoever_is_accepted_has_a_category(demo_reading: AsyncSession) -> None:
    rows = await demo_reading.execute(
        select(Decision.category, Beneficiary.category)
        .join(Beneficiary, Beneficiary.id == Decision.beneficiary_id)
        .where(Decision.status == "eligible", Decision.superseded_by.is_(None))
    )
    for decided, of_person in rows:
        assert decided == of_person
        assert decided in set(Category)
