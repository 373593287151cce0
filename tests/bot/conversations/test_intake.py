"""How a message enters: what is sensitive hidden first, a repeat harmless, a choice only where it was offered."""

from __future__ import annotations

import pytest
from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from actions.identity.models import VaultEntry
from actions.identity.vault import references_in, vault
from bot.conversations.intake import Incoming, UnknownChoice, redact, take_in
from bot.conversations.models import Choice, Conversation, Direction, Message, MessageState
from bot.conversations.service import open_on_web

ID, PHONE = "1910110111", "0500000001"


@pytest.fixture
async def here(session: AsyncSession) -> Conversation:
    return await session.get_one(Conversation, (await open_on_web(session)).id)


async def offered(session: AsyncSession, conversation: Conversation, value: str) -> None:
    message = Message(conversation_id=conversation.id, direction=Direction.OUT, state=MessageState.SENT, act="greet", text="")
    session.add(message)
    await session.flush()
    session.add(
        Choice(value=value, message_id=message.id, conversation_id=conversation.id, position=1, title="نعم", payload={})
    )
    await session.flush()


async def count(session: AsyncSession) -> int:
    return (await session.scalar(select(func.count()).select_from(Message))) or 0


async def test_a_message_is_a_row_that_waits(session: AsyncSession, here: Conversation) -> None:
    message = await session.get_one(Message, await take_in(session, here, Incoming(text="متى ينزل الضمان")))
    assert (message.state, message.direction, message.text) == (MessageState.PENDING, Direction.IN, "متى ينزل الضمان")


async def test_neither_id_nor_phone_is_stored_as_written(session: AsyncSession, here: Conversation) -> None:
    written = f"هويتي {ID} وجوالي {PHONE}."
    message = await session.get_one(Message, await take_in(session, here, Incoming(text=written)))
    text = message.text or ""
    assert ID not in text
    assert PHONE not in text
    values = [await vault().reveal(session, reference) for reference in references_in(text)]
    assert values == [ID, "+966500000001"]
    for reference, value in zip(references_in(text), (ID, PHONE), strict=True):
        text = text.replace(f"[{reference}]", value)
    assert text == written


async def test_six_digits_are_a_code_once_a_code_was_asked_for(session: AsyncSession, here: Conversation) -> None:
    words = "هذا هو 482913 وصلني الحين من عندكم"
    assert await redact(session, words, None) == words
    for act in ("verify.code_sent", "verify.wrong_code"):
        assert "482913" not in await redact(session, words, {"act": act})


async def test_a_text_without_anything_sensitive_stays_as_it_is(session: AsyncSession) -> None:
    assert await redact(session, "راتبي ٢٠٠٠ ريال وعندي ٣ عيال", None) == "راتبي ٢٠٠٠ ريال وعندي ٣ عيال"
    assert await session.scalar(select(func.count()).select_from(VaultEntry)) == 0


@pytest.mark.parametrize(
    "incoming",
    [Incoming(text="سلام", client_id="c1"), Incoming(text="سلام", provider="twilio", provider_id="SM1")],
    ids=["by the client", "by the provider"],
)
async def test_a_repeat_of_a_message_is_the_first_one(
    session: AsyncSession, here: Conversation, incoming: Incoming
) -> None:
    first = await take_in(session, here, incoming)
    assert await take_in(session, here, incoming) == first
    assert await count(session) == 1


async def test_the_same_words_without_an_id_are_two_messages(session: AsyncSession, here: Conversation) -> None:
    assert await take_in(session, here, Incoming(text="نعم")) != await take_in(session, here, Incoming(text="نعم"))


async def test_an_id_of_a_client_counts_in_its_own_conversation(session: AsyncSession, here: Conversation) -> None:
    other = await session.get_one(Conversation, (await open_on_web(session)).id)
    incoming = Incoming(text="سلام", client_id="c1")
    assert await take_in(session, here, incoming) != await take_in(session, other, incoming)


async def test_a_choice_is_taken_where_it_was_offered_and_nowhere_else(session: AsyncSession, here: Conversation) -> None:
    other = await session.get_one(Conversation, (await open_on_web(session)).id)
    await offered(session, here, "abc")
    message = await session.get_one(Message, await take_in(session, here, Incoming(choice="abc")))
    assert message.choice == "abc"
    for conversation, value in ((other, "abc"), (here, "abd")):
        with pytest.raises(UnknownChoice):
            await take_in(session, conversation, Incoming(choice=value))
    assert await count(session) == 2
