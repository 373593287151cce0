"""Documents that no case holds are forgotten after a day, with their files; all others stay."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from actions.benefits.models import DecisionStatus
from actions.cases.filing import Draft, file_case, keep_attachment
from actions.cases.models import Attachment, CaseKind
from actions.clock import FrozenClock
from bot.conversations.models import AnsweredBy, Conversation, Direction, Media, Message, MessageState
from bot.conversations.service import open_on_web
from bot.media import store
from bot.media.purging import forget_unclaimed_uploads
from tests.actions.people import decided, person

DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(store, "folder", lambda: tmp_path)
    monkeypatch.setattr("bot.media.purging.folder", lambda: tmp_path)
    return tmp_path


@pytest.fixture
async def chat(session: AsyncSession) -> UUID:
    return (await open_on_web(session)).id


async def sent(
    session: AsyncSession,
    chat: UUID,
    when: datetime,
    *,
    media_type: str = "image/png",
    direction: Direction = Direction.IN,
) -> tuple[Media, Message, UUID]:
    """A file as it comes with a message, and what is remembered of it."""
    item = await store.keep(session, chat, b"content", media_type)
    media = await session.get_one(Media, UUID(item["id"]))
    media.created_at = when
    inbound = direction is Direction.IN
    message = Message(
        conversation_id=chat,
        direction=direction,
        state=MessageState.ANSWERED if inbound else MessageState.SENT,
        act=None if inbound else "card.status",
        text="",
        media=[item],
    )
    session.add(message)
    await session.flush()
    kept = await keep_attachment(
        session, message=message.id, path=media.path, media_type=media_type, size=media.size, sha256=media.sha256
    )
    await session.commit()
    return media, message, kept


async def count(session: AsyncSession, table: type) -> int:
    await session.rollback()
    return (await session.scalar(select(func.count()).select_from(table))) or 0


async def test_a_document_that_nobody_put_to_a_case_goes_after_a_day(
    session: AsyncSession, clock: FrozenClock, chat: UUID, files: Path
) -> None:
    media, message, _ = await sent(session, chat, clock.now())
    path, message_id = files / media.path, message.id
    clock.advance(DAY - timedelta(minutes=1))
    assert await forget_unclaimed_uploads() == 0
    assert path.exists()
    clock.advance(timedelta(minutes=2))
    assert await forget_unclaimed_uploads() == 1
    assert not path.exists()
    assert (await count(session, Media), await count(session, Attachment)) == (0, 0)
    assert (await session.get_one(Message, message_id)).media == []
    assert await forget_unclaimed_uploads() == 0


async def test_what_a_case_holds_stays(session: AsyncSession, clock: FrozenClock, chat: UUID, files: Path) -> None:
    media, _, kept = await sent(session, chat, clock.now())
    path = files / media.path
    noura = await person(session)
    await decided(session, noura, DecisionStatus.INELIGIBLE, date(2026, 11, 12))
    draft = Draft(CaseKind.OBJECTION, None, None, "كلام", conversation=chat, attachments=(kept,))
    await file_case(session, noura, draft, "k", clock.now())
    await session.commit()
    clock.advance(2 * DAY)
    assert await forget_unclaimed_uploads() == 0
    assert path.exists()


@pytest.mark.parametrize(
    ("media_type", "direction"), [("audio/ogg", Direction.IN), ("image/png", Direction.OUT)], ids=["voice", "our own picture"]
)
async def test_voices_and_our_own_pictures_are_no_documents(
    session: AsyncSession, clock: FrozenClock, chat: UUID, media_type: str, direction: Direction
) -> None:
    await sent(session, chat, clock.now(), media_type=media_type, direction=direction)
    clock.advance(2 * DAY)
    assert await forget_unclaimed_uploads() == 0


async def test_a_person_who_answers_still_finds_the_document(session: AsyncSession, clock: FrozenClock, chat: UUID) -> None:
    await sent(session, chat, clock.now())
    conversation = await session.get_one(Conversation, chat)
    conversation.answered_by, conversation.agent_name = AnsweredBy.PERSON, "هدى"
    await session.commit()
    clock.advance(2 * DAY)
    assert await forget_unclaimed_uploads() == 0


async def test_a_file_that_is_gone_already_keeps_no_row(
    session: AsyncSession, clock: FrozenClock, chat: UUID, files: Path
) -> None:
    media, _, _ = await sent(session, chat, clock.now())
    (files / media.path).unlink()
    clock.advance(2 * DAY)
    assert await forget_unclaimed_uploads() == 1
    assert await count(session, Media) == 0
