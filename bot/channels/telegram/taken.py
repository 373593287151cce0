"""Each update is taken once, however often and however many at a time Telegram brings it."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from sqlalchemy import delete, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from actions import clock
from actions.database.engine import transaction
from bot.channels.telegram.client import bot_id
from bot.channels.telegram.models import TelegramUpdate
from bot.conversations.models import Message

KEPT = timedelta(days=7)


async def note(session: AsyncSession, update_id: int) -> TelegramUpdate | None:
    """The update as a row of this transaction; None when another one has taken it (waiting for its end, if it is at it)."""
    row = insert(TelegramUpdate).values(bot_id=bot_id(), update_id=update_id).on_conflict_do_nothing()
    if (await session.execute(row.returning(TelegramUpdate.update_id))).scalar_one_or_none() is None:
        return None
    return await session.get_one(TelegramUpdate, (bot_id(), update_id))


async def message_of(session: AsyncSession, contact: UUID, chat_message: int) -> Message | None:
    """Our row of a person's message by Telegram's number of it; the newest where it was changed before."""
    return await session.scalar(
        select(Message)
        .join(TelegramUpdate, TelegramUpdate.message_id == Message.id)
        .where(TelegramUpdate.contact_id == contact, TelegramUpdate.chat_message == chat_message)
        .where(TelegramUpdate.bot_id == bot_id())
        .order_by(Message.id.desc())
        .limit(1)
    )


async def forget_old() -> int:
    """Deletes what no update and no edit can refer to any more; how many rows went."""
    async with transaction() as session:
        old = delete(TelegramUpdate).where(TelegramUpdate.created_at < clock.now() - KEPT)
        return len((await session.execute(old.returning(TelegramUpdate.update_id))).all())
