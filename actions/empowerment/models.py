"""The empowerment plan of a person and its tasks."""

from __future__ import annotations

from datetime import date
from uuid import UUID, uuid4

from sqlalchemy import CheckConstraint, ForeignKey, Index, SmallInteger, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from actions.database.base import Base, TimestampMixin
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
