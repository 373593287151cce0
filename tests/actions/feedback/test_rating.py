"""Asking seldom whether a task went well."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

from sqlalchemy.ext.asyncio import AsyncSession

from actions.feedback import service
from actions.feedback.models import Rating
from tests.actions.people import person
from tests.conftest import NOW


async def test_nobody_is_asked_twice_within_thirty_days(session: AsyncSession) -> None:
    noura = await person(session)
    assert await service.ask(session, noura, "file_complaint", NOW) is not None
    assert await service.ask(session, noura, "book_consultation", NOW + timedelta(days=29)) is None
    assert await service.ask(session, noura, "book_consultation", NOW + timedelta(days=31)) is not None


async def test_the_last_tap_counts_and_a_late_one_does_not(session: AsyncSession) -> None:
    noura = await person(session)
    asked = await service.ask(session, noura, "file_complaint", NOW)
    assert asked is not None
    assert await service.answer(session, asked, content=True, now=NOW)
    assert await service.answer(session, asked, content=False, now=NOW + timedelta(hours=1))
    assert not await service.answer(session, asked, content=True, now=NOW + timedelta(days=3))
    rating = await session.get(Rating, asked)
    assert rating is not None
    assert rating.content is False
    assert rating.answered_at == NOW + timedelta(hours=1)


async def test_an_answer_to_a_question_that_was_never_put_is_not_kept(session: AsyncSession) -> None:
    assert not await service.answer(session, uuid4(), content=True, now=NOW)
