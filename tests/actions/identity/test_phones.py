"""A phone that somebody proves to hold, where the channel tells none: codes, their limits, and what the phone is good for."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest
from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from actions.clock import FrozenClock
from actions.contacts import identities, linking, preferences
from actions.contacts import phones as contact_phones
from actions.contacts.models import Channel, Contact, Notice
from actions.contacts.numbers import is_saudi_mobile
from actions.contacts.service import Phone, contact_at
from actions.database.audit import AuditEntry
from actions.identity import phones
from actions.identity.codes import CODE_LIFETIME, TRIES, Expired, Locked, TooManyCodes, Wrong
from actions.identity.service import CodeSent, check_code, send_code
from actions.identity.sessions import open_session
from actions.identity.vault import references_in, vault
from bot.conversations.models import Conversation
from tests.actions.people import PHONE, person

MINE, OTHERS, CAUSE = "+966555555555", "+966555555556", 7


async def hidden(session: AsyncSession, provider_id: str = "SA.20814033") -> Conversation:
    """A conversation on WhatsApp with somebody whose phone it keeps from us."""
    contact = await identities.contact_of(session, Channel.WHATSAPP, phone=None, provider_id=provider_id)
    conversation = Conversation(channel=Channel.WHATSAPP, contact_id=contact.id)
    session.add(conversation)
    await session.flush()
    return conversation


async def newest_code(session: AsyncSession, act: str = "sms.code") -> str:
    """The only code that was sent for this, read where only the provider does."""
    await session.flush()
    notice = (await session.scalars(select(Notice).where(Notice.act == act))).one()
    code = await vault().reveal(session, references_in(notice.data["code"])[0])
    assert code is not None
    return code


async def sent(session: AsyncSession, conversation: UUID, clock: FrozenClock, number: str = MINE) -> str:
    assert isinstance(await phones.send_code(session, number, conversation, clock.now(), CAUSE), Phone)
    return await newest_code(session, "sms.phone_code")


def other_than(code: str) -> str:
    return f"{(int(code) + 1) % 1_000_000:06d}"


@pytest.mark.parametrize(
    ("number", "mobile"),
    [("+966555555555", True), ("+966591234567", True), ("+966112345678", False), ("+971501234567", False), ("+966920001234", False)],
)
def test_only_mobiles_of_the_kingdom_get_codes(number: str, mobile: bool) -> None:
    assert is_saudi_mobile(number) is mobile


async def test_the_right_code_gives_the_contact_its_phone(session: AsyncSession, clock: FrozenClock) -> None:
    talk = await hidden(session)
    code = await sent(session, talk.id, clock)
    assert await phones.check_code(session, MINE, talk.id, code, clock.now()) is None
    contact = await session.get_one(Contact, talk.contact_id)
    phone = await contact_at(session, Channel.SMS, MINE)
    assert (contact.phone_id, contact.phone_proved_at) == (phone.id, clock.now())
    assert (contact.address_sealed, phone.verified_at) == (None, None)
    assert not await contact_phones.is_to_be_asked(session, talk.id)
    kinds = await session.scalars(select(AuditEntry.kind))
    assert "contact.phone_proved" in list(kinds)


async def test_a_code_for_one_phone_proves_no_other(session: AsyncSession, clock: FrozenClock) -> None:
    talk = await hidden(session)
    code = await sent(session, talk.id, clock)
    assert await phones.check_code(session, OTHERS, talk.id, code, clock.now()) == Wrong(TRIES - 1)
    elsewhere = await hidden(session, "SA.99990001")
    assert isinstance(await phones.check_code(session, MINE, elsewhere.id, code, clock.now()), Expired)


async def test_a_code_for_a_phone_signs_nobody_in(session: AsyncSession, clock: FrozenClock) -> None:
    noura, talk = await person(session), await hidden(session)
    code = await sent(session, talk.id, clock, PHONE)
    assert isinstance(await check_code(session, noura, talk.id, code, clock.now()), Expired)


async def test_a_code_ends(session: AsyncSession, clock: FrozenClock) -> None:
    talk = await hidden(session)
    code = await sent(session, talk.id, clock)
    clock.advance(CODE_LIFETIME)
    assert isinstance(await phones.check_code(session, MINE, talk.id, code, clock.now()), Expired)


async def test_wrong_codes_close_the_phone_for_every_conversation(session: AsyncSession, clock: FrozenClock) -> None:
    talk, elsewhere = await hidden(session), await hidden(session, "SA.99990001")
    code = await sent(session, talk.id, clock)
    for _ in range(TRIES - 1):
        assert isinstance(await phones.check_code(session, MINE, talk.id, other_than(code), clock.now()), Wrong)
    assert isinstance(await phones.check_code(session, MINE, talk.id, other_than(code), clock.now()), Locked)
    assert isinstance(await phones.send_code(session, MINE, elsewhere.id, clock.now(), CAUSE), Locked)
    assert isinstance(await phones.send_code(session, OTHERS, elsewhere.id, clock.now(), CAUSE), Phone)


async def test_few_codes_an_hour_go_to_a_phone_and_out_of_a_conversation(session: AsyncSession, clock: FrozenClock) -> None:
    talk, elsewhere = await hidden(session), await hidden(session, "SA.99990001")
    for _ in range(phones.CODES_AN_HOUR):
        assert isinstance(await phones.send_code(session, MINE, talk.id, clock.now(), CAUSE), Phone)
    for number, conversation in ((MINE, talk.id), (MINE, elsewhere.id), (OTHERS, talk.id)):
        assert isinstance(await phones.send_code(session, number, conversation, clock.now(), CAUSE), TooManyCodes)
    assert isinstance(await phones.send_code(session, OTHERS, elsewhere.id, clock.now(), CAUSE), Phone)
    clock.advance(timedelta(hours=1))
    assert isinstance(await phones.send_code(session, MINE, talk.id, clock.now(), CAUSE), Phone)


async def test_few_codes_a_day_go_to_a_phone_however_patient_somebody_is(session: AsyncSession, clock: FrozenClock) -> None:
    sent = []
    for hour in range(6):
        talk = await hidden(session, f"SA.9999{hour:04d}")
        sent += [await phones.send_code(session, MINE, talk.id, clock.now(), CAUSE) for _ in range(3)]
        clock.advance(timedelta(hours=1))
    assert sum(isinstance(one, Phone) for one in sent) == phones.CODES_A_DAY
    clock.advance(timedelta(days=1))
    assert isinstance(await phones.send_code(session, MINE, talk.id, clock.now(), CAUSE), Phone)


async def test_the_phone_that_had_the_code_of_the_sign_in_is_proved(session: AsyncSession, clock: FrozenClock) -> None:
    noura, talk = await person(session), await hidden(session)
    phone = await contact_at(session, Channel.SMS, PHONE)
    assert not await phones.keep_proved(session, phone.id, talk.id, clock.now())
    assert isinstance(await send_code(session, noura, talk.id, clock.now(), CAUSE), CodeSent)
    code = await newest_code(session)
    await check_code(session, noura, talk.id, code, clock.now())
    assert talk.contact_id is not None
    assert not await linking.is_own(session, noura, talk.contact_id)
    assert await phones.keep_proved(session, phone.id, talk.id, clock.now())
    assert await linking.is_own(session, noura, talk.contact_id)
    here = next(link for link in await linking.links(session, noura) if link.contact == talk.contact_id)
    assert here.address == "+9665•••••01"


async def test_taking_the_link_back_takes_the_phone_too(session: AsyncSession, clock: FrozenClock) -> None:
    noura, talk = await person(session), await hidden(session)
    await send_code(session, noura, talk.id, clock.now(), CAUSE)
    await check_code(session, noura, talk.id, await newest_code(session), clock.now())
    await phones.keep_proved(session, (await contact_at(session, Channel.SMS, PHONE)).id, talk.id, clock.now())
    assert talk.contact_id is not None
    await linking.undo(session, noura, talk.contact_id, "operator:huda")
    contact = await session.get_one(Contact, talk.contact_id, populate_existing=True)
    assert (contact.phone_id, contact.phone_proved_at) == (None, None)


async def test_the_phone_on_file_hears_that_notices_went_to_an_account_that_hides_its_phone(
    session: AsyncSession, clock: FrozenClock
) -> None:
    """Somebody who could read one code must not carry off all that comes after it unseen; told once, not at each sign-in."""
    noura, talk = await person(session), await hidden(session)
    phone = await contact_at(session, Channel.SMS, PHONE)
    contact = await session.get_one(Contact, talk.contact_id)
    await contact_phones.keep(session, contact, phone.id, talk.id, clock.now())
    for _ in range(2):
        await open_session(session, noura, talk.id, clock.now())
    warned = list(await session.scalars(select(Notice).where(Notice.act == "contact.preferred")))
    assert [(notice.contact_id, notice.unasked) for notice in warned] == [(phone.id, False)]


async def test_a_channel_that_tells_the_number_on_file_warns_nobody(session: AsyncSession, clock: FrozenClock) -> None:
    noura = await person(session)
    own = await identities.contact_of(session, Channel.WHATSAPP, phone=PHONE, provider_id=None)
    talk = Conversation(channel=Channel.WHATSAPP, contact_id=own.id)
    session.add(talk)
    await session.flush()
    await open_session(session, noura, talk.id, clock.now())
    assert await session.scalar(select(func.count()).select_from(Notice)) == 0


async def test_another_phone_takes_the_place_of_the_one_before(session: AsyncSession, clock: FrozenClock) -> None:
    talk = await hidden(session)
    for number in (MINE, OTHERS):
        assert isinstance(await phones.send_code(session, number, talk.id, clock.now(), CAUSE), Phone)
        await session.flush()
        to = (await contact_at(session, Channel.SMS, number)).id
        notice = (await session.scalars(select(Notice).where(Notice.contact_id == to))).one()
        code = await vault().reveal(session, references_in(notice.data["code"])[0])
        assert await phones.check_code(session, number, talk.id, code or "", clock.now()) is None
    contact = await session.get_one(Contact, talk.contact_id)
    assert contact.phone_id == (await contact_at(session, Channel.SMS, OTHERS)).id


async def test_notices_leave_with_the_phone_that_they_followed(session: AsyncSession, clock: FrozenClock) -> None:
    noura, talk = await person(session), await hidden(session)
    contact = await session.get_one(Contact, talk.contact_id)
    await contact_phones.keep(session, contact, (await contact_at(session, Channel.SMS, PHONE)).id, talk.id, clock.now())
    await open_session(session, noura, talk.id, clock.now())
    assert await preferences.address_for(session, noura, None) == contact.id
    await contact_phones.keep(session, contact, (await contact_at(session, Channel.SMS, OTHERS)).id, talk.id, clock.now())
    assert await preferences.address_for(session, noura, None) is None


async def test_two_people_on_one_proved_phone_share_it(session: AsyncSession, clock: FrozenClock) -> None:
    """Also where one of them writes from an account that hides it: a pause ends their proof as on any shared phone."""
    await person(session)
    huda = await person(session, "1920220222", "+966500000009")
    talk = await hidden(session)
    await linking.proved(session, huda, talk.id, clock.now())
    assert talk.contact_id is not None
    assert not await linking.is_shared(session, talk.contact_id)
    contact = await session.get_one(Contact, talk.contact_id)
    await contact_phones.keep(session, contact, (await contact_at(session, Channel.SMS, PHONE)).id, talk.id, clock.now())
    assert await linking.is_shared(session, talk.contact_id)


async def test_only_who_hides_the_phone_is_asked_and_once(session: AsyncSession, clock: FrozenClock) -> None:
    talk = await hidden(session)
    assert await contact_phones.is_to_be_asked(session, talk.id)
    (await session.get_one(Contact, talk.contact_id)).phone_asked_at = clock.now()
    assert not await contact_phones.is_to_be_asked(session, talk.id)
    known = await identities.contact_of(session, Channel.WHATSAPP, phone=MINE, provider_id="SA.1")
    telegram = await identities.contact_of(session, Channel.TELEGRAM, phone=None, provider_id="77")
    for contact in (known, telegram):
        conversation = Conversation(channel=contact.channel, contact_id=contact.id)
        session.add(conversation)
        await session.flush()
        assert not await contact_phones.is_to_be_asked(session, conversation.id)
    assert await session.scalar(select(func.count()).select_from(Notice)) == 0
