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
        CheckConstraint("(phone_id IS NULL) = (phone_proved_at IS NULL)", name="phone"),
        Index(None, "phone_id"),
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
    phone_id: Mapped[UUID | None] = mapped_column(ForeignKey("contacts.id"))
    phone_proved_at: Mapped[datetime | None]
    phone_asked_at: Mapped[datetime | None]


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


class HolderSource(StrEnum):
    """How it is known that a contact reaches a person."""

    FILE = "file"
    """It stands in the benefits file: codes may be sent there."""
    PROVED = "proved"
    """The person proved who they are while writing from there. The contact may still be somebody else's."""


class ContactHolder(TimestampMixin, Base):
    """That a contact reaches a person; several people may share a phone. `proved_at`: when the person last proved who they
    are there."""

    __tablename__ = "contact_holders"
    __table_args__ = (
        CheckConstraint("source = 'file' OR proved_at IS NOT NULL", name="proved"),
        Index(None, "beneficiary_id"),
    )

    contact_id: Mapped[UUID] = mapped_column(ForeignKey(Contact.id), primary_key=True)
    beneficiary_id: Mapped[UUID] = mapped_column(ForeignKey(Beneficiary.id), primary_key=True)
    source: Mapped[HolderSource] = mapped_column(default=HolderSource.FILE, server_default=text("'file'"))
    proved_at: Mapped[datetime | None]


class PreferredBy(StrEnum):
    """Why notices go to a contact: the person said so, or it is their own and the last they used."""

    SAID = "said"
    USED = "used"


class Preference(TimestampMixin, Base):
    """How a person wants to be spoken to, on whatever channel: `language` of what they are told unasked, `contact_id` where
    it goes (null: to the phone on file), `simple_wording` whether they asked for plainer words."""

    __tablename__ = "preferences"
    __table_args__ = (
        one_of("language", ("ar", "en")),
        CheckConstraint("(contact_id IS NULL) = (preferred_by IS NULL)", name="preferred"),
        Index(None, "contact_id"),
    )

    beneficiary_id: Mapped[UUID] = mapped_column(ForeignKey(Beneficiary.id), primary_key=True)
    language: Mapped[str | None]
    simple_wording: Mapped[bool] = mapped_column(default=False, server_default=text("false"))
    contact_id: Mapped[UUID | None] = mapped_column(ForeignKey(Contact.id))
    preferred_by: Mapped[PreferredBy | None]
    changed_at: Mapped[datetime]


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


class Continuation(TimestampMixin, Base):
    """A link with which somebody goes on elsewhere with what they began in `conversation_id`, or answers the notice that
    brought it. Once, until `expires_at`. `bound_to` is the fingerprint of the phone on whose account everything may go on;
    anywhere else only the language and the task do."""

    __tablename__ = "continuations"
    __table_args__ = (
        CheckConstraint("conversation_id IS NOT NULL OR notice_id IS NOT NULL", name="has_source"),
        CheckConstraint("bound_to IS NULL OR beneficiary_id IS NOT NULL", name="bound"),
        CheckConstraint("(used_at IS NULL) = (used_by IS NULL)", name="used"),
        Index(None, "conversation_id"),
        Index(None, "notice_id"),
        Index(None, "beneficiary_id"),
        Index(None, "used_by"),
    )

    token_hash: Mapped[bytes] = mapped_column(primary_key=True)
    conversation_id: Mapped[UUID | None]
    notice_id: Mapped[UUID | None] = mapped_column(ForeignKey(Notice.id))
    beneficiary_id: Mapped[UUID | None] = mapped_column(ForeignKey(Beneficiary.id))
    bound_to: Mapped[bytes | None]
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]
    used_by: Mapped[UUID | None] = mapped_column(ForeignKey(Contact.id))
