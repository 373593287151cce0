"""Files that people send: known by their content, kept below the data folder, and refused with a reason."""

from __future__ import annotations

import pytest
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.conversations.models import Conversation, Media, Message, MessageState
from bot.conversations.service import open_on_web, replies_to
from bot.media.receiving import Rejected, media_type, receive
from bot.media.store import folder
from bot.web.posted import File, Posted
from bot.web.uploads import reject_upload

PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 32
PDF = b"%PDF-1.7\n" + b"\0" * 32
OGG = b"OggS" + b"\0" * 40


@pytest.fixture
async def here(session: AsyncSession) -> Conversation:
    return await session.get_one(Conversation, (await open_on_web(session)).id)


@pytest.mark.parametrize(
    ("content", "found"), [(PNG, "image/png"), (PDF, "application/pdf"), (OGG, "audio/ogg"), (b"\xff\xd8\xff" + PNG, "image/jpeg")]
)
def test_the_type_is_read_from_the_content(content: bytes, found: str) -> None:
    assert media_type(content) == found


@pytest.mark.parametrize("content", [b"MZ" + b"\0" * 60, b"PK\x03\x04" + b"\0" * 60, b"<html><script>", b"GIF89a" + b"\0" * 20])
def test_a_type_that_serves_nobody_is_refused(content: bytes) -> None:
    with pytest.raises(Rejected) as refused:
        media_type(content)
    assert refused.value.reason == "type"


async def test_a_file_is_kept_under_a_name_that_says_nothing(session: AsyncSession, here: Conversation) -> None:
    told = await receive(session, here.id, PDF)
    stored = (await session.scalars(select(Media))).one()
    assert told == {"id": str(stored.id), "type": "application/pdf"}
    assert stored.path == f"{here.id}/{stored.id}"
    assert (folder() / stored.path).read_bytes() == PDF
    assert stored.size == len(PDF)


@pytest.mark.parametrize(
    ("content", "reason"), [(None, "size"), (b"", "unreadable"), (b"plain words", "type")], ids=["large", "empty", "text"]
)
async def test_a_file_that_cannot_be_taken_is_refused_with_its_reason(
    session: AsyncSession, here: Conversation, content: bytes | None, reason: str
) -> None:
    with pytest.raises(Rejected) as refused:
        await receive(session, here.id, content)
    assert refused.value.reason == reason
    assert (await session.scalars(select(Media))).all() == []


async def test_a_refusal_is_answered_at_once_and_the_words_beside_the_file_are_kept(
    session: AsyncSession, here: Conversation
) -> None:
    message = await reject_upload(session, here, Posted("هذا العقد", None, "c1", File("a", b"x")), "type")
    kept = await session.get_one(Message, message)
    assert (kept.text, kept.state) == ("هذا العقد", MessageState.ANSWERED)
    replies = await replies_to(session, message)
    assert [reply.act for reply in replies or []] == ["attachment.rejected"]


async def test_a_repeat_of_a_refused_file_is_answered_once(session: AsyncSession, here: Conversation) -> None:
    posted = Posted(None, None, "c1", File("a", b"x"))
    first = await reject_upload(session, here, posted, "type")
    assert await reject_upload(session, here, posted, "type") == first
    assert len(await replies_to(session, first) or []) == 1
