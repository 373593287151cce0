"""From a notice (an act for a contact) to a delivery (a text for a provider)."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from actions import clock
from actions.contacts.models import Contact, Notice, NoticeState
from actions.database.engine import transaction
from bot.channels.capabilities import of_channel
from bot.conversations.models import Delivery, Language
from bot.render import render


async def dispatch_notice(session: AsyncSession, notice: Notice, language: Language | None = None) -> None:
    """Renders the notice for the channel of its contact and lays it out for sending, in the caller's transaction."""
    contact = await session.get_one(Contact, notice.contact_id)
    message = {"act": notice.act, "data": notice.data}
    rendered = render(message, (language or Language(notice.language)).value, of_channel(str(contact.channel)))
    session.add(
        Delivery(notice_id=notice.id, contact_id=contact.id, channel=contact.channel, text=rendered.text)
    )
    notice.state = NoticeState.DISPATCHED


async def dispatch_one_due() -> bool:
    """Dispatches the oldest notice whose time has come and that belongs to no open answer; False when there is none."""
    async with transaction() as session:
        due = (
            select(Notice)
            .where(Notice.state == NoticeState.PENDING, Notice.due_at <= clock.now(), Notice.cause.is_(None))
            .order_by(Notice.due_at)
            .limit(1)
            .with_for_update(skip_locked=True)
        )
        notice = await session.scalar(due)
        if notice is None:
            return False
        await dispatch_notice(session, notice)
        return True
