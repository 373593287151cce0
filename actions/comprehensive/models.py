"""Requests for the comprehensive service."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from uuid import UUID, uuid4

from sqlalchemy import CheckConstraint, ForeignKey, Index, SmallInteger, text
from sqlalchemy.orm import Mapped, mapped_column

from actions.database.base import Base, TimestampMixin
from actions.people.models import Beneficiary

SELF = "self"
"""The request is for the one who makes it."""


OTHER = "other"
"""It is for somebody who is no relative."""


class ComprehensiveStatus(StrEnum):
    RECEIVED = "received"
    DONE = "done"
    WITHDRAWN = "withdrawn"


class ComprehensiveRequest(TimestampMixin, Base):
    """What was told about whom the service is for; one open request a person who asks and relative."""

    __tablename__ = "comprehensive_requests"
    __table_args__ = (
        CheckConstraint(r"reference ~ '^CMS-\d{4}-\d{6,}$'", name="reference"),
        CheckConstraint("age >= 0 AND adults >= 0", name="numbers"),
        Index(
            "uq_comprehensive_requests_open",
            "beneficiary_id",
            "relation",
            unique=True,
            postgresql_where=text("status = 'received'"),
        ),
        Index(None, "beneficiary_id"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    reference: Mapped[str] = mapped_column(unique=True)
    beneficiary_id: Mapped[UUID] = mapped_column(ForeignKey(Beneficiary.id))
    relation: Mapped[str]
    age: Mapped[int | None] = mapped_column(SmallInteger)
    disability: Mapped[bool | None]
    adults: Mapped[int | None] = mapped_column(SmallInteger)
    status: Mapped[ComprehensiveStatus]
    filed_at: Mapped[datetime]
    idempotency_key: Mapped[str] = mapped_column(unique=True)
