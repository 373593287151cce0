"""What each kind of message means for the inbox: commands, phones, places, files, and what nothing can be done with."""

from __future__ import annotations

import io
from typing import Any

import pytest
from PIL import Image
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from actions.contacts.models import Contact
from actions.identity.vault import vault
from bot.channels.telegram import commands
from bot.channels.telegram.kinds import UNSUPPORTED
from bot.conversations.models import AnsweredBy, Conversation, Language, Media, Message, MessageState
from bot.media.store import folder
from bot.render import LANGUAGES, catalogue
from tests.bot.channels.telegram.api import BotApi
from tests.bot.channels.telegram.conftest import Post, answered, contact, conversation, inbound, offered, only, outbound, payload
from tests.bot.rasa import Rasa, said

OGG = b"OggS" + b"\0" * 60


def png() -> bytes:
    made = io.BytesIO()
    Image.new("RGB", (8, 8), "green").save(made, "PNG")
    return made.getvalue()


@pytest.mark.parametrize(
    ("name", "intent"),
    [
        ("start", "greet"),
        ("start_with_payload", "show_card"),
        ("start_with_unknown_payload", "greet"),
        ("command", "show_card"),
        ("command_with_bot_name", "ask_my_payment"),
        ("command_in_arabic", "show_card"),
    ],
)
async def test_a_command_is_its_request(post: Post, rasa: Rasa, name: str, intent: str) -> None:
    await post(name)
    await answered()
    assert [turn["request"]["intent"] for turn in rasa.turns] == [intent]


async def test_a_command_leaves_the_language_as_it_is(post: Post, rasa: Rasa) -> None:
    await post("command")
    await answered()
    assert (await conversation()).language is Language.ARABIC
    assert (await only()).text == catalogue("ar")("telegram.command.card")


async def test_the_command_for_english_names_the_language(post: Post, rasa: Rasa) -> None:
    await post("command_for_english")
    await answered()
    assert rasa.turns[0]["request"] == {"intent": "change_language", "entities": [{"entity": "language", "value": "en"}]}


async def test_a_command_that_is_none_of_ours_lists_the_services_and_is_no_english(post: Post, rasa: Rasa) -> None:
    await post("command_unknown")
    await answered()
    assert rasa.turns[0]["request"] == {"intent": "help", "entities": []}
    assert (await inbound())[0].text == "الخدمات وطريقة الاستخدام"


async def test_a_message_that_quotes_one_of_ours_names_it(post: Post, session: AsyncSession) -> None:
    await post("text")
    await offered("نعم")
    told = payload("text_as_reply")["message"]
    quotes = told | {"reply_to_message": told["reply_to_message"] | {"message_id": 777}}
    await post("text_as_reply", message=quotes)
    asked = (await outbound())[-1]
    assert (await inbound())[-1].data == {"quoted": asked.id}


@pytest.mark.parametrize("text", ["/card now please", "/بِطاقتي", "/البطاقه", "/card@other_bot", " /card "])
def test_a_command_is_known_however_it_is_typed(text: str) -> None:
    called = commands.called(text)
    assert called is not None
    assert called.command.name == "card"


@pytest.mark.parametrize("text", ["card", "//card", "/", "/ card", "/inform{}", "بطاقتي/", "/متى ينزل الضمان", "/card/status"])
def test_other_words_are_no_command(text: str) -> None:
    called = commands.called(text)
    assert called is None


def test_every_command_is_one_request_or_one_act_and_is_named_in_both_languages() -> None:
    for name in commands.names():
        one = commands.command(name)
        assert one is not None
        assert (one.request is None) != (one.act is None), name
        for language in LANGUAGES:
            assert 3 <= len(catalogue(language).of("telegram.command", name)) <= 256  # what setMyCommands takes
    assert "english" not in commands.listed()
    assert {"start", "help", "card", "payment", "language", "human", "stop"} <= set(commands.listed())


async def test_ones_own_number_is_kept_and_shown_masked(post: Post, rasa: Rasa) -> None:
    await post("contact_own")
    assert await answered() == ["phone.kept"]
    known = await contact()
    assert known.address_sealed is not None
    assert vault().open(known.address_sealed) == "+966500000001"
    assert known.verified_at is not None
    (reply,) = await outbound()
    assert "500000001" not in (reply.text or "")
    assert rasa.turns == []


