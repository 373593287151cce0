"""Messages out, through the real library: text, buttons, files, and what Telegram refuses."""

from __future__ import annotations

import io
from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any

import pytest
import pytest_asyncio
from PIL import Image
from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from actions.contacts.models import Channel, Contact
from actions.contacts.service import contact_at
from actions.database.engine import transaction
from actions.identity.vault import vault
from bot.channels.providers import SimulatedProvider, Unconfigured, provider_of
from bot.channels.telegram.parts import CAPTION, TEXT, File, Kind, length, parts_of, pieces
from bot.channels.telegram.people import contact_of
from bot.channels.telegram.provider import TelegramProvider
from bot.conversations.models import (
    Conversation,
    Delivery,
    DeliveryState,
    Direction,
    Media,
    Message,
    MessageState,
    SimulatedMessage,
)
from bot.conversations.service import of_contact
from bot.delivery.outbox import send_one
from bot.media.store import keep
from tests.bot.channels.telegram.api import BotApi
from tests.bot.channels.telegram.conftest import USER, environment


def png() -> bytes:
    made = io.BytesIO()
    Image.new("RGB", (8, 8), "green").save(made, "PNG")
    return made.getvalue()


@pytest_asyncio.fixture
async def talk(session: AsyncSession) -> AsyncIterator[Conversation]:
    conversation = await of_contact(session, await contact_of(session, USER))
    await session.commit()
    yield conversation


async def laid_out(session: AsyncSession, talk: Conversation, text: str = "أهلًا", act: str = "greeting", **columns: Any) -> int:
    """A message of ours that waits in the outbox; the number of its delivery."""
    media = columns.pop("media", [])
    message = Message(
        conversation_id=talk.id, direction=Direction.OUT, state=MessageState.SENT, act=act, text=text, media=media, **columns
    )
    session.add(message)
    await session.flush()
    assert talk.contact_id is not None
    delivery = Delivery(message_id=message.id, contact_id=talk.contact_id, channel=talk.channel, text=text, media=media)
    session.add(delivery)
    await session.commit()
    return delivery.id


async def delivery(number: int) -> Delivery:
    async with transaction() as session:
        return await session.get_one(Delivery, number)


async def test_a_text_goes_to_the_persons_chat(api: BotApi, session: AsyncSession, talk: Conversation) -> None:
    number = await laid_out(session, talk, "حالة البطاقة: سارية")
    assert await send_one()
    (told,) = api.of("sendMessage")
    assert (told["chat_id"], told["text"]) == (USER, "حالة البطاقة: سارية")
    sent = await delivery(number)
    assert (sent.state, sent.parts_sent) == (DeliveryState.SENT, 1)
    assert str(USER) not in (sent.provider_sid or "")


async def test_a_reference_is_resolved_only_for_the_provider(api: BotApi, session: AsyncSession, talk: Conversation) -> None:
    reference = await vault().protect(session, "id", "1910110111")
    number = await laid_out(session, talk, f"رقمك {reference}")
    await send_one()
    assert api.of("sendMessage")[0]["text"] == "رقمك 1910110111"
    assert (await delivery(number)).text == f"رقمك {reference}"


async def test_choices_are_buttons_with_our_own_short_values(api: BotApi, session: AsyncSession, talk: Conversation) -> None:
    choices = [{"title": title, "value": f"v{place}"} for place, title in enumerate(("نعم", "لا", "موظف", "القائمة"))]
    await laid_out(session, talk, choices=choices)
    await send_one()
    rows = api.of("sendMessage")[0]["reply_markup"]["inline_keyboard"]
    assert [[button["text"] for button in row] for row in rows] == [["نعم", "لا"], ["موظف", "القائمة"]]
    assert [button["callback_data"] for row in rows for button in row] == ["v0", "v1", "v2", "v3"]


async def test_few_or_long_choices_stand_one_a_row(api: BotApi, session: AsyncSession, talk: Conversation) -> None:
    few = [{"title": "نعم", "value": "1"}, {"title": "لا", "value": "2"}]
    await laid_out(session, talk, choices=few)
    long = [{"title": f"حجز استشارة نفسية {n}", "value": f"{n}"} for n in range(5)]
    await laid_out(session, talk, choices=long)
    while await send_one():
        pass
    rows = [told["reply_markup"]["inline_keyboard"] for told in api.of("sendMessage")]
    assert [len(row) for row in rows[0] + rows[1]] == [1] * 7


