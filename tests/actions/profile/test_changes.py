"""Reported changes: recorded once, seen by officers, with the law's period."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from actions.database.audit import AuditEntry
from actions.database.references import is_reference
from actions.profile import changes
from actions.profile.models import ChangeKind, ReportedChange
from tests.actions.people import person
from tests.conftest import NOW

TODAY = NOW.date()


async def test_a_change_is_recorded_once_for_its_message(session: AsyncSession) -> None:
    head = await person(session)
    made = [
        await changes.report(session, head, ChangeKind.JOB, TODAY, "توظف ولدي براتب 4000", "a:1", NOW) for _ in range(2)
    ]
    assert made[0].reference == made[1].reference
    assert made[0].reference.startswith("CHG-")
    assert is_reference(made[0].reference)
    assert await session.scalar(select(func.count()).select_from(ReportedChange)) == 1
    told = select(func.count()).where(AuditEntry.subject == head, AuditEntry.kind == "change.reported")
    assert await session.scalar(told) == 1


async def test_officers_see_what_is_to_be_entered(session: AsyncSession) -> None:
    head = await person(session)
    await changes.report(session, head, ChangeKind.BIRTH, TODAY, None, "a:1", NOW)
    await changes.report(session, head, ChangeKind.TRAVEL, TODAY, "سافرت للعلاج", "a:2", NOW + timedelta(minutes=1))
    listed = await changes.to_enter(session)
    assert [(one.kind, one.details) for one in listed] == [
        (ChangeKind.BIRTH, None),
        (ChangeKind.TRAVEL, "سافرت للعلاج"),
    ]


async def test_what_has_not_happened_is_not_recorded(session: AsyncSession) -> None:
    head = await person(session)
    with pytest.raises(ValueError, match="has not come"):
        await changes.report(session, head, ChangeKind.JOB, TODAY + timedelta(days=1), None, "a:1", NOW)


def test_the_duty_ends_after_fifteen_working_days() -> None:
    # Sunday to Thursday: three weeks without a holiday.
    assert changes.report_by(date(2026, 10, 25)) == date(2026, 11, 15)
