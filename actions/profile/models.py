"""Changes that people reported, what they asked about their own data, and which notices they want."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from uuid import UUID, uuid4

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from actions.contacts.models import Contact
from actions.database.base import Base, TimestampMixin
from actions.people.models import Beneficiary


class ChangeKind(StrEnum):
    """What changes in life must or may be reported, by the codes of the contract."""

    INCOME = "income"
    JOB = "job"
    MARRIAGE = "marriage"
    DIVORCE = "divorce"
    BIRTH = "birth"
    DEATH = "death"
    ADDRESS = "address"
    PHONE = "phone"
    BANK_ACCOUNT = "bank_account"
    DEPENDANT_LEFT = "dependant_left"
    TRAVEL = "travel"
    DISABILITY = "disability"


class DataRequestKind(StrEnum):
    DELETION = "deletion"
    COPY = "copy"


class RequestStatus(StrEnum):
    """Received until an officer has dealt with it."""

    RECEIVED = "received"
    DONE = "done"


class NoticeKind(StrEnum):
    """What somebody may want to be told unasked."""

    PAYMENT = "payment"
    RESULTS = "results"
    CASE = "case"
    CARD = "card"
    APPOINTMENT = "appointment"


class ReportedChange(TimestampMixin, Base):
    """One change as it was told; an officer puts it into the file. `happened_on` where the day is known, `details` in the
    person's own words, `conversation_id` where it was told."""

    __tablename__ = "reported_changes"
    __table_args__ = (
        CheckConstraint(r"reference ~ '^CHG-\d{4}-\d{6,}$'", name="reference"),
        Index(None, "beneficiary_id"),
        CheckConstraint("(status = 'done') = (done_at IS NOT NULL)", name="done_at"),
        Index("ix_reported_changes_open", "reported_at", postgresql_where=text("status = 'received'")),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    reference: Mapped[str] = mapped_column(unique=True)
    beneficiary_id: Mapped[UUID] = mapped_column(ForeignKey(Beneficiary.id))
    kind: Mapped[ChangeKind]
    happened_on: Mapped[date | None]
    details: Mapped[str | None]
    status: Mapped[RequestStatus]
    reported_at: Mapped[datetime]
    idempotency_key: Mapped[str] = mapped_column(unique=True)
    conversation_id: Mapped[UUID | None]
    done_at: Mapped[datetime | None]


class DataRequest(TimestampMixin, Base):
    """A request under the Personal Data Protection Law; one open request a person and kind. `due_on`: the last day to
    answer it."""

    __tablename__ = "data_requests"
    __table_args__ = (
        CheckConstraint(r"reference ~ '^REQ-\d{4}-\d{6,}$'", name="reference"),
        Index(
            "uq_data_requests_open",
            "beneficiary_id",
            "kind",
            unique=True,
            postgresql_where=text("status = 'received'"),
        ),
        CheckConstraint("(status = 'done') = (done_at IS NOT NULL)", name="done_at"),
        Index(None, "beneficiary_id"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    reference: Mapped[str] = mapped_column(unique=True)
    beneficiary_id: Mapped[UUID] = mapped_column(ForeignKey(Beneficiary.id))
    kind: Mapped[DataRequestKind]
    status: Mapped[RequestStatus]
    requested_at: Mapped[datetime]
    due_on: Mapped[date]
    conversation_id: Mapped[UUID | None]
    done_at: Mapped[datetime | None]


class Subscription(TimestampMixin, Base):
    """Whether notices of a kind are wanted, as it was last said in a conversation; `contact_id` the address that was
    meant and `beneficiary_id` who had proved their identity there, where they are known. Without a row, what one
    has a part in oneself (a case, an appointment) is told, and nothing else."""

    __tablename__ = "subscriptions"
    __table_args__ = (Index(None, "contact_id"), Index(None, "beneficiary_id"))

    conversation_id: Mapped[UUID] = mapped_column(primary_key=True)
    kind: Mapped[NoticeKind] = mapped_column(primary_key=True)
    contact_id: Mapped[UUID | None] = mapped_column(ForeignKey(Contact.id))
    beneficiary_id: Mapped[UUID | None] = mapped_column(ForeignKey(Beneficiary.id))
    subscribed: Mapped[bool]
    changed_at: Mapped[datetime]
