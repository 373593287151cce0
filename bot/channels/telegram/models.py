"""Which updates were taken, and what became of them."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import BigInteger, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from actions.contacts.models import Contact
from actions.database.base import Base, TimestampMixin
from bot.conversations.models import Message


class TelegramUpdate(TimestampMixin, Base):
    """An update that was taken, so that it is taken once. `chat_message` is Telegram's number of the person's message in
    their chat with the bot, `message_id` our row of it: by them an edit finds what it changes. Kept for a week: longer than
    Telegram repeats an update (a day) or lets a message be changed (two days)."""

    __tablename__ = "telegram_updates"
    __table_args__ = (Index(None, "contact_id", "chat_message"), Index(None, "message_id"), Index(None, "created_at"))

    bot_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    update_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    contact_id: Mapped[UUID | None] = mapped_column(ForeignKey(Contact.id))
    chat_message: Mapped[int | None] = mapped_column(BigInteger)
    message_id: Mapped[int | None] = mapped_column(ForeignKey(Message.id))
