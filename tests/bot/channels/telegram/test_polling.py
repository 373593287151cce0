"""Long polling: updates asked for, taken once, by one worker alone; what a tapped button shows; typing."""

from __future__ import annotations

import asyncio
from contextlib import suppress

import psycopg
import pytest
from sqlalchemy.ext.asyncio import AsyncSession

from actions.database.url import libpq_url
from actions.settings import settings
from bot.channels.telegram import activity, polling
from bot.channels.telegram.polling import POLLING_LOCK, Asking, poll
from tests.bot.channels.telegram.api import BotApi
from tests.bot.channels.telegram.conftest import Post, answered, contact, environment, inbound, offered, payload
from tests.bot.channels.worker import all_taken_up
from tests.bot.rasa import Rasa, said

pytestmark = pytest.mark.filterwarnings("ignore:Please use 'Bot.get_updates'")


@pytest.fixture(autouse=True)
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    for pause in ("_ANOTHER_ASKS", "_AFTER_A_FAILURE", "_WRONG_TOKEN"):
        monkeypatch.setattr(polling, pause, 0.01)
    monkeypatch.setattr(polling, "LONGEST_POLL", 0)


async def asked_once(asking: Asking) -> None:
    """One question, and a worker that takes up what it brings."""
    await asking.once()
    await all_taken_up()


async def test_updates_are_asked_for_and_confirmed_by_the_next_question(api: BotApi, session: AsyncSession) -> None:
    api.updates = [payload("text"), payload("sticker")]
    asking = Asking()
    await asked_once(asking)
    await asked_once(asking)
    assert len(await inbound()) == 2
    first, second = api.of("getUpdates")
    assert "offset" not in first
    assert second["offset"] == payload("sticker")["update_id"] + 1
    assert set(first["allowed_updates"]) == {"message", "edited_message", "callback_query", "my_chat_member"}


async def test_before_the_first_question_a_webhook_goes_and_the_commands_are_told(api: BotApi, session: AsyncSession) -> None:
    await asked_once(Asking())
    assert api.calls[0].method == "deleteWebhook"
    assert "drop_pending_updates" not in api.calls[0].told
    menus = {told.get("language_code"): told["commands"] for told in api.of("setMyCommands")}
    assert menus["ar"] == menus[None]
    assert {one["command"] for one in menus["en"]} == {one["command"] for one in menus["ar"]}
    assert menus["en"][0]["description"] != menus["ar"][0]["description"]


async def test_a_tapped_button_is_let_go_before_it_is_answered(api: BotApi, session: AsyncSession, rasa: Rasa) -> None:
    api.updates = [payload("text")]
    asking = Asking()
    await asked_once(asking)
    (yes,) = await offered("نعم")
    api.updates = [payload("callback", update_id=900_000) | {"callback_query": payload("callback")["callback_query"] | {"data": yes}}]
    await asked_once(asking)
    assert [told["callback_query_id"] for told in api.of("answerCallbackQuery")] == [23670001112223334]
    assert rasa.turns == []


async def test_an_update_that_cannot_be_read_does_not_hold_up_the_others(api: BotApi, session: AsyncSession) -> None:
    api.updates = [payload("message_that_cannot_be_read", update_id=1), payload("text", update_id=2)]
    await asked_once(Asking())
    assert len(await inbound()) == 1


async def test_an_update_that_fails_by_our_fault_is_tried_again_and_then_left(
    api: BotApi, session: AsyncSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    api.updates = [payload("text", update_id=1), payload("text", update_id=2)]
    real, tried = polling.arrived, []

    async def fails_for_the_first(told):  # type: ignore[no-untyped-def]
        tried.append(told["update_id"])
        if told["update_id"] == 1:
            raise RuntimeError
        return await real(told)

    monkeypatch.setattr(polling, "arrived", fails_for_the_first)
    asking = Asking()
    for _ in range(3):
        await asked_once(asking)
    assert tried == [1, 1, 1, 2]
    assert len(await inbound()) == 1


@pytest.mark.parametrize(
    "failure", [(502, "Bad Gateway", {}), (429, "Too Many Requests", {"retry_after": 0}), (401, "Unauthorized", {}), (409, "Conflict", {})]
)
async def test_failures_of_telegram_are_waited_out(api: BotApi, session: AsyncSession, failure) -> None:  # type: ignore[no-untyped-def]
    status, description, parameters = failure
    api.updates = [payload("text")]
    api.fails("getUpdates", status, description, **parameters)
    asking = Asking()
    await asked_once(asking)
    assert await inbound() == []
    await asked_once(asking)
    assert len(await inbound()) == 1


async def polled(url: str, seconds: float) -> None:
    with environment(DATABASE_URL=url), suppress(TimeoutError):
        await asyncio.wait_for(poll(), seconds)


async def test_one_worker_asks_and_another_takes_over(api: BotApi, session: AsyncSession, database_url: str) -> None:
    async with await psycopg.AsyncConnection.connect(libpq_url(database_url), autocommit=True) as other:
        await other.execute("SELECT pg_advisory_lock(%s)", (POLLING_LOCK,))
        await polled(database_url, 0.3)
        assert api.of("getUpdates") == []
    await polled(database_url, 1.0)
    assert api.of("getUpdates")


async def test_where_updates_are_brought_nobody_asks(api: BotApi, session: AsyncSession) -> None:
    with environment(PUBLIC_URL="https://mueen.example"):
        assert not settings().polls_telegram
        await poll()
    with environment(TELEGRAM_BOT_TOKEN=""):
        await poll()
    assert api.calls == []


async def settled() -> None:
    while activity._marking:
        await asyncio.gather(*activity._marking)


async def test_while_a_turn_takes_its_time_the_person_sees_typing(post: Post, api: BotApi, rasa: Rasa) -> None:
    seen = asyncio.Event()

    async def slow(_: dict[str, object]) -> tuple[int, object]:
        for _attempt in range(200):
            if api.of("sendChatAction"):
                seen.set()
                break
            await asyncio.sleep(0.01)
        return 200, said("goodbye")

    rasa.answers = slow
    await post("text")
    await answered()
    assert seen.is_set()
    assert api.of("sendChatAction")[0]["action"] == "typing"


async def test_typing_that_fails_fails_nothing(post: Post, api: BotApi, rasa: Rasa) -> None:
    api.fails("sendChatAction", 403, "Forbidden: bot was blocked by the user")
    await post("text")
    assert await answered() == ["goodbye"]


async def test_the_buttons_of_an_answered_question_give_way_to_the_answer(post: Post, api: BotApi, rasa: Rasa) -> None:
    await post("text")
    yes, _ = await offered("نعم", "لا")
    await post("callback", callback_query=payload("callback")["callback_query"] | {"data": yes})
    await answered()
    await settled()
    (told,) = api.of("editMessageReplyMarkup")
    assert told["message_id"] == 777
    assert told["reply_markup"]["inline_keyboard"] == [[{"text": "✓ نعم", "callback_data": yes}]]
    assert (await contact()).provider_id_sealed is not None


async def test_a_menu_keeps_its_buttons(post: Post, api: BotApi, rasa: Rasa) -> None:
    await post("text")
    (card,) = await offered("بطاقتي", intent="show_card")
    await post("callback", callback_query=payload("callback")["callback_query"] | {"data": card})
    await answered()
    await settled()
    assert api.of("editMessageReplyMarkup") == []
