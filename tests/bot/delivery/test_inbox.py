"""The inbox: one message of a conversation at a time, in order, none lost, and an apology when patience is over."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import func, select, text, update
from sqlalchemy.ext.asyncio import AsyncSession

from actions.clock import FrozenClock
from actions.database.engine import transaction
from bot.conversations.models import Choice, Direction, Message, MessageState
from bot.delivery.inbox import PATIENCE, PATIENCE_WITH_FAULTS, answer_one
from tests.bot.delivery.conftest import conversation, reloaded, replies_of, says, state_of
from tests.bot.rasa import SILENCE, Rasa, asking, said

FAULT = (500, {"ok": False, "error": "fault"})
AWAY = (503, {"ok": False, "error": "actions_away"})


class Gate:
    """Holds every turn that reaches Rasa until it is opened."""

    def __init__(self, rasa: Rasa) -> None:
        self._open = asyncio.Event()
        self._reached = asyncio.Event()
        rasa.answers = self._answer

    async def _answer(self, _: dict[str, Any]) -> tuple[int, Any]:
        self._reached.set()
        await self._open.wait()
        return 200, said("goodbye")

    async def reached(self) -> None:
        await asyncio.wait_for(self._reached.wait(), 5)

    def open(self) -> None:
        self._open.set()


async def due_now(message: int) -> None:
    """Lets the pause of a message be over."""
    async with transaction() as session:
        await session.execute(update(Message).where(Message.id == message).values(not_before=func.now()))


async def in_parallel(what: Callable[[], Awaitable[bool]], times: int) -> list[bool]:
    return list(await asyncio.gather(*(what() for _ in range(times))))


async def test_an_empty_inbox_has_nothing_to_answer(session: AsyncSession, rasa: Rasa) -> None:
    assert not await answer_one()
    assert rasa.turns == []


async def test_a_message_is_answered_and_closed(session: AsyncSession, rasa: Rasa) -> None:
    message = await says(session, await conversation(session), "مع السلامة")
    assert await answer_one()
    assert await state_of(message) is MessageState.ANSWERED
    assert [reply.act for reply in await replies_of(message)] == ["goodbye"]


async def test_an_answered_message_is_not_taken_again(session: AsyncSession, rasa: Rasa) -> None:
    await says(session, await conversation(session), "مع السلامة")
    assert [await answer_one(), await answer_one()] == [True, False]
    assert len(rasa.turns) == 1


async def test_messages_of_a_conversation_are_answered_in_their_order(session: AsyncSession, rasa: Rasa) -> None:
    here = await conversation(session)
    written = [f"رسالة {number}" for number in range(4)]
    for words in written:
        await says(session, here, words)
    for _ in written:
        await answer_one()
    assert [turn["text"] for turn in rasa.turns] == written


async def test_two_workers_never_take_the_same_conversation(session: AsyncSession, rasa: Rasa) -> None:
    here = await conversation(session)
    first, second = await says(session, here, "الأولى"), await says(session, here, "الثانية")
    gate = Gate(rasa)
    busy = asyncio.create_task(answer_one())
    await gate.reached()
    assert not await answer_one()
    assert (await state_of(first), await state_of(second)) == (MessageState.PENDING, MessageState.PENDING)
    gate.open()
    assert await busy
    assert (await state_of(first), await state_of(second)) == (MessageState.ANSWERED, MessageState.PENDING)


async def test_another_conversation_is_answered_meanwhile(session: AsyncSession, rasa: Rasa) -> None:
    slow, quick = await conversation(session), await conversation(session)
    await says(session, slow, "الأولى")
    gate = Gate(rasa)
    busy = asyncio.create_task(answer_one())
    await gate.reached()
    other = await says(session, quick, "الثانية")
    rasa.always(200, said("goodbye"))
    assert await answer_one()
    assert await state_of(other) is MessageState.ANSWERED
    gate.open()
    await busy


async def test_many_workers_answer_each_message_once_and_in_order(session: AsyncSession, rasa: Rasa) -> None:
    conversations = [await conversation(session) for _ in range(3)]
    for number in range(4):
        for here in conversations:
            await says(session, here, f"{number}")

    async def until_empty() -> bool:
        idle = 0
        while idle < 3:
            idle = 0 if await answer_one() else idle + 1
            await asyncio.sleep(0.01 if idle else 0)
        return True

    await in_parallel(until_empty, 4)
    for here in conversations:
        assert [turn["text"] for turn in rasa.turns if turn["conversation"] == str(here)] == ["0", "1", "2", "3"]


async def test_the_lock_of_a_turn_lets_actions_refer_to_the_conversation(
    session: AsyncSession, rasa: Rasa, clock: FrozenClock
) -> None:
    here = await conversation(session)
    await says(session, here, "الأولى")
    gate = Gate(rasa)
    busy = asyncio.create_task(answer_one())
    await gate.reached()
    await session.execute(text("SET lock_timeout = '1s'"))
    session.add(Message(conversation_id=here, direction=Direction.IN, state=MessageState.PENDING, text="الثانية"))
    await session.commit()
    gate.open()
    await busy


@pytest.mark.parametrize("failure", [FAULT, AWAY, (200, SILENCE), (200, b"not json"), (500, {})])
async def test_a_turn_that_fails_puts_the_message_back_for_later(
    session: AsyncSession, rasa: Rasa, failure: tuple[int, Any]
) -> None:
    message = await says(session, await conversation(session), "مع السلامة")
    rasa.always(*failure)
    assert await answer_one()
    async with transaction() as fresh:
        kept = await fresh.get_one(Message, message)
        later = await fresh.scalar(select(Message.not_before > func.now()).where(Message.id == message))
    assert (kept.state, kept.attempts, later) == (MessageState.PENDING, 1, True)
    assert await replies_of(message) == []


async def test_nothing_listens_where_rasa_should_be_and_the_message_waits(session: AsyncSession) -> None:
    message = await says(session, await conversation(session), "مع السلامة")
    async with asking("http://127.0.0.1:9"):
        assert await answer_one()
    assert await state_of(message) is MessageState.PENDING


async def test_a_message_that_waits_is_not_taken_before_its_time(session: AsyncSession, rasa: Rasa) -> None:
    message = await says(session, await conversation(session), "مع السلامة")
    rasa.always(*AWAY)
    await answer_one()
    rasa.always(200, said("goodbye"))
    assert not await answer_one()
    await due_now(message)
    assert await answer_one()
    assert await state_of(message) is MessageState.ANSWERED


async def test_the_next_message_waits_for_the_one_that_was_put_back(session: AsyncSession, rasa: Rasa) -> None:
    here = await conversation(session)
    await says(session, here, "الأولى")
    rasa.always(*AWAY)
    await answer_one()
    second = await says(session, here, "الثانية")
    rasa.always(200, said("goodbye"))
    assert not await answer_one()
    assert await state_of(second) is MessageState.PENDING


async def test_each_pause_is_longer_than_the_one_before_up_to_four_seconds(session: AsyncSession, rasa: Rasa) -> None:
    message = await says(session, await conversation(session), "مع السلامة")
    rasa.always(*AWAY)
    pauses = []
    for _ in range(5):
        await due_now(message)
        await answer_one()
        async with transaction() as fresh:
            left = await fresh.scalar(select(func.extract("epoch", Message.not_before - func.now())))
        pauses.append(round(float(left or 0) + 0.05, 1))
    assert pauses == pytest.approx([0.4, 0.8, 1.6, 3.2, 4.0], abs=0.15)


async def test_a_fault_of_our_own_is_owned_up_to_soon(session: AsyncSession, rasa: Rasa, clock: FrozenClock) -> None:
    message = await says(session, await conversation(session), "مع السلامة")
    rasa.always(*FAULT)
    clock.advance(PATIENCE_WITH_FAULTS)
    assert await answer_one()
    assert await state_of(message) is MessageState.FAILED
    assert [reply.act for reply in await replies_of(message)] == ["apology"]


async def test_rasa_being_away_is_waited_for_longer(session: AsyncSession, rasa: Rasa, clock: FrozenClock) -> None:
    message = await says(session, await conversation(session), "مع السلامة")
    rasa.always(*AWAY)
    clock.advance(PATIENCE - timedelta(seconds=1))
    await answer_one()
    assert await state_of(message) is MessageState.PENDING
    clock.advance(timedelta(seconds=1))
    await due_now(message)
    await answer_one()
    assert await state_of(message) is MessageState.FAILED


async def test_an_apology_offers_ways_on_that_can_be_tapped(
    session: AsyncSession, rasa: Rasa, clock: FrozenClock
) -> None:
    message = await says(session, await conversation(session), "مع السلامة")
    rasa.always(*FAULT)
    clock.advance(PATIENCE)
    await answer_one()
    (apology,) = await replies_of(message)
    offered = list(await session.scalars(select(Choice).order_by(Choice.position)))
    assert [choice.payload["intent"] for choice in offered] == ["help", "talk_to_agent"]
    assert [choice["value"] for choice in apology.choices] == [choice.value for choice in offered]


async def test_a_message_that_failed_is_over_and_the_next_one_is_taken(
    session: AsyncSession, rasa: Rasa, clock: FrozenClock
) -> None:
    here = await conversation(session)
    await says(session, here, "الأولى")
    rasa.always(*FAULT)
    clock.advance(PATIENCE)
    await answer_one()
    second = await says(session, here, "الثانية")
    rasa.always(200, said("goodbye"))
    assert await answer_one()
    assert await state_of(second) is MessageState.ANSWERED


async def test_a_failed_turn_leaves_nothing_behind(session: AsyncSession, rasa: Rasa) -> None:
    here = await conversation(session)
    message = await says(session, here, "مع السلامة")
    rasa.always(200, said("language.changed"))  # its data lack the language: applying it fails
    await answer_one()
    assert await replies_of(message) == []
    assert (await reloaded(here)).last_act is None


async def test_the_log_of_a_failure_says_where_and_never_what_was_written(
    session: AsyncSession, rasa: Rasa, caplog: pytest.LogCaptureFixture
) -> None:
    await says(session, await conversation(session), "سر لا يعرفه أحد")
    rasa.always(200, said({"act": "language.changed", "data": {"language": "سر لا يعرفه أحد"}}))
    await answer_one()
    assert "could not be answered" in caplog.text
    assert "سر" not in caplog.text