@pytest.mark.parametrize(("act", "shown"), [("phone.ask", "keyboard"), ("phone.kept", "remove_keyboard")])
async def test_the_button_that_shares_the_number_comes_and_goes(
    api: BotApi, session: AsyncSession, talk: Conversation, act: str, shown: str
) -> None:
    await laid_out(session, talk, act=act)
    await send_one()
    markup = api.of("sendMessage")[0]["reply_markup"]
    assert shown in markup
    if act == "phone.ask":
        assert markup["keyboard"][0][0]["request_contact"] is True


async def test_a_card_goes_as_a_picture_with_its_words_and_buttons_under_it(
    api: BotApi, session: AsyncSession, talk: Conversation
) -> None:
    media = [await keep(session, talk.id, png(), "image/png")]
    await laid_out(session, talk, "بطاقتك", media=media, choices=[{"title": "القائمة", "value": "m"}])
    await send_one()
    assert [call.method for call in api.calls] == ["sendPhoto"]
    (told,) = api.of("sendPhoto")
    assert told["caption"] == "بطاقتك"
    assert told["reply_markup"]["inline_keyboard"][0][0]["callback_data"] == "m"
    assert next(value["content"] for value in told.values() if isinstance(value, dict) and "content" in value) == png()


async def test_an_appointment_goes_as_calendar_file_and_slip(api: BotApi, session: AsyncSession, talk: Conversation) -> None:
    ics = await keep(session, talk.id, b"BEGIN:VCALENDAR", "text/calendar")
    number = await laid_out(session, talk, "حجزنا لك", media=[ics, await keep(session, talk.id, png(), "image/png")])
    await send_one()
    assert [call.method for call in api.calls] == ["sendDocument", "sendPhoto"]
    assert "caption" not in api.of("sendDocument")[0]
    assert (await delivery(number)).parts_sent == 2


async def test_words_too_long_for_a_caption_follow_the_picture(api: BotApi, session: AsyncSession, talk: Conversation) -> None:
    media = [await keep(session, talk.id, png(), "image/png")]
    await laid_out(session, talk, "كلمة " * 300, media=media)
    await send_one()
    assert [call.method for call in api.calls] == ["sendPhoto", "sendMessage"]


async def test_a_voice_and_a_document_go_as_what_they_are(api: BotApi, session: AsyncSession, talk: Conversation) -> None:
    kinds = {"audio/ogg": "sendVoice", "audio/mpeg": "sendAudio", "application/pdf": "sendDocument"}
    for media_type in kinds:
        await laid_out(session, talk, media=[await keep(session, talk.id, b"content", media_type)])
    while await send_one():
        pass
    assert [call.method for call in api.calls if call.method != "sendMessage"] == list(kinds.values())


async def test_a_picture_that_telegram_shows_not_goes_as_a_file(api: BotApi, session: AsyncSession, talk: Conversation) -> None:
    api.fails("sendPhoto", 400, "Bad Request: PHOTO_INVALID_DIMENSIONS")
    await laid_out(session, talk, media=[await keep(session, talk.id, png(), "image/png")])
    await send_one()
    assert [call.method for call in api.calls] == ["sendPhoto", "sendDocument"]


async def test_what_went_before_a_failure_is_not_sent_again(api: BotApi, session: AsyncSession, talk: Conversation) -> None:
    ics = await keep(session, talk.id, b"BEGIN:VCALENDAR", "text/calendar")
    number = await laid_out(session, talk, "كلمة " * 300, media=[ics])
    api.fails("sendMessage", 502, "Bad Gateway")
    await send_one()
    waiting = await delivery(number)
    assert (waiting.state, waiting.parts_sent, waiting.attempts) == (DeliveryState.QUEUED, 1, 1)
    await due_now(session, number)
    await send_one()
    assert [call.method for call in api.calls] == ["sendDocument", "sendMessage", "sendMessage"]
    assert (await delivery(number)).state is DeliveryState.SENT


async def due_now(session: AsyncSession, number: int) -> None:
    found = await session.get_one(Delivery, number, populate_existing=True)
    found.not_before = found.created_at
    await session.commit()


async def test_when_telegram_asks_to_wait_it_waits_as_long_and_no_attempt_is_lost(
    api: BotApi, session: AsyncSession, talk: Conversation
) -> None:
    number = await laid_out(session, talk)
    api.fails("sendMessage", 429, "Too Many Requests: retry after 37", retry_after=37)
    await send_one()
    waiting = await delivery(number)
    assert (waiting.state, waiting.attempts, waiting.error) == (DeliveryState.QUEUED, 0, "too_many_requests")
    now = await session.scalar(select(func.now()))
    assert timedelta(seconds=30) < waiting.not_before - now <= timedelta(seconds=37)
    assert await send_one() is False


