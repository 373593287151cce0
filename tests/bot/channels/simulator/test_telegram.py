"""The real python-telegram-bot against the simulated Bot API."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import httpx
import pytest
from telegram import (
    Bot,
    BotCommand,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    KeyboardButton,
    ReplyKeyboardMarkup,
    Update,
)
from telegram.error import BadRequest, Conflict, Forbidden, InvalidToken, NetworkError, RetryAfter

from bot.channels.simulator import inbound
from tests.bot.channels.simulator.served import CREDENTIALS, Providers

CHAT = 700100
BUTTONS = InlineKeyboardMarkup([[InlineKeyboardButton("نعم", callback_data="a1"), InlineKeyboardButton("لا", callback_data="a2")]])


async def test_the_bot_knows_itself(here: Providers) -> None:
    me = await here.bot.get_me()
    assert (me.username, me.is_bot) == (CREDENTIALS.bot_name, True)


async def test_a_text_with_buttons_is_sent_as_it_stands(here: Providers) -> None:
    message = await here.bot.send_message(CHAT, "تأكيد؟", reply_markup=BUTTONS)
    assert (message.chat_id, message.text) == (CHAT, "تأكيد؟")
    assert message.reply_markup == BUTTONS
    seen = here.seen[0]
    assert (seen.channel, seen.to, seen.text) == ("telegram", str(CHAT), "تأكيد؟")
    assert seen.choices == ({"title": "نعم", "id": "a1"}, {"title": "لا", "id": "a2"})


async def test_a_keyboard_that_asks_for_the_phone_is_taken(here: Providers) -> None:
    keyboard = ReplyKeyboardMarkup([[KeyboardButton("مشاركة رقمي", request_contact=True)]], one_time_keyboard=True)
    assert (await here.bot.send_message(CHAT, "رقمك؟", reply_markup=keyboard)).text == "رقمك؟"


@pytest.mark.parametrize(
    ("text", "markup", "words"),
    [
        ("ط" * 4097, None, "message is too long"),
        (" ", None, "message text is empty"),
        ("أهلاً", InlineKeyboardMarkup([[InlineKeyboardButton("نعم", callback_data="ط" * 33)]]), "BUTTON_DATA_INVALID"),
        ("أهلاً", InlineKeyboardMarkup([[InlineKeyboardButton("", callback_data="1")]]), "text is empty"),
        ("أهلاً", InlineKeyboardMarkup([[InlineKeyboardButton("نعم")]]), "text buttons are unallowed"),
    ],
)
async def test_what_telegram_refuses_is_refused(
    here: Providers, text: str, markup: InlineKeyboardMarkup | None, words: str
) -> None:
    with pytest.raises(BadRequest, match=f"(?i){words}"):
        await here.bot.send_message(CHAT, text, reply_markup=markup)
    assert here.seen == []


async def test_a_parameter_that_nobody_documents_is_refused(here: Providers) -> None:
    with pytest.raises(BadRequest, match=r"(?i)unknown parameters colour"):
        await here.bot.send_message(CHAT, "أهلاً", api_kwargs={"colour": "green"})


async def test_files_are_sent_and_sent_again_by_their_id(here: Providers) -> None:
    picture = await here.bot.send_photo(CHAT, b"\x89PNG picture", caption="بطاقتك", filename="card.png")
    again = await here.bot.send_photo(CHAT, picture.photo[-1].file_id)
    assert picture.caption == "بطاقتك"
    assert again.photo[-1].file_id == picture.photo[-1].file_id
    document = await here.bot.send_document(CHAT, b"BEGIN:VCALENDAR", filename="موعد.ics")
    assert document.document.file_name == "موعد.ics"
    assert (await here.bot.send_voice(CHAT, b"OggS")).voice.file_id
    assert (await here.bot.send_audio(CHAT, b"ID3", filename="a.mp3")).audio.file_id
    file = await here.bot.get_file(picture.photo[-1].file_id)
    assert bytes(await file.download_as_bytearray()) == b"\x89PNG picture"
    with pytest.raises(BadRequest, match=r"(?i)wrong file identifier"):
        await here.bot.send_photo(CHAT, "AgACunknown")
    with pytest.raises(BadRequest, match=r"(?i)caption is too long"):
        await here.bot.send_photo(CHAT, b"\x89PNG", caption="ط" * 1025)
    with pytest.raises(NetworkError, match=r"(?i)Too Large"):
        await here.bot.send_photo(CHAT, b"0" * (10 * 2**20 + 1))


async def test_a_tap_can_be_answered_once_and_its_buttons_taken_away(here: Providers) -> None:
    await here.bot.send_message(CHAT, "تأكيد؟", reply_markup=BUTTONS)
    update = Update.de_json(inbound.telegram_tap(here.world, CHAT, "a1"), here.bot)
    query = update.callback_query
    assert (query.data, query.message.text) == ("a1", "تأكيد؟")
    assert await query.answer()
    with pytest.raises(BadRequest, match=r"(?i)query is too old"):
        await query.answer()
    bare = await query.edit_message_reply_markup(None)
    assert bare.reply_markup is None
    with pytest.raises(BadRequest, match=r"(?i)not modified"):
        await query.edit_message_reply_markup(None)
    with pytest.raises(BadRequest, match=r"(?i)message to edit not found"):
        await here.bot.edit_message_reply_markup(CHAT, 999_999)


async def test_each_way_to_fail_has_a_chat_of_its_own(here: Providers) -> None:
    for chat, error, words in (
        (403001, Forbidden, "bot was blocked by the user"),
        (403002, Forbidden, "user is deactivated"),
        (403003, Forbidden, "can't initiate"),
        (400001, BadRequest, "chat not found"),
        (500001, NetworkError, "Internal Server Error"),
    ):
        with pytest.raises(error, match=f"(?i){words}"):
            await here.bot.send_message(chat, "أهلاً")
    for _ in range(2):
        with pytest.raises(RetryAfter) as caught:
            await here.bot.send_message(429002, "أهلاً")
    assert caught.value.retry_after in (30, timedelta(seconds=30))  # as the library is set
    for chat, kind in ((429001, RetryAfter), (502001, NetworkError)):
        with pytest.raises(kind):
            await here.bot.send_message(chat, "أهلاً")
        assert (await here.bot.send_message(chat, "أهلاً")).chat_id == chat
    assert len(here.seen) == 2


async def test_a_wrong_token_is_unauthorised_and_a_broken_one_unknown(here: Providers) -> None:
    for token, words in (("123456:" + "b" * 35, "Unauthorized"), ("nonsense", "Not Found")):
        with pytest.raises(InvalidToken, match=words):
            await Bot(token, base_url=f"{here.address}/telegram/bot").get_me()


async def test_commands_and_webhook_are_set_as_documented(here: Providers) -> None:
    commands = [BotCommand("menu", "القائمة"), BotCommand("help", "مساعدة")]
    assert await here.bot.set_my_commands(commands, language_code="ar")
    assert list(await here.bot.get_my_commands(language_code="ar")) == commands
    with pytest.raises(BadRequest, match=r"(?i)COMMAND_INVALID"):
        await here.bot.set_my_commands([BotCommand("القائمة", "القائمة")])
    with pytest.raises(BadRequest, match=r"(?i)HTTPS"):
        await here.bot.set_webhook("http://mueen.example/telegram")
    with pytest.raises(BadRequest, match=r"(?i)secret token"):
        await here.bot.set_webhook("https://mueen.example/telegram", secret_token="سر")
    assert await here.bot.set_webhook("https://mueen.example/telegram", secret_token="s3cret")
    assert (await here.bot.get_webhook_info()).url == "https://mueen.example/telegram"
    with pytest.raises(Conflict):
        await here.bot.get_updates()
    assert await here.bot.delete_webhook()


async def test_updates_wait_until_they_are_confirmed(here: Providers) -> None:
    inbound.queue(here.world, inbound.telegram_message(here.world, CHAT, text="السلام عليكم"))
    first = await here.bot.get_updates()
    assert [update.message.text for update in first] == ["السلام عليكم"]
    assert len(await here.bot.get_updates()) == 1
    assert await here.bot.get_updates(offset=first[0].update_id + 1) == ()
    waiting = asyncio.create_task(here.bot.get_updates(offset=first[0].update_id + 1, timeout=5))
    await asyncio.sleep(0.05)
    inbound.queue(here.world, inbound.telegram_message(here.world, CHAT, text="حياكم"))
    assert (await waiting)[0].message.text == "حياكم"


async def test_typing_is_shown_and_nothing_that_is_no_action(here: Providers) -> None:
    assert await here.bot.send_chat_action(CHAT, "typing")
    with pytest.raises(BadRequest, match=r"(?i)wrong parameter action"):
        await here.bot.send_chat_action(CHAT, "singing")


async def test_json_is_taken_as_well_as_a_form(here: Providers) -> None:
    url = f"{here.address}/telegram/bot{CREDENTIALS.bot_token}/sendMessage"
    async with httpx.AsyncClient() as client:
        answer = await client.post(url, json={"chat_id": CHAT, "text": "أهلاً"})
        broken = await client.post(url, content=b"{", headers={"content-type": "application/json"})
    assert answer.json()["result"]["text"] == "أهلاً"
    assert broken.json() == {"ok": False, "error_code": 400, "description": "Bad Request: can't parse JSON object"}
