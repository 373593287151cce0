"""The digital card."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from uuid import UUID, uuid4

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from actions.database.base import Base, TimestampMixin
from actions.people.models import Beneficiary


class CardStatus(StrEnum):
    ACTIVE = "active"
    SUSPENDED = "suspended"
    EXPIRED = "expired"
    UNDER_REVIEW = "under_review"
    NOT_ISSUED = "not_issued"


class Card(TimestampMixin, Base):
    """One person's card; `token` is the opaque text of its QR code, null until the card exists."""

    __tablename__ = "cards"
    __table_args__ = (
        CheckConstraint("status NOT IN ('active', 'expired') OR expires_on IS NOT NULL", name="has_expiry"),
        CheckConstraint("(status IN ('under_review', 'not_issued')) = (token IS NULL)", name="issued_has_token"),
        CheckConstraint("expires_on >= issued_on", name="expires_after_issue"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    beneficiary_id: Mapped[UUID] = mapped_column(ForeignKey(Beneficiary.id), unique=True)
    status: Mapped[CardStatus]
    issued_on: Mapped[date | None]
    expires_on: Mapped[date | None]
    token: Mapped[str | None] = mapped_column(unique=True)
