"""Calls that somebody of the staff has to make."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from uuid import UUID, uuid4

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from actions.contacts.models import Contact
from actions.database.base import Base, TimestampMixin
from actions.people.models import Beneficiary


class PartOfDay(StrEnum):
    """When somebody wants to be called."""

    MORNING = "morning"
    AFTERNOON = "afternoon"
    ANY = "any"


class Callback(TimestampMixin, Base):
    """A call to make between two moments of working hours; `reference` names what it is about."""

    __tablename__ = "callbacks"
    __table_args__ = (
        CheckConstraint("due_until > due_from", name="due"),
        Index(None, "beneficiary_id"),
        Index(None, "contact_id"),
        Index("ix_callbacks_open", "due_from", postgresql_where=text("done_at IS NULL")),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    reference: Mapped[str] = mapped_column(unique=True)
    beneficiary_id: Mapped[UUID] = mapped_column(ForeignKey(Beneficiary.id))
    contact_id: Mapped[UUID] = mapped_column(ForeignKey(Contact.id))
    part: Mapped[PartOfDay]
    due_from: Mapped[datetime]
    due_until: Mapped[datetime]
    done_at: Mapped[datetime | None]
