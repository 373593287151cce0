"""Opening a conversation, proving that it is one's own, and reading it back."""

from __future__ import annotations

from uuid import uuid4

from sqlalchemy.ext.asyncio import AsyncSession

from actions.contacts.models import Channel
from actions.contacts.service import contact_at
from actions.identity.vault import vault
from bot.conversations.models import Conversation, Direction, Language, Message, MessageState
from bot.conversations.service import as_json, by_token, messages_after, of_contact, open_on_web, replies_to
from bot.conversations.shown import shown


async def add(session: AsyncSession, conversation: Conversation, **columns: object) -> Message:
    told = {"direction": Direction.IN, "state": MessageState.PENDING, "text": "سلام"} | columns
    message = Message(conversation_id=conversation.id, **told)
    session.add(message)
    await session.flush()
    return message


async def opened(session: AsyncSession) -> Conversation:
    return await session.get_one(Conversation, (await open_on_web(session)).id)


async def test_the_token_opens_its_conversation_and_no_other(session: AsyncSession) -> None:
    mine, other = await open_on_web(session), await open_on_web(session)
    found = await by_token(session, mine.id, mine.token)
    assert found is not None
    assert found.id == mine.id
    assert await by_token(session, other.id, mine.token) is None
    assert await by_token(session, uuid4(), mine.token) is None


async def test_the_token_is_stored_as_a_hash_alone(session: AsyncSession) -> None:
    mine = await open_on_web(session)
    stored = await session.get_one(Conversation, mine.id)
    assert mine.token.encode() not in (stored.token_hash or b"")


async def test_an_address_has_one_conversation(session: AsyncSession) -> None:
    contact = await contact_at(session, Channel.WHATSAPP, "+966500000001")
    other = await contact_at(session, Channel.WHATSAPP, "+966500000002")
    first = await of_contact(session, contact)
    assert await of_contact(session, contact) is first
    assert await of_contact(session, other) is not first


async def test_there_are_no_replies_while_the_message_waits(session: AsyncSession) -> None:
    message = await add(session, await opened(session))
    assert await replies_to(session, message.id) is None


async def test_a_message_that_was_answered_by_nothing_has_an_empty_answer(session: AsyncSession) -> None:
    message = await add(session, await opened(session), state=MessageState.ANSWERED)
    assert await replies_to(session, message.id) == []


async def test_replies_are_those_to_this_message_in_order(session: AsyncSession) -> None:
    here = await opened(session)
    message = await add(session, here, state=MessageState.ANSWERED)
    said = {"direction": Direction.OUT, "state": MessageState.SENT, "act": "greet"}
    replies = [await add(session, here, in_reply_to=message.id, **said) for _ in range(2)]
    await add(session, here, **said)
    assert [reply.id for reply in await replies_to(session, message.id) or []] == [reply.id for reply in replies]


async def test_messages_after_one_are_the_later_ones_of_the_same_conversation(session: AsyncSession) -> None:
    here, elsewhere = await opened(session), await opened(session)
    first, second = await add(session, here), await add(session, here)
    await add(session, elsewhere)
    assert [message.id for message in await messages_after(session, here.id, first.id)] == [second.id]


async def test_a_message_of_the_person_shows_who_it_is_from(session: AsyncSession) -> None:
    message = await add(session, await opened(session), client_message_id="c1", media=[{"id": "m", "type": "image/png"}])
    shape = as_json(message, "سلام")
    assert (shape["from"], shape["client_message_id"]) == ("person", "c1")
    assert shape["media"] == [{"type": "image/png", "url": "/media/m"}]


async def test_an_answer_shows_its_act_and_its_choices(session: AsyncSession) -> None:
    choices = [{"title": "نعم", "value": "v"}]
    out = {"direction": Direction.OUT, "state": MessageState.SENT, "act": "greet", "language": Language.ARABIC}
    message = await add(session, await opened(session), choices=choices, **out)
    shape = as_json(message, "هلا")
    assert (shape["act"], shape["text"], shape["language"], shape["choices"]) == ("greet", "هلا", "ar", choices)
    assert "from" not in shape


async def test_the_writer_sees_masks_in_place_of_references(session: AsyncSession) -> None:
    reference = await vault().protect(session, "id", "1910110111")
    message = await add(session, await opened(session), text=f"هويتي {reference}")
    assert await shown(session, message) == "هويتي 1•••••••11"


async def test_what_is_no_longer_kept_is_shown_as_dots(session: AsyncSession) -> None:
    message = await add(session, await opened(session), text="رمزي [code:aaaa2222]")
    assert await shown(session, message) == f"رمزي {vault().mask('code', '')}"
    assert "[" not in await shown(session, message)
