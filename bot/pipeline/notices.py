"""Notices that belong to this answer (a code by SMS) leave with it, in the same transaction."""

from __future__ import annotations

from sqlalchemy import select

from actions import clock
from actions.contacts.models import Notice, NoticeState
from bot.delivery.notices import dispatch_notice
from bot.pipeline.context import Turn


async def dispatch(turn: Turn) -> None:
    due = select(Notice).where(
        Notice.cause == turn.message.id, Notice.state == NoticeState.PENDING, Notice.due_at <= clock.now()
    )
    for notice in await turn.session.scalars(due.with_for_update(skip_locked=True)):
        await dispatch_notice(turn.session, notice, turn.language)
