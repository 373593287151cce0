"""Notices of payment, results and cards: to whoever wished them, once, by day, and without amounts."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import Decimal
from uuid import UUID

import pytest
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from actions.benefits.models import DecisionStatus, Payment
from actions.cards.models import Card, CardStatus
from actions.clock import RIYADH, FrozenClock
from actions.contacts.models import Channel, Contact, Notice
from actions.contacts.service import contact_at, phone_on_file
from actions.identity.models import IdentityLevel, IdentitySession
from actions.notices.jobs import tell_due_notices
from actions.profile import subscriptions
from actions.profile.models import NoticeKind
from bot.conversations.models import Conversation, Language
from bot.conversations.service import of_contact, open_on_web
from tests.actions.people import decided, person

PAYMENT, RESULTS, CARD = NoticeKind.PAYMENT, NoticeKind.RESULTS, NoticeKind.CARD


def at(month: int, day: int, hour: int = 10, year: int = 2026) -> datetime:
    return datetime(year, month, day, hour, tzinfo=RIYADH)


@pytest.fixture
async def noura(session: AsyncSession) -> UUID:
    return await person(session)


@pytest.fixture
async def chat(session: AsyncSession) -> UUID:
    return (await open_on_web(session)).id


async def wishes(
    session: AsyncSession, chat: UUID, who: UUID | None, *kinds: NoticeKind, on: bool = True, when: datetime | None = None
) -> None:
    phone = await phone_on_file(session, who) if who else None
    contact = phone.contact if phone else None
    now = when or at(11, 22)
    await subscriptions.change(session, chat, contact, kinds, subscribed=on, now=now, beneficiary=who)
    await session.commit()


async def paid(session: AsyncSession, who: UUID, on: date) -> None:
    session.add(Payment(beneficiary_id=who, month=on.replace(day=1), amount=Decimal(2300), paid_on=on))
    await session.commit()


async def has_card(session: AsyncSession, who: UUID, ends: date, status: CardStatus = CardStatus.ACTIVE) -> None:
    session.add(Card(beneficiary_id=who, status=status, issued_on=date(2025, 1, 1), expires_on=ends, token="t"))
    await session.commit()


async def run(clock: FrozenClock, moment: datetime) -> int:
    clock.advance(moment - clock.now())
    return await tell_due_notices()


async def told(session: AsyncSession) -> list[Notice]:
    await session.rollback()
    return list(await session.scalars(select(Notice).order_by(Notice.due_at, Notice.id)))


async def test_a_payment_on_file_is_told_to_its_person_once(
    session: AsyncSession, clock: FrozenClock, noura: UUID, chat: UUID
) -> None:
    await wishes(session, chat, noura, PAYMENT)
    await paid(session, noura, date(2026, 12, 1))
    assert await run(clock, at(11, 30)) == 0
    assert await run(clock, at(12, 1)) == 1
    assert await run(clock, at(12, 1, 11)) == 0
    assert await run(clock, at(12, 2)) == 0
    (notice,) = await told(session)
    assert (notice.act, notice.beneficiary_id, notice.conversation_id) == ("payment.paid", noura, chat)
    assert notice.unasked
    assert notice.contact_id is not None


async def test_no_amount_is_in_a_notice(session: AsyncSession, clock: FrozenClock, noura: UUID, chat: UUID) -> None:
    await wishes(session, chat, noura, PAYMENT)
    await paid(session, noura, date(2026, 12, 1))
    await run(clock, at(12, 1))
    (notice,) = await told(session)
    assert "2300" not in f"{notice.data}{notice.choices}"
    assert notice.choices[0]["request"]["intent"] == "ask_my_payment"


async def test_the_payments_of_two_months_are_two_notices(
    session: AsyncSession, clock: FrozenClock, noura: UUID, chat: UUID
) -> None:
    await wishes(session, chat, noura, PAYMENT)
    await paid(session, noura, date(2026, 12, 1))
    await paid(session, noura, date(2027, 1, 1))
    assert await run(clock, at(12, 1)) == 1
    assert await run(clock, at(1, 1, year=2027)) == 1


async def test_who_was_not_paid_is_not_told_of_a_payment(
    session: AsyncSession, clock: FrozenClock, noura: UUID, chat: UUID
) -> None:
    await wishes(session, chat, noura, PAYMENT)
    assert await run(clock, at(12, 1)) == 0


async def test_a_payment_that_came_late_is_told_when_it_came(
    session: AsyncSession, clock: FrozenClock, noura: UUID, chat: UUID
) -> None:
    await wishes(session, chat, noura, PAYMENT)
    assert await run(clock, at(12, 1)) == 0
    await paid(session, noura, date(2026, 12, 3))
    assert await run(clock, at(12, 3)) == 1


async def test_what_could_not_be_told_for_days_is_no_news_any_more(
    session: AsyncSession, clock: FrozenClock, noura: UUID, chat: UUID
) -> None:
    await wishes(session, chat, noura, PAYMENT)
    await paid(session, noura, date(2026, 12, 1))
    assert await run(clock, at(12, 4)) == 0


@pytest.mark.parametrize(("hour", "count"), [(8, 0), (9, 1), (20, 1), (21, 0)])
async def test_nothing_is_told_at_night(
    session: AsyncSession, clock: FrozenClock, noura: UUID, chat: UUID, hour: int, count: int
) -> None:
    await wishes(session, chat, noura, PAYMENT)
    await paid(session, noura, date(2026, 12, 1))
    assert await run(clock, at(12, 1, hour)) == count


async def test_nobody_who_did_not_ask_is_told(session: AsyncSession, clock: FrozenClock, noura: UUID) -> None:
    await paid(session, noura, date(2026, 12, 1))
    await has_card(session, noura, date(2026, 12, 20))
    assert await run(clock, at(12, 1)) == 0


async def test_a_stranger_is_told_the_day_alone(session: AsyncSession, clock: FrozenClock, noura: UUID, chat: UUID) -> None:
    await wishes(session, chat, None, PAYMENT, RESULTS, CARD)
    await paid(session, noura, date(2026, 12, 1))
    assert await run(clock, at(11, 27)) == 1
    assert await run(clock, at(12, 1)) == 1
    assert await run(clock, at(12, 2)) == 0
    acts = [(notice.act, notice.beneficiary_id, notice.contact_id) for notice in await told(session)]
    assert acts == [("results.out", None, None), ("payment.day", None, None)]


async def test_the_results_are_told_on_their_day_to_who_has_a_decision(
    session: AsyncSession, clock: FrozenClock, noura: UUID, chat: UUID
) -> None:
    await wishes(session, chat, noura, RESULTS)
    assert await run(clock, at(11, 27)) == 0
    await decided(session, noura, DecisionStatus.INELIGIBLE, date(2026, 11, 27))
    await session.commit()
    assert await run(clock, at(11, 28)) == 1
    (notice,) = await told(session)
    assert (notice.act, notice.data) == ("results.out", {"date": "2026-11-27", "month": "2026-11"})
    assert notice.choices[0]["request"]["intent"] == "ask_my_status"


async def test_a_card_is_told_of_a_month_and_a_week_before_its_end(
    session: AsyncSession, clock: FrozenClock, noura: UUID, chat: UUID
) -> None:
    await wishes(session, chat, noura, CARD)
    await has_card(session, noura, date(2026, 12, 31))
    assert await run(clock, at(11, 30)) == 0
    assert await run(clock, at(12, 1)) == 1
    assert await run(clock, at(12, 23)) == 0
    assert await run(clock, at(12, 24)) == 1
    assert await run(clock, at(12, 31)) == 0
    assert [notice.data for notice in await told(session)] == [{"expires_on": "2026-12-31"}] * 2


@pytest.mark.parametrize("status", [CardStatus.SUSPENDED, CardStatus.EXPIRED])
async def test_a_card_that_does_not_count_is_not_told_of(
    session: AsyncSession, clock: FrozenClock, noura: UUID, chat: UUID, status: CardStatus
) -> None:
    await wishes(session, chat, noura, CARD)
    await has_card(session, noura, date(2026, 12, 5), status)
    assert await run(clock, at(12, 1)) == 0


async def test_of_two_wishes_of_one_person_the_last_counts(
    session: AsyncSession, clock: FrozenClock, noura: UUID, chat: UUID
) -> None:
    other = (await open_on_web(session)).id
    await wishes(session, chat, noura, PAYMENT, when=at(11, 22))
    await wishes(session, other, noura, PAYMENT, on=False, when=at(11, 23))
    await paid(session, noura, date(2026, 12, 1))
    assert await run(clock, at(12, 1)) == 0


async def test_one_person_in_two_conversations_is_told_once(
    session: AsyncSession, clock: FrozenClock, noura: UUID, chat: UUID
) -> None:
    other = (await open_on_web(session)).id
    await wishes(session, chat, noura, PAYMENT, when=at(11, 22))
    await wishes(session, other, noura, PAYMENT, when=at(11, 23))
    await paid(session, noura, date(2026, 12, 1))
    assert await run(clock, at(12, 1)) == 1
    assert [notice.conversation_id for notice in await told(session)] == [other]


async def test_who_signs_in_later_is_told_there_what_is_theirs(
    session: AsyncSession, clock: FrozenClock, noura: UUID, chat: UUID
) -> None:
    await wishes(session, chat, None, PAYMENT)
    session.add(
        IdentitySession(
            conversation_id=chat,
            beneficiary_id=noura,
            level=IdentityLevel.ONE_TIME_CODE,
            started_at=at(11, 23),
            expires_at=at(11, 23) + timedelta(minutes=30),
        )
    )
    await paid(session, noura, date(2026, 12, 1))
    assert await run(clock, at(12, 1)) == 1
    (notice,) = await told(session)
    assert (notice.act, notice.beneficiary_id, notice.contact_id) == ("payment.paid", noura, None)


async def test_a_whatsapp_address_is_told_in_its_language(session: AsyncSession, clock: FrozenClock) -> None:
    contact: Contact = await contact_at(session, Channel.WHATSAPP, "+966500000001")
    conversation: Conversation = await of_contact(session, contact)
    conversation.language = Language.ENGLISH
    await session.flush()
    await wishes(session, conversation.id, None, PAYMENT)
    assert await run(clock, at(12, 1)) == 1
    (notice,) = await told(session)
    assert (notice.contact_id, notice.language) == (contact.id, "en")
