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
from tests.actions.people import PHONE
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
