"""Which notices have been told."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Mapped, mapped_column

from actions.database.base import Base, TimestampMixin
from actions.profile.models import NoticeKind


class ToldNotice(TimestampMixin, Base):
    """One notice of one kind and period (a month, the end of a card) to one recipient: told once, whatever happens.

    `recipient` is a beneficiary; of whoever never proved their identity the contact, or else the conversation.
    """

    __tablename__ = "told_notices"

    recipient: Mapped[UUID] = mapped_column(primary_key=True)
    kind: Mapped[NoticeKind] = mapped_column(primary_key=True)
    period: Mapped[str] = mapped_column(primary_key=True)
    told_at: Mapped[datetime]
