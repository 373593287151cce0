"""Decisions on entitlement with their reasons, and what was paid."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from enum import StrEnum
from uuid import UUID, uuid4

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from actions.database.base import Base, TimestampMixin, big_id, month
from actions.people.models import Beneficiary, Category


class DecisionStatus(StrEnum):
    ELIGIBLE = "eligible"
    INELIGIBLE = "ineligible"
    UNDER_REVIEW = "under_review"
    SUSPENDED = "suspended"


class ReasonCode(StrEnum):
    """Why a decision is what it is (law art. 9, 17)."""

    INCOME_ABOVE_MINIMUM = "income_above_minimum"
    ABSENCE_FROM_KINGDOM = "absence_from_kingdom"
    NATIONALITY = "nationality"
    IN_SHELTER = "in_shelter"
    ASSETS = "assets"
    DATA_INCORRECT = "data_incorrect"
    DATA_UPDATE_LATE = "data_update_late"
    PLAN_NOT_FOLLOWED = "plan_not_followed"
    WORK_REFUSED = "work_refused"
    WAIVER = "waiver"
    DEATH = "death"
    TRANSFERRED_GROUP = "transferred_group"


class PaymentReasonCode(StrEnum):
    """Why a payment differs from the one before."""

    EARNED_INCOME_ROSE = "earned_income_rose"
    EARNED_INCOME_FELL = "earned_income_fell"
    UNEARNED_INCOME_ROSE = "unearned_income_rose"
    UNEARNED_INCOME_FELL = "unearned_income_fell"
    DEPENDANT_ADDED = "dependant_added"
    DEPENDANT_REMOVED = "dependant_removed"
    PARAMETERS_CHANGED = "parameters_changed"
    SUSPENDED = "suspended"


class Decision(TimestampMixin, Base):
    """One decision on a beneficiary's entitlement; the current one is superseded by none.

    Amounts are SAR a month and null while under review. To replace a decision, point `superseded_by` of the
    old one at the new one's id first and insert the new one after: the reference is checked at the commit.
    """

    __tablename__ = "decisions"
    __table_args__ = (
        Index("uq_decisions_current", "beneficiary_id", unique=True, postgresql_where=text("superseded_by IS NULL")),
        CheckConstraint("status <> 'eligible' OR pension IS NOT NULL", name="eligible_has_pension"),
        CheckConstraint("superseded_by <> id", name="not_its_own_successor"),
        CheckConstraint("minimum >= 0 AND counted_income >= 0 AND pension >= 0", name="amounts"),
        Index(None, "beneficiary_id", "since"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    beneficiary_id: Mapped[UUID] = mapped_column(ForeignKey(Beneficiary.id))
    status: Mapped[DecisionStatus]
    since: Mapped[date]
    category: Mapped[Category | None]
    minimum: Mapped[Decimal | None]
    counted_income: Mapped[Decimal | None]
    pension: Mapped[Decimal | None]
    superseded_by: Mapped[UUID | None] = mapped_column(
        ForeignKey("decisions.id", deferrable=True, initially="DEFERRED"), unique=True
    )

    reasons: Mapped[list[DecisionReason]] = relationship(lazy="raise", order_by="DecisionReason.position")


class DecisionReason(TimestampMixin, Base):
    """One reason of a decision, in the order in which it is told."""

    __tablename__ = "decision_reasons"
    __table_args__ = (UniqueConstraint("decision_id", "position"), CheckConstraint("position >= 1", name="position"))

    decision_id: Mapped[UUID] = mapped_column(ForeignKey(Decision.id), primary_key=True)
    code: Mapped[ReasonCode] = mapped_column(primary_key=True)
    position: Mapped[int]


class Payment(TimestampMixin, Base):
    """The pension of one month, SAR."""

    __tablename__ = "payments"
    __table_args__ = (
        UniqueConstraint("beneficiary_id", "month"),
        month("month"),
        CheckConstraint("amount >= 0", name="amount"),
    )

    id: Mapped[int] = big_id()
    beneficiary_id: Mapped[UUID] = mapped_column(ForeignKey(Beneficiary.id))
    month: Mapped[date]
    amount: Mapped[Decimal]
    paid_on: Mapped[date]

    reasons: Mapped[list[PaymentReason]] = relationship(lazy="raise")


class PaymentReason(TimestampMixin, Base):
    """One reason why a payment differs from the one before it."""

    __tablename__ = "payment_reasons"

    payment_id: Mapped[int] = mapped_column(ForeignKey(Payment.id), primary_key=True)
    code: Mapped[PaymentReasonCode] = mapped_column(primary_key=True)
