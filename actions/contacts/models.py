"""Where people can be reached, and what is to be told to them outside of an answer."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    ForeignKey,
    Index,
    UniqueConstraint,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column

from actions.database.base import Base, TimestampMixin, big_id, one_of
from actions.people.models import Beneficiary


class Channel(StrEnum):
    """The names under which channels are stored; what a channel can do is asked of the channel itself."""

    SMS = "sms"
    WHATSAPP = "whatsapp"
    TELEGRAM = "telegram"
    PHONE = "phone"
    WEB = "web"


class NoticeState(StrEnum):
    PENDING = "pending"
    DISPATCHED = "dispatched"
    DEAD = "dead"


class Contact(TimestampMixin, Base):
    """One address on one channel: a phone (E.164), a provider's own id in place of it, or both.

    The phone on file of a beneficiary is a contact of channel `sms` that is verified and held by them. `opted_out_at`: since
    when nothing unasked is wanted; `unreachable_at`: since when the provider lets nothing through. `sender`: the address of
    ours that they wrote to last, from which they are answered.
    """

    __tablename__ = "contacts"
    __table_args__ = (
        UniqueConstraint("channel", "address_fingerprint"),
        UniqueConstraint("channel", "provider_id_fingerprint"),
        CheckConstraint(
            "channel = 'web' OR address_fingerprint IS NOT NULL OR provider_id_fingerprint IS NOT NULL",
            name="reachable",
        ),
        CheckConstraint("(address_fingerprint IS NULL) = (address_sealed IS NULL)", name="address"),
        CheckConstraint("(provider_id_fingerprint IS NULL) = (provider_id_sealed IS NULL)", name="provider_id"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    channel: Mapped[Channel]
    address_fingerprint: Mapped[bytes | None]
    address_sealed: Mapped[bytes | None]
    provider_id_fingerprint: Mapped[bytes | None]
    provider_id_sealed: Mapped[bytes | None]
    verified_at: Mapped[datetime | None]
    opted_out_at: Mapped[datetime | None]
    unreachable_at: Mapped[datetime | None]
    sender: Mapped[str | None]


class Consent(StrEnum):
    """What somebody, or a provider in their name, said about being written to."""

    GIVEN = "given"
    WITHDRAWN = "withdrawn"


class ConsentSource(StrEnum):
    """How it became known."""

    WORD = "word"
    """A word such as STOP, the whole message."""
    REQUEST = "request"
    """A request in the conversation."""
    PROVIDER = "provider"
    """The provider said so: the person blocked or unblocked us there, or sent the provider's own word."""


class ConsentEvent(TimestampMixin, Base):
    """One line of the ledger of consent: never changed and never deleted while the contact is kept."""

    __tablename__ = "consent_events"
    __table_args__ = (Index(None, "contact_id", "id"),)

    id: Mapped[int] = big_id()
    contact_id: Mapped[UUID] = mapped_column(ForeignKey(Contact.id))
    consent: Mapped[Consent]
    source: Mapped[ConsentSource]
    at: Mapped[datetime]


class ContactHolder(TimestampMixin, Base):
    """That a contact reaches a person; several people may share a phone."""

    __tablename__ = "contact_holders"
    __table_args__ = (Index(None, "beneficiary_id"),)

    contact_id: Mapped[UUID] = mapped_column(ForeignKey(Contact.id), primary_key=True)
    beneficiary_id: Mapped[UUID] = mapped_column(ForeignKey(Beneficiary.id), primary_key=True)


class Notice(TimestampMixin, Base):
    """An act to be told outside of an answer: a code, a reminder. `cause` is the inbound message that made it.

    It goes into the conversation where there is one, and to the contact where the conversation does not reach the
    person by itself. `unasked`: it is not sent to a contact that has opted out.
    """

    __tablename__ = "notices"
    __table_args__ = (
        one_of("language", ("ar", "en")),
        CheckConstraint("contact_id IS NOT NULL OR conversation_id IS NOT NULL", name="addressed"),
        Index("ix_notices_due", "due_at", postgresql_where=text("state = 'pending'")),
        Index(None, "contact_id"),
        Index(None, "beneficiary_id"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    contact_id: Mapped[UUID | None] = mapped_column(ForeignKey(Contact.id))
    conversation_id: Mapped[UUID | None]
    beneficiary_id: Mapped[UUID | None] = mapped_column(ForeignKey(Beneficiary.id))
    act: Mapped[str]
    data: Mapped[dict[str, Any]] = mapped_column(default=dict)
    choices: Mapped[list[dict[str, Any]]] = mapped_column(default=list, server_default=text("'[]'"))
    unasked: Mapped[bool] = mapped_column(default=False, server_default=text("false"))
    language: Mapped[str] = mapped_column(default="ar")
    cause: Mapped[int | None] = mapped_column(BigInteger)
    state: Mapped[NoticeState] = mapped_column(default=NoticeState.PENDING)
    due_at: Mapped[datetime]
