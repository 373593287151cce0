"""Taking a conversation along to another contact of the same person: where the dialogue stands, and the proof of identity."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from actions.contacts import linking, wishes
from actions.dialogue.tasks import TASKS
from actions.identity.sessions import carry_session
from bot.conversations.models import DialogueTracker


async def carry_over(session: AsyncSession, source: UUID, target: UUID, beneficiary: UUID, now: datetime) -> None:
    """Lets `target` go on where `source` stands, the identity of the beneficiary included as long as it is proved there."""
    tracker = await session.get(DialogueTracker, source)
    if tracker is not None:
        row = insert(DialogueTracker).values(conversation_id=target, version=1, events=tracker.events)
        later = {"version": DialogueTracker.version + 1, "events": row.excluded.events, "updated_at": now}
        await session.execute(row.on_conflict_do_update(index_elements=["conversation_id"], set_=later))
    if await carry_session(session, beneficiary, source, target, now):
        contact = await linking.proved(session, beneficiary, target, now)
        if contact is not None:
            await wishes.follow(session, beneficiary, contact, now)


async def open_task(session: AsyncSession, conversation: UUID) -> str | None:
    """The intent that opens the task in hand; None where there is none."""
    events = await session.scalar(select(DialogueTracker.events).where(DialogueTracker.conversation_id == conversation))
    form = next((event.get("name") for event in reversed(events or []) if event.get("event") == "active_loop"), None)
    return next((task.name for task in TASKS if task.form == form), None)
