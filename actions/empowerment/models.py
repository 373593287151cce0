"""The empowerment plan of a person with its tasks, what the paths offer, and who applied for it."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from uuid import UUID, uuid4

from sqlalchemy import CheckConstraint, ForeignKey, Index, SmallInteger, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from actions.database.base import REGIONS, Base, TimestampMixin, one_of
from actions.people.models import Beneficiary


class Plan(TimestampMixin, Base):
    """A plan agreed by both sides (law art. 1(17)); a person has one active plan at most. `stage` of five."""

    __tablename__ = "plans"
    __table_args__ = (
        CheckConstraint("stage BETWEEN 1 AND 5", name="stage"),
        Index("uq_plans_active", "beneficiary_id", unique=True, postgresql_where=text("active")),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    beneficiary_id: Mapped[UUID] = mapped_column(ForeignKey(Beneficiary.id))
    stage: Mapped[int] = mapped_column(SmallInteger)
    agreed_on: Mapped[date]
    active: Mapped[bool] = mapped_column(default=True)

    tasks: Mapped[list[PlanTask]] = relationship(lazy="raise", order_by="PlanTask.position")


class PlanTask(TimestampMixin, Base):
    """One step of a plan; `title_key` names its sentence in the catalogues."""

    __tablename__ = "plan_tasks"
    __table_args__ = (CheckConstraint("position >= 1", name="position"),)

    plan_id: Mapped[UUID] = mapped_column(ForeignKey(Plan.id), primary_key=True)
    position: Mapped[int] = mapped_column(SmallInteger, primary_key=True)
    title_key: Mapped[str]
    done: Mapped[bool] = mapped_column(default=False)


class PathKind(StrEnum):
    """What a path leads to, by the codes of the contract."""

    TRAINING = "training"
    EMPLOYMENT = "employment"
    PROJECT = "project"


class ApplicationStatus(StrEnum):
    RECEIVED = "received"
    ACCEPTED = "accepted"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"


class Opportunity(TimestampMixin, Base):
    """A course, a job or a programme for one's own project. Without a region it is offered everywhere; `is_sample`: an
    example, because the partners publish no catalogue."""

    __tablename__ = "opportunities"
    __table_args__ = (
        one_of("region", REGIONS),
        Index(None, "kind", "interest"),
    )

    code: Mapped[str] = mapped_column(primary_key=True)
    kind: Mapped[PathKind]
    interest: Mapped[str]
    region: Mapped[str | None]
    remote: Mapped[bool]
    title_ar: Mapped[str]
    title_en: Mapped[str]
    open: Mapped[bool] = mapped_column(default=True)
    is_sample: Mapped[bool]


class PathApplication(TimestampMixin, Base):
    """Somebody's application; one open application a person and opportunity."""

    __tablename__ = "path_applications"
    __table_args__ = (
        CheckConstraint(r"reference ~ '^PTH-\d{4}-\d{6,}$'", name="reference"),
        Index(
            "uq_path_applications_open",
            "beneficiary_id",
            "opportunity_code",
            unique=True,
            postgresql_where=text("status = 'received'"),
        ),
        Index(None, "beneficiary_id"),
        Index(None, "opportunity_code"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    reference: Mapped[str] = mapped_column(unique=True)
    beneficiary_id: Mapped[UUID] = mapped_column(ForeignKey(Beneficiary.id))
    opportunity_code: Mapped[str] = mapped_column(ForeignKey(Opportunity.code))
    status: Mapped[ApplicationStatus]
    filed_at: Mapped[datetime]
    idempotency_key: Mapped[str] = mapped_column(unique=True)

    opportunity: Mapped[Opportunity] = relationship(lazy="raise")
