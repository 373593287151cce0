"""Notices on and off: for the conversation and its address, of all kinds or of some."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID, uuid4

from sqlalchemy.ext.asyncio import AsyncSession

from actions.contacts.models import Channel, Contact
from actions.contacts.service import contact_at
from actions.profile import subscriptions
from actions.profile.models import NoticeKind
from bot.conversations.models import Conversation
from bot.conversations.service import of_contact, open_on_web
from tests.actions.people import PHONE, person
from tests.conftest import NOW

LATER = NOW + timedelta(minutes=1)


async def on_whatsapp(session: AsyncSession) -> tuple[Conversation, Contact]:
    contact = await contact_at(session, Channel.WHATSAPP, PHONE)
    return await of_contact(session, contact), contact


async def test_all_off_opts_the_address_out_and_on_brings_it_back(session: AsyncSession) -> None:
    conversation, contact = await on_whatsapp(session)
    await subscriptions.change(session, conversation.id, None, (), subscribed=False, now=NOW)
    assert contact.opted_out_at == NOW
    assert not await subscriptions.wanted(session, "appointment.reminder", None, contact.id)
    await subscriptions.change(session, conversation.id, None, (), subscribed=True, now=LATER)
    assert contact.opted_out_at is None
    assert await subscriptions.wanted(session, "appointment.reminder", None, contact.id)


async def test_one_kind_off_leaves_the_others(session: AsyncSession) -> None:
    conversation, contact = await on_whatsapp(session)
    await subscriptions.change(session, conversation.id, None, [NoticeKind.CASE], subscribed=False, now=NOW)
    assert contact.opted_out_at is None
    assert not await subscriptions.wanted(session, "case.status", conversation.id, None)
    assert await subscriptions.wanted(session, "appointment.reminder", conversation.id, None)


async def test_what_is_no_kind_of_notice_is_always_told(session: AsyncSession) -> None:
    assert await subscriptions.wanted(session, "sms.code", uuid4(), None)


async def test_a_web_conversation_has_no_address_and_is_heard_all_the_same(session: AsyncSession) -> None:
    conversation: UUID = (await open_on_web(session)).id
    await subscriptions.change(session, conversation, None, (), subscribed=False, now=NOW)
    assert not await subscriptions.wanted(session, "case.status", conversation, None)
    assert await subscriptions.wanted(session, "case.status", uuid4(), None)


async def test_the_same_phone_does_not_ring_by_another_channel(session: AsyncSession) -> None:
    """Whoever ends it on WhatsApp and gets a text message the next day was not heard; and brought back it is on both."""
    conversation, contact = await on_whatsapp(session)
    by_sms = await contact_at(session, Channel.SMS, PHONE)
    other = await contact_at(session, Channel.SMS, "+966500000009")
    await subscriptions.change(session, conversation.id, None, (), subscribed=False, now=NOW)
    assert (contact.opted_out_at, by_sms.opted_out_at, other.opted_out_at) == (NOW, NOW, None)
    await subscriptions.change(session, conversation.id, None, (), subscribed=True, now=LATER)
    assert (contact.opted_out_at, by_sms.opted_out_at) == (None, None)


async def test_a_phone_that_others_use_too_stays_as_it_is_for_them(session: AsyncSession) -> None:
    for national_id in ("1910110111", "1920220222"):
        await person(session, national_id, PHONE)
    conversation, contact = await on_whatsapp(session)
    by_sms = await contact_at(session, Channel.SMS, PHONE)
    await subscriptions.change(session, conversation.id, None, (), subscribed=False, now=NOW)
    assert (contact.opted_out_at, by_sms.opted_out_at) == (NOW, None)


async def test_a_text_message_that_may_bear_any_number_speaks_for_itself(session: AsyncSession) -> None:
    _, contact = await on_whatsapp(session)
    by_sms = await contact_at(session, Channel.SMS, PHONE)
    conversation = await of_contact(session, by_sms)
    await subscriptions.change(session, conversation.id, None, (), subscribed=False, now=NOW)
    assert (contact.opted_out_at, by_sms.opted_out_at) == (None, NOW)