async def test_whoever_blocked_the_bot_is_known_by_the_refusal(api: BotApi, session: AsyncSession, talk: Conversation) -> None:
    number = await laid_out(session, talk)
    api.fails("sendMessage", 403, "Forbidden: bot was blocked by the user")
    await send_one()
    assert ((await delivery(number)).state, (await delivery(number)).error) == (DeliveryState.DEAD, "blocked")
    async with transaction() as fresh:
        known = (await fresh.scalars(select(Contact))).one()
    assert known.unreachable_at is not None
    assert known.opted_out_at is not None


async def test_a_message_that_telegram_does_not_take_is_dead_at_once(
    api: BotApi, session: AsyncSession, talk: Conversation
) -> None:
    number = await laid_out(session, talk)
    api.fails("sendMessage", 400, "Bad Request: chat not found")
    await send_one()
    assert (await delivery(number)).state is DeliveryState.DEAD


async def test_with_a_wrong_token_messages_wait(api: BotApi, session: AsyncSession, talk: Conversation) -> None:
    number = await laid_out(session, talk)
    api.fails("sendMessage", 401, "Unauthorized")
    await send_one()
    waiting = await delivery(number)
    assert (waiting.state, waiting.attempts, waiting.error) == (DeliveryState.QUEUED, 0, "token_refused")


async def test_a_server_that_is_away_is_tried_again(api: BotApi, session: AsyncSession, talk: Conversation) -> None:
    number = await laid_out(session, talk)
    with environment(TELEGRAM_API_URL="http://127.0.0.1:9"):
        from bot.channels.telegram import client

        await client.close()
        await send_one()
        await client.close()
    waiting = await delivery(number)
    assert (waiting.state, waiting.attempts, waiting.error) == (DeliveryState.QUEUED, 1, "NetworkError")


async def test_whoever_is_known_by_phone_alone_is_written_to_in_the_demonstration(api: BotApi, session: AsyncSession) -> None:
    contact = await contact_at(session, Channel.TELEGRAM, "+966500000001")
    await laid_out(session, await of_contact(session, contact))
    await send_one()
    assert api.calls == []
    assert await session.scalar(select(func.count()).select_from(SimulatedMessage)) == 1


def test_telegram_is_real_where_there_is_a_bot_and_simulated_in_a_demonstration_without() -> None:
    with environment(TELEGRAM_BOT_TOKEN="1:x"):
        assert isinstance(provider_of("telegram"), TelegramProvider)
        assert isinstance(provider_of("sms"), SimulatedProvider)
    with environment(TELEGRAM_BOT_TOKEN=""):
        assert isinstance(provider_of("telegram"), SimulatedProvider)
    with environment(TELEGRAM_BOT_TOKEN="", MODE="production"):
        assert isinstance(provider_of("telegram"), Unconfigured)


async def test_in_a_demonstration_without_a_bot_the_text_is_simulated(session: AsyncSession, talk: Conversation) -> None:
    await laid_out(session, talk)
    await send_one()
    assert await session.scalar(select(func.count()).select_from(SimulatedMessage)) == 1


def test_a_long_text_is_cut_between_lines_and_loses_nothing() -> None:
    text = "\n".join(f"سطر رقم {number} فيه كلام" for number in range(600))
    found = pieces(text, TEXT)
    assert all(length(piece) <= TEXT for piece in found)
    assert "\n".join(found) == text


@pytest.mark.parametrize("text", ["أ" * 9000, "😀" * 5000, "كلمة " * 2000, "", "قصير"])
def test_every_piece_fits_as_telegram_counts(text: str) -> None:
    found = pieces(text, TEXT)
    assert all(length(piece) <= TEXT for piece in found)
    assert "".join(found).replace(" ", "") == text.replace(" ", "")


def test_a_caption_is_counted_in_the_same_way() -> None:
    picture = [File("image/png", "p")]
    assert [part.kind for part in parts_of("😀" * (CAPTION // 2), picture)] == [Kind.PHOTO]
    assert [part.kind for part in parts_of("😀" * (CAPTION // 2 + 1), picture)] == [Kind.PHOTO, Kind.TEXT]


async def test_media_rows_lead_to_the_files(session: AsyncSession, talk: Conversation) -> None:
    kept = await keep(session, talk.id, b"x", "application/pdf")
    assert (await session.get_one(Media, kept["id"])).type == "application/pdf"