@pytest.mark.parametrize("name", ["contact_of_another", "contact_without_account"])
async def test_the_card_of_somebody_else_proves_nothing(post: Post, rasa: Rasa, name: str) -> None:
    await post(name)
    assert await answered() == ["phone.not_own"]
    assert (await contact()).address_sealed is None


async def test_a_number_that_moved_to_another_account_leaves_the_first(post: Post, session: AsyncSession) -> None:
    await post("contact_own")
    shared = payload("contact_own")["message"]
    other = {"id": 42, "is_bot": False, "first_name": "فهد"}
    moved = shared | {"from": other, "chat": shared["chat"] | {"id": 42}, "contact": shared["contact"] | {"user_id": 42}}
    await post("contact_own", update_id=1, message=moved)
    held = list(await session.scalars(select(Contact).order_by(Contact.created_at)))
    assert [one.address_sealed is not None for one in held] == [False, True]
    assert held[0].verified_at is None


async def test_the_button_for_the_number_is_shown_when_it_is_asked_for(post: Post, rasa: Rasa) -> None:
    await post("command_to_share_phone")
    assert await answered() == ["phone.ask"]


async def test_a_place_asks_for_the_clinics_around_it(post: Post, rasa: Rasa) -> None:
    await post("location")
    await answered()
    entities = [{"entity": "city", "value": "jeddah"}, {"entity": "region", "value": "makkah"}]
    assert rasa.turns[0]["request"] == {"intent": "ask_clinic_locations", "entities": entities}
    assert "21.5" not in str((await only()).data)


async def test_a_place_answers_the_question_for_one(post: Post, rasa: Rasa, session: AsyncSession) -> None:
    rasa.always(200, said({"act": "appointment.ask", "data": {"question": "region"}}))
    await post("text")
    await answered()
    await post("venue")
    await answered()
    assert rasa.turns[1]["request"]["intent"] == "inform"
    assert rasa.turns[1]["request"]["entities"][0] == {"entity": "city", "value": "abha"}


async def test_a_place_far_away_is_told_so(post: Post, rasa: Rasa) -> None:
    await post("location_abroad")
    assert await answered() == ["place.unknown"]


@pytest.mark.parametrize("kind", ["sticker", "animation", "video", "video_note", "poll", "dice"])
async def test_what_nothing_can_be_done_with_is_told_in_one_sentence(post: Post, rasa: Rasa, kind: str) -> None:
    await post(kind)
    assert await answered() == ["message.unsupported"]
    (reply,) = await outbound()
    assert reply.data == {"kind": kind}
    assert rasa.turns == []


@pytest.mark.parametrize("name", ["message_of_a_future_kind", "poll_of_an_older_server"])
async def test_a_kind_that_nobody_knows_is_answered_too(post: Post, rasa: Rasa, name: str) -> None:
    await post(name)
    assert await answered() == ["message.unsupported"]
    assert (await outbound())[0].data == {"kind": "other"}


def test_each_kind_has_its_words() -> None:
    for language in LANGUAGES:
        said = [catalogue(language).of("message.unsupported", kind) for kind in UNSUPPORTED]
        assert len(set(said)) == len(said)


async def test_a_sticker_in_the_middle_leaves_the_question_open(post: Post, rasa: Rasa) -> None:
    rasa.always(200, said({"act": "verify.code_sent", "data": {"to": "+9665•••••01"}}))
    await post("text")
    await answered()
    (yes,) = await offered("نعم")
    await post("sticker")
    await answered()
    assert ((await conversation()).last_act or {})["act"] == "verify.code_sent"
    await post("text", update_id=1, message=payload("text")["message"] | {"text": "482913"})
    assert "482913" not in ((await inbound())[-1].text or "")
    tap = payload("callback")["callback_query"] | {"data": yes}
    await post("callback", callback_query=tap)
    await answered()
    assert rasa.turns[-1]["request"]["intent"] == "affirm"


async def test_while_a_person_answers_the_assistant_says_nothing_about_stickers(post: Post, session: AsyncSession) -> None:
    await post("text")
    talk = (await session.scalars(select(Conversation))).one()
    talk.answered_by, talk.agent_name = AnsweredBy.PERSON, "سارة"
    await session.commit()
    await post("sticker")
    assert await answered() == []
    assert [message.state for message in await inbound()] == [MessageState.ANSWERED] * 2


