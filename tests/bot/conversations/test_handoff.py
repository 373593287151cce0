"""A person in the conversation: waiting, joining, answering, and handing back."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from actions.clock import FrozenClock
from actions.contacts.models import Channel
from actions.contacts.service import contact_at
from bot.conversations import handoff
from bot.conversations.handoff import NotWaiting
from bot.conversations.models import AnsweredBy, Conversation, Delivery, Direction, Message, MessageState
from bot.conversations.service import messages_after, of_contact, open_on_web


@pytest.fixture
async def here(session: AsyncSession, clock: FrozenClock) -> Conversation:
    """A conversation that waits for a person."""
    return await waiting(session, clock, minutes=0)


async def waiting(session: AsyncSession, clock: FrozenClock, minutes: int) -> Conversation:
    opened = await open_on_web(session)
    conversation = await session.get_one(Conversation, opened.id)
    conversation.answered_by, conversation.queued_at = AnsweredBy.QUEUED, clock.now() - timedelta(minutes=minutes)
    await session.flush()
    return conversation


async def acts(session: AsyncSession, conversation: UUID) -> list[str | None]:
    return [message.act for message in await messages_after(session, conversation, 0)]


async def test_whoever_waits_longest_is_first_and_those_with_a_person_come_last(
    session: AsyncSession, clock: FrozenClock
) -> None:
    short, long = await waiting(session, clock, 1), await waiting(session, clock, 9)
    joined = await waiting(session, clock, 20)
    await handoff.join(session, joined.id, "سارة")
    queue = await handoff.queue(session)
    assert [waits.conversation for waits in queue] == [long.id, short.id, joined.id]
    assert [waits.agent for waits in queue] == [None, None, "سارة"]


async def test_a_conversation_with_the_assistant_is_not_in_the_queue(session: AsyncSession) -> None:
    await open_on_web(session)
    assert await handoff.queue(session) == []


async def test_the_queue_shows_the_last_words_of_the_person(session: AsyncSession, here: Conversation) -> None:
    for words in ("أولا", "هويتي [id:k3v7q2mz]"):
        session.add(Message(conversation_id=here.id, direction=Direction.IN, state=MessageState.ANSWERED, text=words))
        await session.flush()
    await handoff.tell(session, here, "goodbye", {})
    (waits,) = await handoff.queue(session)
    assert waits.last_words == "هويتي [id:k3v7q2mz]"


async def test_joining_says_who_speaks_now(session: AsyncSession, here: Conversation) -> None:
    await handoff.join(session, here.id, "سارة")
    assert (here.answered_by, here.agent_name) == (AnsweredBy.PERSON, "سارة")
    (said,) = await messages_after(session, here.id, 0)
    assert said.act == "handoff.joined"
    assert "سارة" in (said.text or "")


async def test_an_answer_joins_first_where_nobody_has(session: AsyncSession, here: Conversation) -> None:
    await handoff.answer(session, here.id, "سارة", "كيف أساعدك؟")
    await handoff.answer(session, here.id, "سارة", "تفضل")
    assert await acts(session, here.id) == ["handoff.joined", "agent.message", "agent.message"]
    assert [m.text for m in await messages_after(session, here.id, 0)][1:] == ["كيف أساعدك؟", "تفضل"]


async def test_what_the_agent_writes_is_redacted_as_well(session: AsyncSession, here: Conversation) -> None:
    await handoff.answer(session, here.id, "سارة", "هويتك 1910110111 صحيحة؟")
    said = (await messages_after(session, here.id, 0))[-1]
    assert "1910110111" not in (said.text or "")
    assert "[id:" in (said.text or "")


async def test_handing_back_gives_the_conversation_to_the_assistant(session: AsyncSession, here: Conversation) -> None:
    await handoff.answer(session, here.id, "سارة", "تم")
    await handoff.hand_back(session, here.id)
    assert (here.answered_by, here.agent_name, here.queued_at) == (AnsweredBy.ASSISTANT, None, None)
    assert (await acts(session, here.id))[-1] == "handoff.ended"
    assert await handoff.queue(session) == []


@pytest.mark.parametrize("known", [True, False])
async def test_where_nobody_waits_there_is_nothing_to_join_answer_or_end(session: AsyncSession, known: bool) -> None:
    conversation = (await open_on_web(session)).id if known else uuid4()
    with pytest.raises(NotWaiting):
        await handoff.join(session, conversation, "سارة")
    with pytest.raises(NotWaiting):
        await handoff.answer(session, conversation, "سارة", "مرحبا")
    with pytest.raises(NotWaiting):
        await handoff.hand_back(session, conversation)
    assert await acts(session, conversation) == []


async def test_on_a_channel_of_a_provider_the_words_are_laid_out_for_sending(
    session: AsyncSession, clock: FrozenClock
) -> None:
    contact = await contact_at(session, Channel.WHATSAPP, "+966500000001")
    conversation = await of_contact(session, contact)
    conversation.answered_by, conversation.queued_at = AnsweredBy.QUEUED, clock.now()
    await handoff.answer(session, conversation.id, "سارة", "تفضل")
    await session.flush()
    laid_out = list(await session.scalars(select(Delivery).order_by(Delivery.id)))
    assert [(one.contact_id, one.channel) for one in laid_out] == [(contact.id, Channel.WHATSAPP)] * 2
    assert laid_out[-1].text == "تفضل"


async def test_on_the_web_nothing_is_laid_out(session: AsyncSession, here: Conversation) -> None:
    await handoff.answer(session, here.id, "سارة", "تفضل")
    await session.flush()
    assert (await session.scalars(select(Delivery))).all() == []
