"""What becomes of each kind of message: whose it is, what it says, what it answers."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from actions.clock import FrozenClock
from actions.contacts.models import Channel, Consent, ConsentEvent, ConsentSource, Contact
from actions.contacts.service import contact_at
from actions.database.engine import transaction
from actions.identity.models import IdentityLevel, IdentitySession
from actions.identity.sessions import current_person
from actions.identity.vault import vault
from bot.conversations.models import Choice, Conversation, Delivery, DeliveryState, Direction, Message, MessageState
from bot.conversations.service import of_contact
from tests.actions.people import person
from tests.bot.channels.twilio.test_webhooks import Receives

PHONE = "+966500000001"
QUOTED = "SM" + "a" * 32
AFFIRM, DENY = {"intent": "affirm", "entities": []}, {"intent": "deny", "entities": []}


async def contacts() -> list[Contact]:
    async with transaction() as session:
        return list(await session.scalars(select(Contact).order_by(Contact.created_at)))


async def last_message() -> Message:
    async with transaction() as session:
        return (await session.scalars(select(Message).where(Message.direction == Direction.IN).order_by(Message.id.desc()))).first()  # type: ignore[return-value]


def opened(sealed: bytes | None) -> str | None:
    return vault().open(sealed) if sealed else None


async def offered(session: AsyncSession, *titles: str, sid: str = QUOTED) -> list[str]:
    """A message of ours to the phone, which Twilio knows as `sid`, with these choices; their values."""
    contact = await contact_at(session, Channel.WHATSAPP, PHONE)
    conversation = await of_contact(session, contact)
    message = Message(conversation_id=conversation.id, direction=Direction.OUT, state=MessageState.SENT, act="menu", text="?")
    session.add(message)
    await session.flush()
    values = [f"v{message.id}-{position}" for position in range(1, len(titles) + 1)]
    for position, (value, title) in enumerate(zip(values, titles, strict=True), 1):
        session.add(
            Choice(value=value, message_id=message.id, conversation_id=conversation.id, position=position, title=title, payload=AFFIRM)
        )
    session.add(
        Delivery(
            message_id=message.id,
            contact_id=contact.id,
            channel=Channel.WHATSAPP,
            text="?",
            state=DeliveryState.SENT,
            provider_sid=sid,
        )
    )
    await session.commit()
    return values


async def test_whatsapp_tells_a_phone_and_an_id_of_its_own(receives: Receives) -> None:
    await receives("whatsapp_text")
    (contact,) = await contacts()
    assert contact.channel is Channel.WHATSAPP
    assert (opened(contact.address_sealed), opened(contact.provider_id_sealed)) == (PHONE, "SA.20814033")
    assert (contact.sender, contact.verified_at) == ("+966115000000", None)


async def test_an_sms_tells_a_phone(receives: Receives) -> None:
    await receives("sms_text")
    (contact,) = await contacts()
    assert (contact.channel, opened(contact.address_sealed), contact.provider_id_sealed) == (Channel.SMS, PHONE, None)


@pytest.mark.parametrize("name", ["whatsapp_without_phone", "whatsapp_without_phone_only_waid"])
async def test_somebody_without_a_phone_is_known_by_the_id(receives: Receives, name: str) -> None:
    await receives(name)
    await receives("whatsapp_without_phone", MessageSid="SM" + "2" * 32)
    (contact,) = await contacts()
    assert (contact.address_sealed, opened(contact.provider_id_sealed)) == (None, "SA.77120934")


async def test_the_id_that_a_later_message_tells_is_added_to_the_phone(receives: Receives) -> None:
    await receives("whatsapp_old_without_external_id")
    await receives("whatsapp_text")
    (contact,) = await contacts()
    assert (opened(contact.address_sealed), opened(contact.provider_id_sealed)) == (PHONE, "SA.20814033")


async def test_the_phone_that_a_later_message_tells_is_added_to_the_id(receives: Receives) -> None:
    await receives("whatsapp_without_phone")
    await receives("whatsapp_without_phone", From="whatsapp:+966500000009", MessageSid="SM" + "2" * 32)
    (contact,) = await contacts()
    assert (opened(contact.address_sealed), opened(contact.provider_id_sealed)) == ("+966500000009", "SA.77120934")


async def test_a_number_given_to_somebody_else_does_not_open_the_conversation_before(session: AsyncSession, receives: Receives) -> None:
    await receives("whatsapp_text")
    await receives("whatsapp_number_of_somebody_else")
    before, now = await contacts()
    assert (before.address_sealed, opened(before.provider_id_sealed)) == (None, "SA.20814033")
    assert (opened(now.address_sealed), opened(now.provider_id_sealed)) == (PHONE, "SA.99990001")
    assert len((await session.scalars(select(Conversation))).all()) == 2


async def test_several_first_messages_at_once_are_one_contact_and_one_conversation(
    session: AsyncSession, receives: Receives
) -> None:
    await asyncio.gather(*(receives("whatsapp_text", MessageSid=f"SM{n:032x}") for n in range(8)))
    assert len(await contacts()) == 1
    assert len((await session.scalars(select(Conversation))).all()) == 1
    assert len((await session.scalars(select(Message))).all()) == 8


async def test_the_same_phone_on_two_channels_is_two_contacts(receives: Receives) -> None:
    await receives("whatsapp_text")
    await receives("sms_text")
    assert [contact.channel for contact in await contacts()] == [Channel.WHATSAPP, Channel.SMS]


@pytest.mark.parametrize(
    ("name", "files"),
    [("whatsapp_voice_note", 1), ("whatsapp_image", 1), ("whatsapp_pdf", 1), ("whatsapp_two_media", 2), ("sms_mms", 1)],
)
async def test_files_wait_at_twilio_until_the_message_is_taken_up(receives: Receives, name: str, files: int) -> None:
    await receives(name)
    message = await last_message()
    assert len(message.media) == files
    assert all(item["reference"].startswith("https://api.twilio.com/") for item in message.media)


async def test_a_voice_note_has_no_words(receives: Receives) -> None:
    await receives("whatsapp_voice_note")
    assert (await last_message()).text is None


async def test_words_under_a_picture_are_its_words(receives: Receives) -> None:
    await receives("whatsapp_image_with_caption")
    assert (await last_message()).text == "هذا خطاب الرفض"


async def test_a_place_is_the_city_it_lies_near_and_nothing_more(receives: Receives) -> None:
    await receives("whatsapp_location")
    message = await last_message()
    assert message.text == "جازان"
    assert message.data["request"]["entities"] == [{"entity": "city", "value": "jazan"}, {"entity": "region", "value": "jazan"}]
    assert "الأمير" not in str(message.data)


async def test_a_place_abroad_is_told_to_be_unknown(receives: Receives) -> None:
    await receives("whatsapp_location_abroad")
    assert (await last_message()).data["answer"]["act"] == "place.unknown"


async def test_something_without_content_is_answered_as_not_understood(receives: Receives) -> None:
    await receives("whatsapp_sticker_unsupported")
    assert (await last_message()).data["answer"] == {"act": "message.unsupported", "data": {"kind": "other"}}


@pytest.mark.parametrize("name", ["whatsapp_reaction", "sms_from_a_name"])
async def test_what_says_nothing_is_no_message(session: AsyncSession, receives: Receives, name: str) -> None:
    await receives(name)
    assert (await session.scalars(select(Message))).all() == []


@pytest.mark.parametrize(("name", "position"), [("whatsapp_button", 1), ("whatsapp_list_pick", 4)])
async def test_a_tap_is_the_choice_of_the_message_it_was_under(
    session: AsyncSession, receives: Receives, name: str, position: int
) -> None:
    values = await offered(session, "نعم", "لا", "الرياض", "جازان")
    await offered(session, "أخرى", "غيرها", "ثالثة", "رابعة", sid="SM" + "d" * 32)
    await receives(name)
    assert (await last_message()).choice == values[position - 1]


async def test_a_tap_without_the_message_it_was_under_is_the_last_choice_of_these_words(
    session: AsyncSession, receives: Receives
) -> None:
    """The recorded button says "نعم" in the first place; the newest message has something else there."""
    await offered(session, "نعم", "لا", sid="SM" + "e" * 32)
    values = await offered(session, "نعم", "لا")
    await offered(session, "أرسل الاعتراض", "تراجع", sid="SM" + "d" * 32)
    for unknown in (None, "SM" + "9" * 32):
        await receives("whatsapp_button", OriginalRepliedMessageSid=unknown, MessageSid=f"SM{len(unknown or ''):032x}")
        assert (await last_message()).choice == values[0]
    await receives("whatsapp_button", OriginalRepliedMessageSid=None, ButtonText="أُخرى", Body="أُخرى", MessageSid="SM" + "7" * 32)
    message = await last_message()
    assert (message.choice, message.text) == (None, "أُخرى")


async def test_a_tap_that_means_nothing_to_us_is_what_was_on_the_button(receives: Receives) -> None:
    await receives("whatsapp_button", ButtonPayload="from_another_system", Body="")
    message = await last_message()
    assert (message.choice, message.text) == (None, "نعم")


async def test_a_tap_under_somebody_elses_message_chooses_nothing_of_theirs(session: AsyncSession, receives: Receives) -> None:
    await offered(session, "نعم", "لا")
    await receives("whatsapp_button", From="whatsapp:+966500000002", ExternalUserId="whatsapp:SA.5", WaId="966500000002")
    message = await last_message()
    assert (message.choice, message.data.get("quoted")) == (None, None)


async def test_an_answer_that_quotes_knows_what_it_quotes(session: AsyncSession, receives: Receives) -> None:
    await offered(session, "نعم", "لا")
    await receives("whatsapp_reply")
    quoted = await session.scalar(select(Delivery.message_id).where(Delivery.provider_sid == QUOTED))
    assert (await last_message()).data["quoted"] == quoted


async def test_the_button_of_a_template_asks_for_the_news(receives: Receives) -> None:
    await receives("whatsapp_button_of_template")
    assert (await last_message()).data["reads"] is True


@pytest.mark.parametrize(
    ("name", "before", "after"),
    [
        ("sms_stop_taken_by_twilio", False, True),
        ("sms_start_taken_by_twilio", True, False),
        ("sms_help_taken_by_twilio", False, False),
    ],
)
async def test_a_word_that_twilio_answered_is_noted_and_not_answered_again(
    session: AsyncSession, clock: FrozenClock, receives: Receives, name: str, before: bool, after: bool
) -> None:
    contact = await contact_at(session, Channel.SMS, PHONE)
    contact.opted_out_at = clock.now() if before else None
    await session.commit()
    await receives(name)
    (now,) = await contacts()
    assert (now.opted_out_at is not None) is after
    assert (await session.scalars(select(Message))).all() == []
    events = (await session.scalars(select(ConsentEvent))).all()
    changed = [Consent.WITHDRAWN if after else Consent.GIVEN] if before is not after else []
    assert [(event.consent, event.source) for event in events] == [(consent, ConsentSource.PROVIDER) for consent in changed]


async def test_a_message_from_there_ends_that_nobody_can_be_reached_there(
    session: AsyncSession, clock: FrozenClock, receives: Receives
) -> None:
    contact = await contact_at(session, Channel.WHATSAPP, PHONE)
    contact.unreachable_at = clock.now()
    await session.commit()
    await receives("whatsapp_old_without_external_id")
    assert [one.unreachable_at for one in await contacts()] == [None]


async def test_a_phone_that_comes_again_with_another_id_does_not_speak_for_whoever_proved_themselves(
    session: AsyncSession, clock: FrozenClock, receives: Receives
) -> None:
    await receives("whatsapp_text")
    noura = await person(session)
    conversation = (await session.scalars(select(Conversation.id))).one()
    session.add(
        IdentitySession(
            conversation_id=conversation,
            beneficiary_id=noura,
            level=IdentityLevel.ONE_TIME_CODE,
            started_at=clock.now(),
            expires_at=clock.now() + timedelta(minutes=30),
        )
    )
    await session.commit()
    await receives("whatsapp_number_of_somebody_else")
    other = (await session.scalars(select(Conversation.id).where(Conversation.id != conversation))).one()
    assert await current_person(session, conversation, clock.now()) is not None
    assert await current_person(session, other, clock.now()) is None
