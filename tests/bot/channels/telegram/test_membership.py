"""Blocking and unblocking the bot, and groups it is brought into."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select, text
from sqlalchemy.ext.asyncio import AsyncSession

from actions import clock as clocks
from actions.clock import FrozenClock
from actions.contacts.models import Contact
from actions.database.audit import AuditEntry
from bot.channels.telegram import groups
from tests.bot.channels.telegram.api import BotApi
from tests.bot.channels.telegram.conftest import Post, contact, inbound, payload

GROUP = -4455667788


async def kinds(session: AsyncSession) -> list[str]:
    return list(await session.scalars(select(AuditEntry.kind).order_by(AuditEntry.id)))


async def jobs(session: AsyncSession) -> list[dict[str, int]]:
    found = await session.execute(text("SELECT args FROM procrastinate_jobs WHERE task_name = :task ORDER BY id"), {"task": groups.JOB})
    return [dict(row[0]) for row in found]


async def test_whoever_blocks_the_bot_is_written_to_no_more_unasked(post: Post, session: AsyncSession) -> None:
    await post("text")
    await post("blocked")
    assert (await contact()).opted_out_at == clocks.now()
    assert (await contact()).unreachable_at == clocks.now()
    assert await kinds(session) == ["contact.blocked"]


async def test_whoever_unblocks_it_is_as_before(post: Post, session: AsyncSession) -> None:
    for name in ("text", "blocked", "unblocked"):
        await post(name)
    assert (await contact()).opted_out_at is None
    assert (await contact()).unreachable_at is None
    assert await kinds(session) == ["contact.blocked", "contact.unblocked"]


async def test_whoever_writes_again_is_reached_again(post: Post, session: AsyncSession) -> None:
    for name in ("blocked", "text"):
        await post(name)
    assert (await contact()).unreachable_at is None


async def test_a_late_repeat_of_the_block_blocks_nobody(post: Post, session: AsyncSession) -> None:
    for name in ("text", "blocked", "unblocked", "blocked"):
        await post(name)
    assert (await contact()).opted_out_at is None


async def test_notices_that_were_turned_off_in_words_stay_off(post: Post, session: AsyncSession, clock: FrozenClock) -> None:
    await post("text")
    known = (await session.scalars(select(Contact))).one()
    known.opted_out_at = said = clock.now()
    await session.commit()
    clock.advance(timedelta(minutes=1))
    await post("blocked")
    await post("unblocked")
    assert (await contact()).opted_out_at == said


async def test_a_block_twice_is_one_event(post: Post, session: AsyncSession) -> None:
    await post("blocked")
    await post("blocked", update_id=1)
    assert await kinds(session) == ["contact.blocked"]


@pytest.mark.parametrize(("name", "speaks"), [("added_to_group", 1), ("group_message", 1), ("added_to_channel", 0)])
async def test_a_group_is_left_by_a_job(post: Post, session: AsyncSession, name: str, speaks: int) -> None:
    await post(name)
    (job,) = await jobs(session)
    assert job["speaks"] == speaks
    assert await inbound() == []


async def test_nothing_of_a_group_is_kept(post: Post, session: AsyncSession) -> None:
    await post("group_message")
    assert (await session.scalars(select(Contact))).all() == []


async def test_leaving_a_group_asks_for_nothing_more(post: Post, session: AsyncSession) -> None:
    await post("removed_from_group")
    gone = payload("group_message")["message"] | {"left_chat_member": {"id": 7, "is_bot": True, "first_name": "x"}}
    await post("group_message", message=gone)
    assert await jobs(session) == []


async def test_a_group_hears_why_in_both_languages_and_is_left(api: BotApi) -> None:
    await groups.leave(GROUP, 1)
    (said,) = api.of("sendMessage")
    assert said["chat_id"] == GROUP
    assert "مُعين" in said["text"]
    assert "Mueen" in said["text"]
    assert [call.method for call in api.calls] == ["sendMessage", "leaveChat"]


async def test_a_group_that_was_left_already_hears_nothing_more(api: BotApi) -> None:
    api.fails("sendMessage", 403, "Forbidden: bot was kicked from the group chat")
    await groups.leave(GROUP, 1)
    assert [call.method for call in api.calls] == ["sendMessage"]


async def test_a_group_where_the_bot_may_not_speak_is_left_all_the_same(api: BotApi) -> None:
    api.fails("sendMessage", 400, "Bad Request: not enough rights to send text messages to the chat")
    await groups.leave(GROUP, 1)
    assert [call.method for call in api.calls] == ["sendMessage", "leaveChat"]


async def test_a_channel_is_left_without_a_word(api: BotApi) -> None:
    await groups.leave(-1009988776655, 0)
    assert [call.method for call in api.calls] == ["leaveChat"]
