"""Phones on file, contacts by their address, and notices."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest
from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from actions.clock import FrozenClock
from actions.contacts.models import Channel, Contact, Notice, NoticeState
from actions.contacts.service import contact_at, notify, phone_on_file
from actions.identity.vault import vault
from tests.actions.people import PHONE, holds, person

OTHER = "+966500000002"


@pytest.fixture
async def noura(session: AsyncSession) -> UUID:
    return await person(session, phone=None)


async def test_the_phone_on_file_is_the_verified_one_and_masked(session: AsyncSession, noura: UUID) -> None:
    contact = await holds(session, noura, PHONE)
    await holds(session, noura, OTHER, verified=False)
    phone = await phone_on_file(session, noura)
    assert phone is not None
    assert (phone.contact, phone.masked) == (contact.id, "+9665•••••01")


async def test_the_phone_verified_last_is_the_one_on_file(
    session: AsyncSession, noura: UUID, clock: FrozenClock
) -> None:
    await holds(session, noura, PHONE)
    clock.advance(timedelta(days=1))
    newer = await holds(session, noura, OTHER)
    phone = await phone_on_file(session, noura)
    assert phone is not None
    assert phone.contact == newer.id


async def test_a_contact_on_another_channel_is_no_phone_on_file(session: AsyncSession, noura: UUID) -> None:
    contact = await holds(session, noura, PHONE)
    contact.channel = Channel.WHATSAPP
    await session.flush()
    assert await phone_on_file(session, noura) is None


async def test_whoever_holds_no_phone_has_none_on_file(session: AsyncSession, noura: UUID) -> None:
    await holds(session, await person(session, "1920220223", phone=None), PHONE)
    assert await phone_on_file(session, noura) is None


async def test_an_address_is_one_contact_a_channel(session: AsyncSession) -> None:
    first = await contact_at(session, Channel.WHATSAPP, PHONE)
    assert (await contact_at(session, Channel.WHATSAPP, PHONE)).id == first.id
    assert (await contact_at(session, Channel.SMS, PHONE)).id != first.id
    assert (await contact_at(session, Channel.WHATSAPP, OTHER)).id != first.id
    assert await session.scalar(select(func.count()).select_from(Contact)) == 3


async def test_a_first_message_verifies_no_address_and_stores_no_number(session: AsyncSession) -> None:
    contact = await contact_at(session, Channel.WHATSAPP, PHONE)
    assert contact.verified_at is None
    assert contact.address_sealed is not None
    assert PHONE.encode() not in contact.address_sealed
    assert vault().open(contact.address_sealed) == PHONE


async def test_a_notice_is_due_at_once_unless_told_otherwise(session: AsyncSession, clock: FrozenClock) -> None:
    contact = await contact_at(session, Channel.SMS, PHONE)
    later = clock.now() + timedelta(days=1)
    await notify(session, contact.id, "sms.code", {"code": "a"}, now=clock.now())
    await notify(session, contact.id, "sms.code", {"code": "b"}, now=clock.now(), due_at=later)
    await session.flush()
    notices = {notice.data["code"]: notice for notice in await session.scalars(select(Notice))}
    assert (notices["a"].due_at, notices["b"].due_at) == (clock.now(), later)
    assert notices["a"].state is NoticeState.PENDING
