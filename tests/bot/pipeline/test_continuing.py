"""Going on elsewhere: all of it on the account of the person's own phone, the language and the task anywhere else."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from actions.clock import FrozenClock
from actions.contacts import continuing, linking, preferences
from actions.contacts.models import Channel, Notice
from actions.contacts.service import contact_at, phone_on_file, tell_person
from actions.dialogue.messages import Choice, Request
from actions.identity.models import IdentityLevel, IdentitySession
from actions.identity.sessions import current_person
from bot.channels.capabilities import of_channel
from bot.conversations.models import (
    Conversation,
    DialogueTracker,
    Direction,
    Language,
    Message,
    MessageState,
)
from bot.conversations.service import of_contact
from bot.pipeline import runner, wording
from bot.pipeline.context import Turn
from tests.actions.people import PHONE, person
from tests.bot.rasa import Rasa, said

NEIGHBOUR = "+966555555555"
BOOKING = [{"event": "slot", "name": "booking_service", "value": "legal"}, {"event": "active_loop", "name": "booking_form"}]
AGAIN = {"intent": "repeat", "entities": []}


def proof(conversation: Conversation, beneficiary: UUID, clock: FrozenClock) -> IdentitySession:
    return IdentitySession(
        conversation_id=conversation.id,
        beneficiary_id=beneficiary,
        level=IdentityLevel.ONE_TIME_CODE,
        started_at=clock.now(),
        expires_at=clock.now() + timedelta(minutes=20),
    )


@pytest.fixture
async def noura(session: AsyncSession, here: Conversation, clock: FrozenClock) -> UUID:
    """She has proved who she is on the web, in English, and is booking a consultation."""
    beneficiary = await person(session)
    here.language = here.chosen_language = Language.ENGLISH
    session.add(DialogueTracker(conversation_id=here.id, version=3, events=BOOKING))
    session.add(proof(here, beneficiary, clock))
    await session.flush()
    return beneficiary


async def link(session: AsyncSession, here: Conversation, noura: UUID, clock: FrozenClock) -> str:
    phone = await phone_on_file(session, noura)
    assert phone is not None
    token = await continuing.begin(
        session, now=clock.now(), conversation=here.id, beneficiary=noura, phone=phone.contact
    )
    await session.commit()
    return token


async def writes(
    session: AsyncSession, clock: FrozenClock, text: str, phone: str = PHONE, channel: Channel = Channel.WHATSAPP
) -> Turn:
    """The turn of a message from another channel, run through the whole pipeline."""
    conversation = await of_contact(session, await contact_at(session, channel, phone))
    message = Message(
        conversation_id=conversation.id, direction=Direction.IN, state=MessageState.PENDING, text=text
    )
    session.add(message)
    await session.commit()
    turn = Turn(session, conversation, message, clock.now(), of_channel(channel), conversation.language)
    await runner.run(turn)
    return turn


async def proves_on_whatsapp(session: AsyncSession, noura: UUID, clock: FrozenClock, rasa: Rasa) -> Turn:
    """The turn in which the code was right, on a channel where she has said nothing else."""
    conversation = await of_contact(session, await contact_at(session, Channel.WHATSAPP, PHONE))
    session.add(proof(conversation, noura, clock))
    rasa.always(200, said({"act": "verify.done", "data": {"name": "نورة"}}))
    return await writes(session, clock, "482913")


def acts(turn: Turn) -> list[str | None]:
    return [message.act for message in turn.sent]


async def test_on_ones_own_phone_all_of_it_goes_on(
    session: AsyncSession, here: Conversation, noura: UUID, clock: FrozenClock, rasa: Rasa
) -> None:
    rasa.always(200, said("goodbye"))
    token = await link(session, here, noura, clock)
    turn = await writes(session, clock, f"أود متابعة محادثتي {token}")
    assert acts(turn) == ["continue.done", "goodbye"]
    assert rasa.turns[0]["request"] == AGAIN
    there = turn.conversation
    assert (there.language, there.chosen_language) == (Language.ENGLISH, Language.ENGLISH)
    assert there.simple_wording is False
    tracker = await session.get_one(DialogueTracker, there.id)
    assert tracker.events == BOOKING
    proof = await session.scalar(select(IdentitySession).where(IdentitySession.conversation_id == there.id))
    assert proof is not None
    assert proof.expires_at == clock.now() + timedelta(minutes=20), "a proof is not prolonged by going on"
    assert (await current_person(session, there.id, clock.now())).beneficiary == noura  # type: ignore[union-attr]
    assert there.contact_id in {one.contact for one in await linking.links(session, noura)}
    assert await preferences.address_for(session, noura, None) == there.contact_id


@pytest.mark.parametrize(("phone", "channel"), [(NEIGHBOUR, Channel.WHATSAPP), (PHONE, Channel.SMS)])
async def test_anywhere_else_only_language_and_task_do(
    session: AsyncSession,
    here: Conversation,
    noura: UUID,
    clock: FrozenClock,
    rasa: Rasa,
    phone: str,
    channel: Channel,
) -> None:
    """From a neighbour's phone, and by SMS, whose sender can be made up."""
    token = await link(session, here, noura, clock)
    turn = await writes(session, clock, token, phone, channel)
    assert acts(turn) == ["continue.done"]
    assert turn.sent[0].data["whole"] is False
    assert turn.sent[0].data["task"] == "book_consultation"
    assert [choice["title"] for choice in turn.sent[0].choices] == ["Book a consultation"]
    assert turn.sent[0].language is Language.ENGLISH
    assert rasa.turns == []
    assert await session.get(DialogueTracker, turn.conversation.id) is None
    assert await current_person(session, turn.conversation.id, clock.now()) is None


