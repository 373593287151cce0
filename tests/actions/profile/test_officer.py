"""Whoever keeps the files: a change or a request is marked as dealt with once, and the person is told by day."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from actions.contacts.models import Notice
from actions.database.audit import AuditEntry
from actions.profile import changes, own_data
from actions.profile.models import ChangeKind, DataRequestKind, RequestStatus
from actions.profile.officer import AlreadyDone, Dealing, UnknownRequest, finish
from tests.actions.people import person
from tests.conftest import NOW

CONVERSATION = uuid4()
BY_HUDA = Dealing("huda")


async def reported(session: AsyncSession, head: UUID) -> str:
    day = NOW.date() - timedelta(days=3)
    made = await changes.report(session, head, ChangeKind.BIRTH, day, None, "k", NOW, CONVERSATION)
    return made.reference


async def notices(session: AsyncSession) -> list[Notice]:
    return list(await session.scalars(select(Notice)))


async def test_a_change_that_was_entered_is_told_where_it_was_reported(session: AsyncSession) -> None:
    reference = await reported(session, await person(session))
    told = await finish(session, reference, Dealing("huda", note="أضفنا المولود"), NOW)
    assert (told.status, told.done_at) == (RequestStatus.DONE, NOW)
    (notice,) = await notices(session)
    assert (notice.act, notice.conversation_id, notice.unasked) == ("change.done", CONVERSATION, False)
    assert notice.data == {
        "reference": reference,
        "kind": "birth",
        "date": (NOW.date() - timedelta(days=3)).isoformat(),
        "note": "أضفنا المولود",
    }
    assert await changes.to_enter(session) == []


async def test_who_dealt_with_it_is_on_record(session: AsyncSession) -> None:
    reference = await reported(session, await person(session))
    await finish(session, reference, BY_HUDA, NOW)
    entry = await session.scalar(select(AuditEntry).where(AuditEntry.kind == "change.done"))
    assert entry is not None
    assert (entry.actor, entry.data) == ("officer:huda", {"reference": reference})


@pytest.mark.parametrize("kind", DataRequestKind)
async def test_a_request_about_data_is_answered_and_may_be_made_again(
    session: AsyncSession, kind: DataRequestKind
) -> None:
    head = await person(session)
    made = await own_data.request(session, head, kind, NOW, CONVERSATION)
    await finish(session, made.reference, BY_HUDA, NOW)
    (notice,) = await notices(session)
    assert (notice.act, notice.data["kind"], notice.conversation_id) == ("data.request_done", kind, CONVERSATION)
    assert (await own_data.request(session, head, kind, NOW)).reference != made.reference


async def test_nothing_is_dealt_with_twice_and_nobody_told_twice(session: AsyncSession) -> None:
    reference = await reported(session, await person(session))
    await finish(session, reference, BY_HUDA, NOW)
    with pytest.raises(AlreadyDone, match=reference):
        await finish(session, reference, BY_HUDA, NOW)
    assert len(await notices(session)) == 1


async def test_a_reference_that_nobody_gave_out(session: AsyncSession) -> None:
    with pytest.raises(UnknownRequest, match="CHG-1448-999999"):
        await finish(session, "CHG-1448-999999", BY_HUDA, NOW)


@pytest.mark.parametrize(("at_once", "hour", "told_at"), [(False, 23, 9), (True, 23, 23), (False, 12, 12)])
async def test_nobody_is_written_to_at_night_unless_they_wait_for_it(
    session: AsyncSession, at_once: bool, hour: int, told_at: int
) -> None:
    now = NOW.replace(hour=hour)
    reference = await reported(session, await person(session))
    await finish(session, reference, Dealing("huda", at_once=at_once), now)
    (notice,) = await notices(session)
    assert notice.due_at.hour == told_at
    assert notice.due_at >= now
