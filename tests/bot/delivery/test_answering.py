"""Where a notice by SMS says that it can be answered."""

from __future__ import annotations

import re
from uuid import UUID

import pytest
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from actions.clock import FrozenClock
from actions.contacts import continuing
from actions.contacts.models import Channel, Continuation
from actions.contacts.service import contact_at, tell_person
from actions.dialogue.messages import Choice, Request
from bot.conversations.models import Delivery
from bot.delivery.notices import dispatch_one_due
from bot.delivery.segments import segments
from tests.actions.people import PHONE, person
from tests.bot.channels.twilio.conftest import read_anew

CHOICES = (Choice("choice.offer.take", Request("book_consultation", (("offer", "1"),))),)
ACT, DATA = "appointment.waitlist_left", {"reference": "WTL-1448-000016"}


@pytest.fixture
async def noura(session: AsyncSession) -> UUID:
    return await person(session)


async def told(session: AsyncSession, noura: UUID, clock: FrozenClock, choices: tuple[Choice, ...] = CHOICES) -> str:
    await tell_person(session, noura, ACT, DATA, now=clock.now(), choices=choices)
    await session.commit()
    await dispatch_one_due()
    return str(await session.scalar(select(Delivery.text).order_by(Delivery.id.desc())))


async def test_where_nobody_can_answer_a_link_brings_the_notice_along(
    session: AsyncSession, noura: UUID, clock: FrozenClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PUBLIC_URL", "https://mueen.example")
    monkeypatch.setenv("TWILIO_WHATSAPP_SENDER", "+966115000000")
    read_anew()
    text = await told(session, noura, clock)
    link = re.search(r"https://mueen\.example/g/(m-[A-Za-z]+)", text)
    assert link is not None, text
    assert segments(text) <= 2
    contact = await contact_at(session, Channel.WHATSAPP, PHONE)
    source = await continuing.arrive(session, link[1], contact, clock.now(), sender_is_sure=True)
    assert source is not None
    assert (source.whole, source.beneficiary) == (True, noura)
    monkeypatch.setenv("PUBLIC_URL", "https://" + "a-very-long-name." * 5 + "example")
    read_anew()
    text = await told(session, noura, clock)
    assert "/g/" not in text
    assert "+966115000000" in text
    monkeypatch.undo()
    read_anew()


async def test_where_one_can_answer_or_has_nothing_to_answer_there_is_no_link(
    session: AsyncSession, noura: UUID, clock: FrozenClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TWILIO_WHATSAPP_SENDER", "+966115000000")
    read_anew()
    assert "/g/" not in await told(session, noura, clock, ())
    monkeypatch.setenv("TWILIO_SMS_TWO_WAY", "true")
    read_anew()
    assert "/g/" not in await told(session, noura, clock)
    assert (await session.scalars(select(Continuation))).all() == []
    monkeypatch.undo()
    read_anew()
