"""One person on many channels: links after proof, undoing them, what is preferred, and links with which one goes on."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from actions.clock import FrozenClock, now
from actions.contacts import continuing, identities, linking, phones, preferences, wishes
from actions.contacts.models import Channel, Contact, ContactHolder, HolderSource, Notice, Preference
from actions.contacts.service import contact_at, phone_on_file, tell_person
from actions.database.audit import AuditEntry
from bot.conversations.models import Conversation
from tests.actions.people import PHONE, holds, person

NEIGHBOUR = "+966555555555"
SURE = {"sender_is_sure": True}


@pytest.fixture
async def noura(session: AsyncSession) -> UUID:
    return await person(session)


async def talking(session: AsyncSession, channel: Channel, phone: str) -> tuple[UUID, UUID]:
    """A conversation and its contact."""
    contact = await contact_at(session, channel, phone)
    conversation = Conversation(channel=channel, contact_id=contact.id)
    session.add(conversation)
    await session.flush()
    return conversation.id, contact.id


async def events(session: AsyncSession, kind: str) -> int:
    return await session.scalar(select(func.count()).select_from(AuditEntry).where(AuditEntry.kind == kind)) or 0


async def test_whoever_proves_themselves_on_two_channels_has_both_linked_once(session: AsyncSession, noura: UUID) -> None:
    for channel in (Channel.WHATSAPP, Channel.TELEGRAM):
        conversation, _ = await talking(session, channel, NEIGHBOUR)
        for _ in range(2):
            await linking.proved(session, noura, conversation, now())
    found = await linking.links(session, noura)
    assert [(link.channel, link.source) for link in found[:1]] == [("sms", "file")]
    assert {link.channel for link in found[1:]} == {"whatsapp", "telegram"}
    assert all(link.address == "+9665•••••55" and link.proved_at for link in found[1:])
    assert await events(session, "contact.linked") == 2


async def test_on_the_web_there_is_nothing_to_link(session: AsyncSession, noura: UUID) -> None:
    conversation = Conversation(channel=Channel.WEB, token_hash=b"x" * 32)
    session.add(conversation)
    await session.flush()
    assert await linking.proved(session, noura, conversation.id, now()) is None


async def test_several_people_may_be_linked_to_one_phone(session: AsyncSession, noura: UUID) -> None:
    huda = await person(session, "1920220222", "+966500000009")
    conversation, contact = await talking(session, Channel.WHATSAPP, NEIGHBOUR)
    for one in (noura, huda):
        await linking.proved(session, one, conversation, now())
        assert contact in {link.contact for link in await linking.links(session, one)}


async def test_codes_still_go_to_the_phone_on_file_alone(session: AsyncSession, noura: UUID) -> None:
    """Also where a message came in by SMS from another number, the person proved themselves there, and it is verified."""
    before = await phone_on_file(session, noura)
    conversation, contact = await talking(session, Channel.SMS, NEIGHBOUR)
    (await session.get_one(Contact, contact)).verified_at = now()
    await linking.proved(session, noura, conversation, now())
    assert await phone_on_file(session, noura) == before


async def test_a_link_is_taken_back_with_what_was_to_go_there(session: AsyncSession, noura: UUID) -> None:
    conversation, contact = await talking(session, Channel.WHATSAPP, PHONE)
    await linking.proved(session, noura, conversation, now())
    await preferences.used(session, noura, contact, now())
    assert await preferences.address_for(session, noura, None) == contact
    await linking.undo(session, noura, contact, "operator:huda")
    assert await preferences.address_for(session, noura, None) is None
    assert contact not in {link.contact for link in await linking.links(session, noura)}
    assert await events(session, "contact.unlinked") == 1
    with pytest.raises(linking.NotLinked):
        await linking.undo(session, noura, contact, "operator:huda")


async def test_the_phone_on_file_is_not_ours_to_unlink(session: AsyncSession, noura: UUID) -> None:
    phone = await phone_on_file(session, noura)
    assert phone is not None
    with pytest.raises(linking.NotLinked):
        await linking.undo(session, noura, phone.contact, "operator:huda")
    assert await session.scalar(select(ContactHolder.source)) is HolderSource.FILE


async def test_notices_follow_to_the_own_number_and_to_nobody_elses(session: AsyncSession, noura: UUID) -> None:
    own, own_contact = await talking(session, Channel.WHATSAPP, PHONE)
    other, other_contact = await talking(session, Channel.WHATSAPP, NEIGHBOUR)
    for conversation, contact in ((own, own_contact), (other, other_contact)):
        await linking.proved(session, noura, conversation, now())
        await preferences.used(session, noura, contact, now())
    assert await preferences.address_for(session, noura, None) == own_contact


async def test_what_is_said_counts_more_than_what_is_used_and_the_phone_on_file_hears_of_it(
    session: AsyncSession, noura: UUID
) -> None:
    other, other_contact = await talking(session, Channel.TELEGRAM, NEIGHBOUR)
    await linking.proved(session, noura, other, now())
    await wishes.here(session, noura, other_contact, other, now())
    await wishes.here(session, noura, other_contact, other, now())
    _, own_contact = await talking(session, Channel.WHATSAPP, PHONE)
    await preferences.used(session, noura, own_contact, now())
    assert await preferences.address_for(session, noura, None) == other_contact
    warnings = list(await session.scalars(select(Notice).where(Notice.act == "contact.preferred")))
    phone = await phone_on_file(session, noura)
    assert phone is not None
    assert [(notice.contact_id, notice.unasked) for notice in warnings] == [(phone.contact, False)]


@pytest.mark.parametrize("trouble", ["opted_out_at", "unreachable_at"])
async def test_where_the_preferred_contact_fails_the_next_one_is_taken(
    session: AsyncSession, noura: UUID, trouble: str
) -> None:
    conversation, contact = await talking(session, Channel.WHATSAPP, PHONE)
    await linking.proved(session, noura, conversation, now())
    await preferences.used(session, noura, contact, now())
    setattr(await session.get_one(Contact, contact), trouble, now())
    await session.flush()
    phone = await phone_on_file(session, noura)
    assert phone is not None
    assert await preferences.address_for(session, noura, phone.contact) == phone.contact


async def test_whoever_wants_no_notices_is_written_to_nowhere_and_others_on_a_shared_phone_still_are(
    session: AsyncSession, noura: UUID
) -> None:
    huda = await person(session, "1920220222", None)
    shared = await holds(session, huda, NEIGHBOUR)
    session.add(ContactHolder(contact_id=shared.id, beneficiary_id=noura))
    conversation, contact = await talking(session, Channel.WHATSAPP, PHONE)
    await linking.proved(session, noura, conversation, now())
    await wishes.nowhere(session, noura, now())
    phone = await phone_on_file(session, noura)
    assert phone is not None
    silent = {one.id for one in await session.scalars(select(Contact).where(Contact.opted_out_at.is_not(None)))}
    assert contact in silent
    assert shared.id not in silent


async def test_the_language_is_the_persons_and_notices_are_written_in_it(session: AsyncSession, noura: UUID) -> None:
    assert await preferences.language_of(session, noura) is None
    await preferences.remember_language(session, noura, "en", now())
    await tell_person(session, noura, "card.status", {}, now=now())
    assert await session.scalar(select(Notice.language)) == "en"
    await preferences.remember_language(session, noura, "ar", now())
    assert (await session.scalars(select(Preference).execution_options(populate_existing=True))).one().language == "ar"


async def link(session: AsyncSession, noura: UUID, *, bound: bool = True) -> str:
    phone = await phone_on_file(session, noura)
    assert phone is not None
    return await continuing.begin(
        session,
        now=now(),
        conversation=uuid4(),
        beneficiary=noura if bound else None,
        phone=phone.contact if bound else None,
    )


async def test_a_token_goes_on_whole_on_the_account_of_the_phone_on_file(session: AsyncSession, noura: UUID) -> None:
    token = await link(session, noura)
    contact = await contact_at(session, Channel.WHATSAPP, PHONE)
    source = await continuing.arrive(session, f"{token}", contact, now(), **SURE)
    assert source is not None
    assert (source.whole, source.beneficiary) == (True, noura)
    assert await events(session, "conversation.continued") == 1


async def test_it_goes_on_whole_where_the_phone_on_file_was_proved(session: AsyncSession, noura: UUID) -> None:
    hidden = await identities.contact_of(session, Channel.WHATSAPP, phone=None, provider_id="SA.20814033")
    for proved in (False, True):
        token = await link(session, noura)
        if proved:
            await phones.keep(session, hidden, (await contact_at(session, Channel.SMS, PHONE)).id, uuid4(), now())
        source = await continuing.arrive(session, token, hidden, now(), **SURE)
        assert source is not None
        assert source.whole is proved


async def test_anywhere_else_it_proves_nothing(session: AsyncSession, noura: UUID) -> None:
    for phone, bound, sure in ((NEIGHBOUR, True, True), (PHONE, False, True), (PHONE, True, False)):
        token = await link(session, noura, bound=bound)
        contact = await contact_at(session, Channel.WHATSAPP, phone)
        source = await continuing.arrive(session, token, contact, now(), sender_is_sure=sure)
        assert source is not None
        assert (source.whole, source.beneficiary) == (False, None)


async def test_a_number_that_has_left_the_file_since_opens_nothing(session: AsyncSession, noura: UUID) -> None:
    token = await link(session, noura)
    held = (await session.scalars(select(ContactHolder))).one()
    await session.delete(held)
    contact = await contact_at(session, Channel.WHATSAPP, PHONE)
    source = await continuing.arrive(session, token, contact, now(), **SURE)
    assert source is not None
    assert not source.whole


async def test_a_token_works_once_and_not_for_long(session: AsyncSession, noura: UUID, clock: FrozenClock) -> None:
    token = await link(session, noura)
    mine = await contact_at(session, Channel.WHATSAPP, PHONE)
    other = await contact_at(session, Channel.WHATSAPP, NEIGHBOUR)
    assert await continuing.arrive(session, token, mine, now(), **SURE) is not None
    assert await continuing.arrive(session, token, mine, now(), **SURE) is not None  # the same message, tried again
    assert await continuing.arrive(session, token, other, now(), **SURE) is None
    clock.advance(timedelta(minutes=2))
    assert await continuing.arrive(session, token, mine, now(), **SURE) is None
    late = await link(session, noura)
    clock.advance(continuing.LIFETIME)
    assert await continuing.arrive(session, late, mine, now(), **SURE) is None


async def test_a_token_that_was_made_up_or_changed_is_none(session: AsyncSession, noura: UUID) -> None:
    token = await link(session, noura)
    changed = token[:-1] + ("a" if token[-1] != "a" else "b")
    contact = await contact_at(session, Channel.WHATSAPP, PHONE)
    for made_up in (changed, "m-" + "a" * 17, "m-" + "Z" * 17, token[:-1], "m-", ""):
        assert continuing.token_in(made_up) is None
        assert await continuing.arrive(session, made_up, contact, now(), **SURE) is None
    assert continuing.token_in(f"أود متابعة محادثتي {token}.") == token
    assert len(token) <= 64, "Telegram's start parameter holds no more"


async def test_a_token_lies_nowhere_but_in_the_link(session: AsyncSession, noura: UUID) -> None:
    token = await link(session, noura)
    rows = await session.execute(select(func.encode(continuing.Continuation.token_hash, "base64")))
    assert token.removeprefix("m-") not in str(rows.all())
