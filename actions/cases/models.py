"""Objections and complaints, what happened to them, what was attached."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from actions.benefits.models import Decision
from actions.database.base import Base, TimestampMixin, big_id
from actions.people.models import Beneficiary


class CaseKind(StrEnum):
    OBJECTION = "objection"
    COMPLAINT = "complaint"


class CaseStatus(StrEnum):
    RECEIVED = "received"
    UNDER_STUDY = "under_study"
    MORE_INFO_NEEDED = "more_info_needed"
    ACCEPTED = "accepted"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"
    CLOSED = "closed"

    @property
    def is_open(self) -> bool:
        """Whether somebody still has to decide."""
        return self in (CaseStatus.RECEIVED, CaseStatus.UNDER_STUDY, CaseStatus.MORE_INFO_NEEDED)


class CaseEventKind(StrEnum):
    FILED = "filed"
    STATUS_CHANGED = "status_changed"
    DETAILS_ADDED = "details_added"
    ATTACHMENT_ADDED = "attachment_added"
    WITHDRAWN = "withdrawn"
    REOPENED = "reopened"


class Wording(StrEnum):
    """Whose words an objection is in: the offered ones, made of the decision and what the person told, or theirs alone."""

    OFFERED = "offered"
    OWN = "own"


_OPEN = "status IN ('received', 'under_study', 'more_info_needed')"


class Case(TimestampMixin, Base):
    """A matter filed by a person. `details` is redacted already; `idempotency_key` is the message that filed it.

    `conversation_id` is where the person last did something about it: what becomes of it is told there.
    """

    __tablename__ = "cases"
    __table_args__ = (
        CheckConstraint(r"reference ~ '^(OBJ|CMP)-\d{4}-\d{6,}$'", name="reference"),
        CheckConstraint("kind <> 'objection' OR decision_id IS NOT NULL", name="objection_has_decision"),
        Index(
            "uq_cases_open_objection",
            "decision_id",
            unique=True,
            postgresql_where=text(f"kind = 'objection' AND {_OPEN}"),
        ),
        Index(None, "beneficiary_id", "filed_at"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    reference: Mapped[str] = mapped_column(unique=True)
    kind: Mapped[CaseKind]
    beneficiary_id: Mapped[UUID] = mapped_column(ForeignKey(Beneficiary.id))
    decision_id: Mapped[UUID | None] = mapped_column(ForeignKey(Decision.id))
    category: Mapped[str]
    reason: Mapped[str | None]
    details: Mapped[str]
    status: Mapped[CaseStatus]
    filed_at: Mapped[datetime]
    respond_by: Mapped[date | None]
    idempotency_key: Mapped[str] = mapped_column(unique=True)
    wording: Mapped[Wording] = mapped_column(default=Wording.OWN, server_default=text("'own'"))
    conversation_id: Mapped[UUID | None]

    events: Mapped[list[CaseEvent]] = relationship(lazy="raise", order_by="CaseEvent.id")
    attachments: Mapped[list[Attachment]] = relationship(lazy="raise")


class CaseEvent(TimestampMixin, Base):
    """Something that happened to a case. Append-only: the database refuses to change or delete it."""

    __tablename__ = "case_events"
    __table_args__ = (Index(None, "case_id", "id"),)

    id: Mapped[int] = big_id()
    case_id: Mapped[UUID] = mapped_column(ForeignKey(Case.id))
    kind: Mapped[CaseEventKind]
    at: Mapped[datetime]
    actor: Mapped[str]
    data: Mapped[dict[str, Any]] = mapped_column(default=dict)


class Attachment(TimestampMixin, Base):
    """A document a person sent; `media_path` is below DATA_DIR/media, `size` in bytes."""

    __tablename__ = "attachments"
    __table_args__ = (
        CheckConstraint("size >= 0", name="size"),
        CheckConstraint("octet_length(sha256) = 32", name="sha256"),
        Index(None, "case_id"),
        Index(None, "message_id"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    case_id: Mapped[UUID | None] = mapped_column(ForeignKey(Case.id))
    message_id: Mapped[int | None] = mapped_column(BigInteger)
    media_path: Mapped[str]
    media_type: Mapped[str]
    size: Mapped[int]
    sha256: Mapped[bytes]
