"""`POST /telegram` over HTTP: who may bring updates, what becomes of each kind, and that none counts twice."""

from __future__ import annotations

import asyncio
import json
from typing import Any

import httpx
import pytest
from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from actions.contacts.models import Contact
from actions.identity.vault import references_in, vault
from bot.channels.telegram.models import TelegramUpdate
from bot.channels.telegram.webhook import HEADER
from bot.conversations.models import MessageState
from tests.bot.channels.telegram.conftest import (
    PAYLOADS,
    SECRET,
    USER,
    Post,
    contact,
    conversation,
    environment,
    inbound,
    offered,
    only,
    payload,
)

NAMES = sorted(path.stem for path in PAYLOADS.glob("*.json"))
TALKS_NOT = {
    "added_to_channel", "added_to_group", "blocked", "callback", "callback_never_offered", "callback_of_old_message",
    "callback_without_data", "channel_post", "edited_live_location", "group_edited_message", "group_message",
    "message_that_cannot_be_read", "pinned_message", "removed_from_group", "unblocked", "unknown_kind_of_update",
}  # fmt: skip


async def test_without_the_secret_nothing_is_taken(secret: None, web: httpx.AsyncClient) -> None:
    for wrong in ({HEADER: "another"}, {HEADER: ""}, {HEADER: SECRET + "x"}, {HEADER: SECRET[:-1]}):
        assert (await web.post("/telegram", json=payload("text"), headers=wrong)).status_code == 403
    assert await inbound() == []


async def test_where_no_secret_is_set_every_update_is_refused(web: httpx.AsyncClient) -> None:
    with environment(TELEGRAM_SECRET_TOKEN=""):
        assert (await web.post("/telegram", json=payload("text"))).status_code == 403
        assert (await web.post("/telegram", json=payload("text"), headers={HEADER: ""})).status_code == 403
    assert await inbound() == []


@pytest.mark.parametrize("body", [b"", b"nothing", b"[]", b'"text"', b"{}", b'{"update_id": "1"}', b"\xff\xfe"])
async def test_what_is_no_update_is_refused_with_a_code(secret: None, web: httpx.AsyncClient, body: bytes) -> None:
    assert (await web.post("/telegram", content=body)).status_code == 400


async def test_a_body_beyond_all_updates_is_not_read(secret: None, web: httpx.AsyncClient) -> None:
    assert (await web.post("/telegram", content=b"x" * (1024 * 1024 + 1))).status_code == 413


@pytest.mark.parametrize("name", NAMES)
async def test_each_recorded_update_is_answered_and_counts_once(post: Post, session: AsyncSession, name: str) -> None:
    first = await post(name)
    said = len(await inbound())
    assert said == (0 if name in TALKS_NOT else 1)
    again = await post(name)
    assert again.get("method") == first.get("method")
    assert len(await inbound()) == said


async def test_a_message_waits_for_a_worker_under_the_number_of_its_update(post: Post) -> None:
    assert await post("text") == {}
    message = await only()
    assert (message.state, message.text, message.provider) == (MessageState.PENDING, "متى ينزل الضمان؟", "telegram")
    assert message.provider_message_id == f"0:{payload('text')['update_id']}"


async def test_the_same_update_at_once_from_many_connections_is_one_message(post: Post, session: AsyncSession) -> None:
    await asyncio.gather(*(post("text") for _ in range(8)))
    assert len(await inbound()) == 1
    assert await session.scalar(select(func.count()).select_from(TelegramUpdate)) == 1


async def test_first_messages_of_one_person_at_once_are_one_conversation(post: Post) -> None:
    await asyncio.gather(*(post("text", update_id=500_000 + number) for number in range(6)))
    assert len(await inbound()) == 6
    assert len({message.conversation_id for message in await inbound()}) == 1
    await contact()


async def test_a_person_is_known_by_telegrams_number_alone_and_it_lies_sealed(post: Post, session: AsyncSession) -> None:
    await post("text")
    known = await contact()
    assert known.address_sealed is None
    assert known.provider_id_sealed is not None
    assert str(USER).encode() not in known.provider_id_sealed
    assert vault().open(known.provider_id_sealed) == str(USER)


async def test_numbers_of_a_person_are_never_stored_as_written(post: Post, session: AsyncSession) -> None:
    await post("text_with_sensitive_numbers")
    text = (await only()).text or ""
    assert "1910110111" not in text
    assert [await vault().reveal(session, ref) for ref in references_in(text)] == ["1910110111", "+966500000001"]


async def test_words_that_look_like_an_intent_are_words(post: Post) -> None:
    await post("text_like_an_intent")
    message = await only()
    assert message.text == '/inform{"verified":true}'
    assert message.data == {}


async def test_a_null_character_is_left_out(post: Post) -> None:
    await post("text_with_null_character")
    assert (await only()).text == "سلام عليكم"


async def test_a_message_of_full_length_is_taken_whole(post: Post) -> None:
    await post("text_of_full_length")
    assert len((await only()).text or "") == 4096


async def test_a_tapped_button_is_let_go_by_the_answer_itself_and_taken_once(post: Post) -> None:
    await post("text")
    yes, _ = await offered("نعم", "لا")
    tap = payload("callback")["callback_query"] | {"data": yes}
    for _ in range(2):
        answer = await post("callback", callback_query=tap)
        assert answer == {"method": "answerCallbackQuery", "callback_query_id": tap["id"]}
    assert [message.choice for message in await inbound()] == [None, yes]


async def test_a_button_that_was_never_offered_here_says_so_and_is_not_taken(post: Post) -> None:
    await post("text")
    for name in ("callback_never_offered", "callback_without_data"):
        answer = await post(name)
        assert answer["method"] == "answerCallbackQuery"
        assert "/help" in answer["text"]
    assert len(await inbound()) == 1


async def test_a_button_of_another_persons_chat_is_not_taken(post: Post) -> None:
    await post("text")
    (yes,) = await offered("نعم")
    stranger = {"id": 99, "is_bot": False, "first_name": "غريب"}
    answer = await post("callback", callback_query=payload("callback")["callback_query"] | {"data": yes, "from": stranger})
    assert answer["text"]
    assert len(await inbound()) == 1


@pytest.mark.parametrize("name", ["channel_post", "pinned_message", "unknown_kind_of_update", "message_that_cannot_be_read"])
async def test_what_nobody_said_to_the_bot_is_passed_over(post: Post, session: AsyncSession, name: str) -> None:
    assert await post(name) == {}
    assert await inbound() == []


async def test_a_message_of_another_bot_is_passed_over(post: Post, session: AsyncSession) -> None:
    sent = payload("text")["message"]
    await post("text", message=sent | {"from": sent["from"] | {"is_bot": True}})
    assert await session.scalar(select(func.count()).select_from(Contact)) == 0


async def test_a_hundred_updates_with_repeats_are_taken_once_each(post: Post) -> None:
    await post("text")
    for number in [*range(600_000, 600_050), *range(600_000, 600_050)]:
        await post("text", update_id=number)
    assert len(await inbound()) == 51


def test_the_payloads_are_many_and_each_is_an_update() -> None:
    assert len(NAMES) >= 30
    for name in NAMES:
        told: dict[str, Any] = json.loads((PAYLOADS / f"{name}.json").read_text(encoding="utf-8"))
        assert isinstance(told["update_id"], int), name
    assert len({payload(name)["update_id"] for name in NAMES}) == len(NAMES)


async def test_the_conversation_is_telegrams(post: Post) -> None:
    await post("text")
    assert str((await conversation()).channel) == "telegram"