async def test_a_link_of_somebody_who_has_proved_nothing_brings_the_task_alone(
    session: AsyncSession, here: Conversation, clock: FrozenClock, rasa: Rasa
) -> None:
    session.add(DialogueTracker(conversation_id=here.id, version=1, events=BOOKING))
    token = await continuing.begin(session, now=clock.now(), conversation=here.id)
    turn = await writes(session, clock, token)
    assert acts(turn) == ["continue.done"]
    assert turn.sent[0].data == {"whole": False, "task": "book_consultation"}


async def test_a_link_that_was_used_or_is_too_old_is_said_to_be(
    session: AsyncSession, here: Conversation, noura: UUID, clock: FrozenClock, rasa: Rasa
) -> None:
    token = await link(session, here, noura, clock)
    await writes(session, clock, token)
    assert acts(await writes(session, clock, token, NEIGHBOUR)) == ["continue.expired"]
    late = await link(session, here, noura, clock)
    clock.advance(continuing.LIFETIME)
    assert acts(await writes(session, clock, late)) == ["continue.expired"]


async def test_words_that_only_look_like_a_token_are_words(
    session: AsyncSession, clock: FrozenClock, rasa: Rasa
) -> None:
    turn = await writes(session, clock, "m-abcdefghijklmnopq")
    assert acts(turn) == ["goodbye"]
    assert rasa.turns[0]["text"] == "m-abcdefghijklmnopq"


async def test_a_notice_is_answered_where_its_link_leads(
    session: AsyncSession, noura: UUID, clock: FrozenClock, rasa: Rasa
) -> None:
    offer = Choice("choice.offer.take", Request("book_consultation", (("offer", "1"),)))
    data = {"reference": "WTL-1448-000016"}
    await tell_person(session, noura, "appointment.waitlist_left", data, now=clock.now(), choices=[offer])
    notice = await session.scalar(select(Notice.id))
    phone = await phone_on_file(session, noura)
    assert notice is not None
    assert phone is not None
    for number, told in ((NEIGHBOUR, ["continue.done"]), (PHONE, ["appointment.waitlist_left"])):
        token = await continuing.begin(
            session, now=clock.now(), notice=notice, beneficiary=noura, phone=phone.contact
        )
        clock.advance(timedelta(days=1))
        assert acts(await writes(session, clock, token, number)) == told


async def test_plainer_words_go_along(
    session: AsyncSession, here: Conversation, noura: UUID, clock: FrozenClock, rasa: Rasa
) -> None:
    here.simple_wording = True
    turn = await writes(session, clock, await link(session, here, noura, clock), NEIGHBOUR)
    assert turn.conversation.simple_wording is True


async def test_plainer_words_are_the_persons_wherever_they_are_known(
    session: AsyncSession, here: Conversation, noura: UUID, clock: FrozenClock, rasa: Rasa
) -> None:
    asked = Turn(session, here, Message(), clock.now(), of_channel(Channel.WEB), Language.ENGLISH, understood=wording.ASKED)
    asked.replies = [{"act": "payment.next", "data": {}, "choices": []}]
    await wording.note(asked)
    assert here.simple_wording is True
    back = asked.replies[-1]["choices"][-1]["request"]
    turn = await proves_on_whatsapp(session, noura, clock, rasa)
    assert turn.conversation.simple_wording is True
    assert turn.sent[0].text == "أهلًا نورة، عرفناك."
    turn.request = back
    await wording.take_back(turn)
    assert turn.request == AGAIN
    assert turn.conversation.simple_wording is False
    assert await preferences.wants_simple_wording(session, noura) is False


async def test_the_language_of_a_person_meets_them_where_they_have_said_nothing_yet(
    session: AsyncSession, here: Conversation, noura: UUID, clock: FrozenClock, rasa: Rasa
) -> None:
    await preferences.remember_language(session, noura, "en", clock.now())
    turn = await proves_on_whatsapp(session, noura, clock, rasa)
    assert turn.sent[0].language is Language.ENGLISH
    turn = await writes(session, clock, "بطاقتي")
    assert turn.sent[0].language is Language.ARABIC
    assert await preferences.language_of(session, noura) == "ar"
