"""The question whether a task went well, and its answer."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from actions.database.base import Base, TimestampMixin
from actions.people.models import Beneficiary


class Rating(TimestampMixin, Base):
    """`task` as the contract names it; `content` is None until somebody taps an answer."""

    __tablename__ = "ratings"
    __table_args__ = (Index(None, "beneficiary_id", "asked_at"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    beneficiary_id: Mapped[UUID] = mapped_column(ForeignKey(Beneficiary.id))
    task: Mapped[str]
    asked_at: Mapped[datetime]
    content: Mapped[bool | None]
    answered_at: Mapped[datetime | None]
