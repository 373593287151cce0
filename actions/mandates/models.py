"""Mandates of carers."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from uuid import UUID, uuid4

from sqlalchemy import CheckConstraint, ForeignKey, Index, Text, text
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Mapped, mapped_column

from actions.database.base import Base, TimestampMixin
from actions.people.models import Beneficiary, Relation


class Scope(StrEnum):
    """What a mandate may allow; which services each takes in stands in `scopes.yaml`."""

    STATUS = "status"
    APPOINTMENTS = "appointments"
    CASES = "cases"
    REQUESTS = "requests"


class EndedBy(StrEnum):
    """Who ended a mandate before its time; `replaced`: the same carer was appointed anew."""

    PERSON = "person"
    CARER = "carer"
    REPLACED = "replaced"


class Mandate(TimestampMixin, Base):
    """That a beneficiary lets the holder of an identity number act for them, until the end of a day.

    The carer is known by the keyed hash of their number alone: appointing somebody tells nobody whether they are on
    file. `relation`: what the carer is to the beneficiary, in the beneficiary's own words.
    """

    __tablename__ = "mandates"
    __table_args__ = (
        CheckConstraint(r"reference ~ '^MND-\d{4}-\d{6,}$'", name="reference"),
        CheckConstraint("octet_length(carer_fingerprint) = 32", name="carer_fingerprint"),
        CheckConstraint(
            "cardinality(scopes) > 0 AND scopes <@ ARRAY['status', 'appointments', 'cases', 'requests']", name="scopes"
        ),
        CheckConstraint("(ended_at IS NULL) = (ended_by IS NULL)", name="ended"),
        Index(
            "uq_mandates_open",
            "beneficiary_id",
            "carer_fingerprint",
            unique=True,
            postgresql_where=text("ended_at IS NULL"),
        ),
        Index("ix_mandates_carer", "carer_fingerprint", postgresql_where=text("ended_at IS NULL")),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    reference: Mapped[str] = mapped_column(unique=True)
    beneficiary_id: Mapped[UUID] = mapped_column(ForeignKey(Beneficiary.id))
    carer_fingerprint: Mapped[bytes]
    carer_masked: Mapped[str]
    relation: Mapped[Relation]
    scopes: Mapped[list[str]] = mapped_column(ARRAY(Text))
    confirmed_at: Mapped[datetime]
    ends_on: Mapped[date]
    ended_at: Mapped[datetime | None]
    ended_by: Mapped[EndedBy | None]
    idempotency_key: Mapped[str] = mapped_column(unique=True)

    def allows(self, scope: Scope | None) -> bool:
        """Whether this is among what the carer may do; what is in no scope never is."""
        return scope is not None and scope in self.scopes
