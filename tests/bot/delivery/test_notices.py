"""What is told unasked: in the conversation it belongs to, on the phone on file, never to whoever opted out."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from actions.clock import FrozenClock
from actions.contacts.models import Channel, Contact, Notice, NoticeState
from actions.contacts.service import contact_at, tell_person
from actions.database.engine import transaction
from actions.dialogue.messages import Choice, Request
from actions.identity.models import IdentityLevel, IdentitySession
from bot.conversations.models import Choice as Offered
from bot.conversations.models import Conversation, Delivery, Message
from bot.conversations.service import of_contact, open_on_web
from bot.delivery.notices import dispatch_one_due
from bot.delivery.priority import Priority
from tests.actions.people import person

DATA = {"reference": "WTL-1448-000016"}
CHOICES = (Choice("choice.offer.take", Request("book_consultation", (("offer", "1"),))),)


@pytest.fixture
async def noura(session: AsyncSession) -> UUID:
    return await person(session)


async def proved(session: AsyncSession, conversation: UUID, who: UUID, clock: FrozenClock) -> IdentitySession:
    made = IdentitySession(
        conversation_id=conversation,
        beneficiary_id=who,
        level=IdentityLevel.ONE_TIME_CODE,
        started_at=clock.now(),
        expires_at=clock.now() + timedelta(minutes=30),
    )
    session.add(made)
    await session.flush()
    return made


async def tell(session: AsyncSession, who: UUID, clock: FrozenClock, **options: Any) -> None:
    assert await tell_person(session, who, "appointment.waitlist_left", DATA, now=clock.now(), **options)
    await session.commit()
    assert await dispatch_one_due()


async def rows(kind: Any) -> list[Any]:
    async with transaction() as session:
        return list(await session.scalars(select(kind)))


async def test_on_the_web_it_is_told_in_the_conversation_and_on_the_phone_on_file(
    session: AsyncSession, clock: FrozenClock, noura: UUID
) -> None:
    talk = (await open_on_web(session)).id
    await proved(session, talk, noura, clock)
    await tell(session, noura, clock, conversation=talk, choices=CHOICES)
    [message], [delivery] = await rows(Message), await rows(Delivery)
    assert (message.act, message.in_reply_to, message.conversation_id) == ("appointment.waitlist_left", None, talk)
    assert [choice["title"] for choice in message.choices] == ["نعم، أريده"]
    assert [choice.payload["intent"] for choice in await rows(Offered)] == ["book_consultation"]
    assert (delivery.channel, delivery.notice_id is not None) == (Channel.SMS, True)


async def test_a_channel_that_reaches_the_person_is_enough(
    session: AsyncSession, clock: FrozenClock, noura: UUID
) -> None:
    contact = await contact_at(session, Channel.WHATSAPP, "+966500000001")
    talk = await of_contact(session, contact)
    await proved(session, talk.id, noura, clock)
    await tell(session, noura, clock, conversation=talk.id)
    assert [delivery.channel for delivery in await rows(Delivery)] == [Channel.WHATSAPP]


@pytest.mark.parametrize("why", ["somebody else", "left", "never proved"])
async def test_a_conversation_that_is_not_the_persons_any_more_is_told_nothing(
    session: AsyncSession, clock: FrozenClock, noura: UUID, why: str
) -> None:
    talk = (await open_on_web(session)).id
    if why != "never proved":
        own = await proved(session, talk, noura, clock)
        own.ended_at = clock.now()
        await session.flush()
    if why == "somebody else":
        await proved(session, talk, await person(session, "1920220223", "+966500000002"), clock)
    await tell(session, noura, clock, conversation=talk)
    assert await rows(Message) == []
    assert [delivery.channel for delivery in await rows(Delivery)] == [Channel.SMS]


async def test_whoever_opted_out_is_sent_nothing_unasked_but_still_their_codes(
    session: AsyncSession, clock: FrozenClock, noura: UUID
) -> None:
    contact = await session.scalar(select(Contact))
    assert contact is not None
    contact.opted_out_at = clock.now()
    await tell(session, noura, clock)
    assert [notice.state for notice in await rows(Notice)] == [NoticeState.DEAD]
    assert await rows(Delivery) == []
    session.add(Notice(contact_id=contact.id, act="sms.code", data={"code": "[code:aaaaaaaa]"}, due_at=clock.now()))
    await session.commit()
    assert await dispatch_one_due()
    assert len(await rows(Delivery)) == 1


async def test_it_is_told_in_the_language_of_the_conversation(
    session: AsyncSession, clock: FrozenClock, noura: UUID
) -> None:
    talk = (await open_on_web(session)).id
    (await session.get_one(Conversation, talk)).language = "en"  # type: ignore[assignment]
    await proved(session, talk, noura, clock)
    await tell(session, noura, clock, conversation=talk)
    assert "waiting list" in (await rows(Message))[0].text
    assert "waiting list" in (await rows(Delivery))[0].text


async def test_before_its_time_nothing_is_told(session: AsyncSession, clock: FrozenClock, noura: UUID) -> None:
    await tell_person(
        session, noura, "appointment.waitlist_left", DATA, now=clock.now(), due_at=clock.now() + timedelta(hours=1)
    )
    await session.commit()
    assert not await dispatch_one_due()
    clock.advance(timedelta(hours=1))
    assert await dispatch_one_due()


async def test_whoever_cannot_be_reached_is_left_in_peace(session: AsyncSession, clock: FrozenClock) -> None:
    turki = await person(session, "1911211215", phone=None)
    assert not await tell_person(session, turki, "appointment.waitlist_left", DATA, now=clock.now())
    assert await rows(Notice) == []


@pytest.mark.parametrize(("unasked", "priority"), [(True, Priority.NOTICE), (False, Priority.REPLY)])
async def test_what_nobody_asked_for_leaves_behind_the_answers_also_in_a_conversation(
    session: AsyncSession, clock: FrozenClock, noura: UUID, unasked: bool, priority: Priority
) -> None:
    talk = await of_contact(session, await contact_at(session, Channel.WHATSAPP, "+966500000001"))
    await proved(session, talk.id, noura, clock)
    await tell(session, noura, clock, conversation=talk.id, unasked=unasked)
    assert [delivery.priority for delivery in await rows(Delivery)] == [priority]
