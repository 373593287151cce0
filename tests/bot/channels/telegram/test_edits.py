"""Messages that their writer changed afterwards."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from actions import clock
from actions.clock import FrozenClock
from bot.channels.telegram.edits import STILL_MEANT
from bot.conversations.models import AnsweredBy, Conversation, Message, MessageState
from tests.bot.channels.telegram.conftest import Post, answered, inbound, only, payload
from tests.bot.rasa import Rasa


async def spoke_at_this_moment(session: AsyncSession) -> None:
    """The database's clock goes on where the test's stands still."""
    for message in await session.scalars(select(Message)):
        message.created_at = clock.now()
    await session.commit()


async def test_a_message_that_waits_is_answered_as_it_was_changed(post: Post, rasa: Rasa) -> None:
    await post("text_before_edit")
    await post("edited")
    await answered()
    assert [turn["text"] for turn in rasa.turns] == ["أنا من جدة"]


async def test_the_last_message_changed_right_after_its_answer_is_a_correction(
    post: Post, rasa: Rasa, session: AsyncSession
) -> None:
    await post("text_before_edit")
    await answered()
    await spoke_at_this_moment(session)
    await post("edited")
    await answered()
    assert [turn["text"] for turn in rasa.turns] == ["أنا من الرياض", "أنا من جدة"]


async def test_a_command_put_right_is_a_command(post: Post, rasa: Rasa, session: AsyncSession) -> None:
    await post("command_unknown")
    await answered()
    await spoke_at_this_moment(session)
    typed = payload("command_unknown")["message"]
    await post("edited", edited_message=typed | {"edit_date": 1795330900, "text": "/card"})
    await answered()
    assert rasa.turns[-1]["request"]["intent"] == "show_card"


async def test_a_change_that_changes_no_word_is_nothing(post: Post, rasa: Rasa) -> None:
    await post("text_before_edit")
    await answered()
    await post("edited_without_change")
    assert len(await inbound()) == 1


async def test_a_change_back_and_forth_is_compared_with_what_was_last_said(
    post: Post, rasa: Rasa, session: AsyncSession
) -> None:
    await post("text_before_edit")
    await answered()
    await spoke_at_this_moment(session)
    await post("edited")
    await answered()
    await spoke_at_this_moment(session)
    await post("edited_without_change")
    await answered()
    assert [turn["text"] for turn in rasa.turns] == ["أنا من الرياض", "أنا من جدة", "أنا من الرياض"]


async def test_a_message_changed_long_after_is_answered_with_a_note(
    post: Post, rasa: Rasa, session: AsyncSession, clock: FrozenClock
) -> None:
    await post("text_before_edit")
    await answered()
    await spoke_at_this_moment(session)
    clock.advance(STILL_MEANT + timedelta(seconds=1))
    await post("edited")
    assert (await answered())[-1] == "message.edited_late"
    assert len(rasa.turns) == 1


async def test_a_message_that_is_not_the_last_is_answered_with_a_note(post: Post, rasa: Rasa, session: AsyncSession) -> None:
    await post("text_before_edit")
    await post("text")
    await answered()
    await spoke_at_this_moment(session)
    await post("edited")
    assert (await answered())[-1] == "message.edited_late"


async def test_a_message_from_before_our_time_is_answered_with_a_note(post: Post, rasa: Rasa) -> None:
    await post("edited_unknown_message")
    assert await answered() == ["message.edited_late"]


async def test_a_person_of_the_staff_sees_every_change(post: Post, session: AsyncSession) -> None:
    await post("text")
    talk = (await session.scalars(select(Conversation))).one()
    talk.answered_by, talk.agent_name = AnsweredBy.PERSON, "سارة"
    await session.commit()
    await post("edited_unknown_message")
    said = (await inbound())[-1]
    assert (said.text, said.data) == ("رسالة قديمة", {})


async def test_while_the_message_is_being_answered_a_change_waits_for_nobody(
    post: Post, rasa: Rasa, session: AsyncSession
) -> None:
    await post("text_before_edit")
    held = select(Conversation).with_for_update(key_share=True)
    await session.execute(held)  # as a worker holds it
    await post("edited")
    await session.rollback()
    assert [message.text for message in await inbound()] == ["أنا من الرياض", "أنا من جدة"]


async def test_numbers_in_a_change_are_hidden_too(post: Post) -> None:
    await post("text_before_edit")
    told: dict[str, Any] = payload("edited")["edited_message"]
    await post("edited", edited_message=told | {"text": "هويتي 1910110111"})
    message = await only()
    assert message.state is MessageState.PENDING
    assert "1910110111" not in (message.text or "")


async def test_a_place_that_moves_is_no_change_of_words(post: Post) -> None:
    await post("edited_live_location")
    assert await inbound() == []


@pytest.mark.parametrize("name", ["group_edited_message"])
async def test_changes_in_groups_are_passed_over(post: Post, name: str) -> None:
    await post(name)
    assert await inbound() == []