def file_of(name: str, kind: str) -> Any:
    told = payload(name)["message"][kind]
    return told[-1] if isinstance(told, list) else told


@pytest.mark.parametrize(
    ("name", "kind", "content", "media_type"),
    [("photo", "photo", png(), "image/png"), ("document", "document", b"%PDF-1.7\n" + b"\0" * 32, "application/pdf")],
)
async def test_a_file_is_fetched_by_the_worker_and_kept_like_any_other(
    post: Post, api: BotApi, rasa: Rasa, name: str, kind: str, content: bytes, media_type: str
) -> None:
    api.files[file_of(name, kind)["file_id"]] = content
    await post(name)
    assert api.calls == []  # the webhook waits for nobody
    await answered()
    (stored,) = (await only()).media
    assert stored["type"] == media_type
    assert (folder() / str((await conversation()).id) / stored["id"]).exists()
    assert rasa.turns[0]["request"]["entities"][0]["entity"] == "attachment"


async def test_of_a_photo_the_largest_size_is_fetched(post: Post, api: BotApi, rasa: Rasa) -> None:
    api.files["AgACAgQAAxkBAAIBlarge"] = png()
    await post("photo")
    await answered()
    assert [told["file_id"] for told in api.of("getFile")] == ["AgACAgQAAxkBAAIBlarge"]


async def test_words_beside_a_photo_stay_with_it(post: Post, api: BotApi, session: AsyncSession) -> None:
    await post("photo_with_caption")
    message = await only()
    assert (message.text, message.media) == ("هذا عقد الإيجار", [{"reference": "AgACAgQAAxkBAAIBlarge", "size": 91022}])


async def test_a_voice_note_is_fetched_and_heard(post: Post, api: BotApi, rasa: Rasa, session: AsyncSession) -> None:
    api.files[file_of("voice", "voice")["file_id"]] = OGG
    await post("voice")
    assert await answered() == ["speech.not_understood"]  # without weights at hand the person is asked to write
    assert [media.type for media in await session.scalars(select(Media))] == ["audio/ogg"]


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [("document_too_large", b"", "size"), ("document_of_other_type", b"MZ" + b"\0" * 60, "type"), ("document", b"", "unreadable")],
)
async def test_a_file_that_cannot_be_taken_is_refused_with_its_reason(
    post: Post, api: BotApi, rasa: Rasa, name: str, content: bytes, reason: str
) -> None:
    api.files[file_of(name, "document")["file_id"]] = content
    await post(name)
    assert await answered() == ["attachment.rejected"]
    assert (await outbound())[0].data == {"reason": reason}
    assert (await only()).media == [{"refused": reason}]
    assert (name == "document_too_large") == (api.of("getFile") == [])


async def test_a_file_that_telegram_no_longer_has_is_refused(post: Post, api: BotApi, rasa: Rasa) -> None:
    api.fails("getFile", 400, "Bad Request: wrong file_id or the file is temporarily unavailable")
    await post("photo")
    assert await answered() == ["attachment.rejected"]


async def test_while_telegram_is_away_the_message_waits_and_is_answered_later(
    post: Post, api: BotApi, rasa: Rasa, session: AsyncSession
) -> None:
    api.files["AgACAgQAAxkBAAIBlarge"] = png()
    api.fails("getFile", 502, "Bad Gateway")
    await post("photo")
    assert await answered() == []
    waiting = await only()
    assert (waiting.state, waiting.attempts) == (MessageState.PENDING, 1)
    message = await session.get_one(Message, waiting.id)
    message.not_before = message.created_at
    await session.commit()
    await answered()
    assert (await only()).state is MessageState.ANSWERED


async def test_a_file_is_fetched_once_though_the_turn_is_tried_again(
    post: Post, api: BotApi, rasa: Rasa, session: AsyncSession
) -> None:
    api.files["AgACAgQAAxkBAAIBlarge"] = png()
    rasa.always(503, {"ok": False, "error": "unavailable"})
    await post("photo")
    await answered()
    message = await session.get_one(Message, (await only()).id)
    message.not_before = message.created_at
    await session.commit()
    rasa.always(200, said("upload.received"))
    await answered()
    assert len(api.of("getFile")) == 1
    assert len((await session.scalars(select(Media))).all()) == 1
