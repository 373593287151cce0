"""Applications for the complementary benefits that are had by request."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from uuid import UUID, uuid4

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from actions.database.base import Base, TimestampMixin
from actions.eligibility.codes import BenefitCode
from actions.people.models import Beneficiary


class BenefitApplicationStatus(StrEnum):
    RECEIVED = "received"
    ACCEPTED = "accepted"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"


class BenefitApplication(TimestampMixin, Base):
    """Somebody's application; one open application a person and benefit. `details` in the person's own words."""

    __tablename__ = "benefit_applications"
    __table_args__ = (
        CheckConstraint(r"reference ~ '^BNF-\d{4}-\d{6,}$'", name="reference"),
        Index(
            "uq_benefit_applications_open",
            "beneficiary_id",
            "benefit",
            unique=True,
            postgresql_where=text("status = 'received'"),
        ),
        Index(None, "beneficiary_id"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    reference: Mapped[str] = mapped_column(unique=True)
    beneficiary_id: Mapped[UUID] = mapped_column(ForeignKey(Beneficiary.id))
    benefit: Mapped[BenefitCode]
    details: Mapped[str | None]
    status: Mapped[BenefitApplicationStatus]
    filed_at: Mapped[datetime]
    idempotency_key: Mapped[str] = mapped_column(unique=True)
