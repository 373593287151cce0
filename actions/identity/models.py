"""What identity needs to remember: sealed values, sessions, codes, locks."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from uuid import UUID, uuid4

from sqlalchemy import CheckConstraint, ForeignKey, Index, SmallInteger, text
from sqlalchemy.orm import Mapped, mapped_column

from actions.contacts.models import Contact
from actions.database.base import Base, TimestampMixin
from actions.mandates.models import Mandate
from actions.people.models import Beneficiary


class VaultKind(StrEnum):
    """What a protected value is; the word in front of a reference."""

    ID = "id"
    BAD_ID = "badid"
    PHONE = "phone"
    IBAN = "iban"
    CODE = "code"


class Purpose(StrEnum):
    """What a one-time code opens; a code of one purpose opens nothing else."""

    SIGN_IN = "sign_in"
    MANDATE = "mandate"
    PHONE = "phone"


class IdentityLevel(StrEnum):
    """How sure it is that a conversation speaks for a person."""

    ONE_TIME_CODE = "one_time_code"
    NAFATH = "nafath"


class VaultEntry(TimestampMixin, Base):
    """A value that only the vault can read; everything else holds its reference."""

    __tablename__ = "vault_entries"
    __table_args__ = (
        CheckConstraint("ref ~ '^[a-z]+:[a-z2-7]{8}$' AND split_part(ref, ':', 1) = kind", name="ref"),
        Index(None, "expires_at"),
    )

    ref: Mapped[str] = mapped_column(primary_key=True)
    kind: Mapped[VaultKind]
    sealed: Mapped[bytes]
    fingerprint: Mapped[bytes] = mapped_column(unique=True)
    expires_at: Mapped[datetime | None]


class IdentitySession(TimestampMixin, Base):
    """That a conversation speaks for a verified person; one at a time a conversation. `mandate_id`: they speak of
    somebody else's file, under this mandate."""

    __tablename__ = "identity_sessions"
    __table_args__ = (
        Index(
            "uq_identity_sessions_current", "conversation_id", unique=True, postgresql_where=text("ended_at IS NULL")
        ),
        CheckConstraint("expires_at > started_at", name="expires_after_start"),
        Index(None, "beneficiary_id"),
        Index(None, "mandate_id"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    conversation_id: Mapped[UUID]
    beneficiary_id: Mapped[UUID] = mapped_column(ForeignKey(Beneficiary.id))
    level: Mapped[IdentityLevel]
    started_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    mandate_id: Mapped[UUID | None] = mapped_column(ForeignKey(Mandate.id))


class OneTimeCode(TimestampMixin, Base):
    """A code sent by SMS, as a hash; one live code for a person, purpose and conversation. It goes to the phone on file,
    except one that proves a phone: that goes to the phone which somebody named, whoever they are."""

    __tablename__ = "one_time_codes"
    __table_args__ = (
        Index(
            "uq_one_time_codes_live",
            "beneficiary_id",
            "purpose",
            "conversation_id",
            unique=True,
            postgresql_where=text("used_at IS NULL AND voided_at IS NULL"),
        ),
        Index(
            "uq_one_time_codes_live_phone",
            "conversation_id",
            unique=True,
            postgresql_where=text("purpose = 'phone' AND used_at IS NULL AND voided_at IS NULL"),
        ),
        CheckConstraint("attempts_left BETWEEN 0 AND 5", name="attempts_left"),
        CheckConstraint("(beneficiary_id IS NULL) = (purpose = 'phone')", name="subject"),
        Index(None, "conversation_id"),
        Index(None, "sent_to", "created_at"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    beneficiary_id: Mapped[UUID | None] = mapped_column(ForeignKey(Beneficiary.id))
    conversation_id: Mapped[UUID]
    purpose: Mapped[Purpose]
    code_hash: Mapped[bytes]
    sent_to: Mapped[UUID] = mapped_column(ForeignKey(Contact.id))
    expires_at: Mapped[datetime]
    attempts_left: Mapped[int] = mapped_column(SmallInteger)
    used_at: Mapped[datetime | None]
    voided_at: Mapped[datetime | None]


class IdentityLock(TimestampMixin, Base):
    """Wrong codes counted for what a code proves (an identity number, or a phone), in every conversation and channel, and
    until when it is locked. `fingerprint` is that number's."""

    __tablename__ = "identity_locks"
    __table_args__ = (CheckConstraint("failures >= 0", name="failures"),)

    fingerprint: Mapped[bytes] = mapped_column(primary_key=True)
    failures: Mapped[int] = mapped_column(SmallInteger, default=0)
    locked_until: Mapped[datetime | None]
