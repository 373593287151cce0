"""What a person who comes back hears first."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from actions.cards.models import Card, CardStatus
from actions.cases.filing import Draft, file_case
from actions.cases.models import CaseKind, CaseStatus
from actions.clinics import booking
from actions.clinics import service as clinics
from actions.clinics.models import Appointment, Mode
from actions.profile.open_items import open_items
from tests.actions.people import person
from tests.conftest import NOW


async def test_somebody_with_nothing_open_hears_nothing(session: AsyncSession) -> None:
    assert await open_items(session, await person(session), NOW) == []


async def test_a_case_that_waits_for_a_document_and_a_card_that_ends_soon_are_told(session: AsyncSession) -> None:
    noura = await person(session)
    case = await file_case(session, noura, Draft(CaseKind.COMPLAINT, "service", None, "الفرع ما رد"), "k1", NOW)
    assert await open_items(session, noura, NOW) == []
    case.status = CaseStatus.MORE_INFO_NEEDED
    await add_card(session, noura, CardStatus.ACTIVE, NOW.date() + timedelta(days=30))
    items = await open_items(session, noura, NOW)
    assert [(item.kind, item.reference) for item in items] == [("case", case.reference), ("card", None)]


async def test_a_card_that_ends_later_or_has_ended_is_not_told(session: AsyncSession) -> None:
    noura = await person(session)
    card = await add_card(session, noura, CardStatus.ACTIVE, NOW.date() + timedelta(days=31))
    assert await open_items(session, noura, NOW) == []
    card.status = CardStatus.EXPIRED
    assert await open_items(session, noura, NOW) == []


async def test_an_appointment_of_the_next_two_days_comes_first(demo_session: AsyncSession) -> None:
    noura = await person(demo_session, "1000000008", "+966500009999")
    search = clinics.Search("psychological", Mode.REMOTE)
    near = (await clinics.free_slots(demo_session, search, NOW, 1))[0]
    assert isinstance(await booking.book(demo_session, noura, near, "k", NOW), Appointment)
    told_on = near.starts_at - timedelta(days=2)
    assert [item.kind for item in await open_items(demo_session, noura, told_on)] == ["appointment"]
    assert await open_items(demo_session, noura, told_on - timedelta(hours=1)) == []


async def add_card(session: AsyncSession, beneficiary: UUID, status: CardStatus, expires_on: date) -> Card:
    card = Card(beneficiary_id=beneficiary, status=status, expires_on=expires_on, issued_on=NOW.date(), token="t")
    session.add(card)
    await session.flush()
    found = await session.scalar(select(Card).where(Card.beneficiary_id == beneficiary))
    assert found is not None
    return found
