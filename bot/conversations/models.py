"""Conversations, their messages in and out, and what is on its way to people."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    ForeignKey,
    Index,
    Numeric,
    SmallInteger,
    UniqueConstraint,
    func,
)
from sqlalchemy import (
    text as sql,
)
from sqlalchemy.orm import Mapped, mapped_column

from actions.contacts.models import Channel, Contact, Notice
from actions.database.base import Base, TimestampMixin, big_id


class Language(StrEnum):
    ARABIC = "ar"
    ENGLISH = "en"


class AnsweredBy(StrEnum):
    """Who speaks for the service in a conversation."""

    ASSISTANT = "assistant"
    QUEUED = "queued"
    PERSON = "person"


class Direction(StrEnum):
    IN = "in"
    OUT = "out"


class MessageState(StrEnum):
    """Inbound: pending until answered or failed. Outbound: sent from the start, their deliveries have states."""

    PENDING = "pending"
    ANSWERED = "answered"
    FAILED = "failed"
    SENT = "sent"


class DeliveryState(StrEnum):
    """`held`: waits until the person writes, because the channel lets nothing else through before. `sending`: a worker has
    it; when that takes longer than `not_before`, the worker is gone and another takes it."""

    QUEUED = "queued"
    SENDING = "sending"
    HELD = "held"
    SENT = "sent"
    DELIVERED = "delivered"
    READ = "read"
    FAILED = "failed"
    DEAD = "dead"


class Conversation(TimestampMixin, Base):
    """One thread with one person on one channel. `token_hash` opens it on the web; `last_act` is the question that stands open.

    `language` is what the last answer was given in; `chosen_language` what the person asked for, null until they did;
    `simple_wording` whether they asked for plainer words.
    """

    __tablename__ = "conversations"
    __table_args__ = (
        CheckConstraint("contact_id IS NOT NULL OR token_hash IS NOT NULL", name="reachable"),
        CheckConstraint("answered_by <> 'queued' OR queued_at IS NOT NULL", name="queued"),
        CheckConstraint("answered_by <> 'person' OR agent_name IS NOT NULL", name="person"),
        Index("uq_conversations_contact", "contact_id", unique=True, postgresql_where=sql("token_hash IS NULL")),
        Index("ix_conversations_queue", "queued_at", postgresql_where=sql("answered_by = 'queued'")),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    channel: Mapped[Channel]
    contact_id: Mapped[UUID | None] = mapped_column(ForeignKey(Contact.id))
    token_hash: Mapped[bytes | None] = mapped_column(unique=True)
    language: Mapped[Language] = mapped_column(default=Language.ARABIC)
    chosen_language: Mapped[Language | None]
    simple_wording: Mapped[bool] = mapped_column(default=False, server_default=sql("false"))
    answered_by: Mapped[AnsweredBy] = mapped_column(default=AnsweredBy.ASSISTANT)
    queued_at: Mapped[datetime | None]
    agent_name: Mapped[str | None]
    queue_reason: Mapped[str | None]
    last_act: Mapped[dict[str, Any] | None]
    last_seen_at: Mapped[datetime] = mapped_column(server_default=func.now())


class Message(TimestampMixin, Base):
    """One message, redacted. Its id is the order of the conversation and the id of the event that shows it.

    `data` of an outbound message belongs to its act; of an inbound one it is what the channel knew of its meaning: a
    `request`, or the act that is its `answer`. `media` of an inbound one names files that are kept (`id`), still lie with
    their provider (`reference`), or were `refused`.
    """

    __tablename__ = "messages"
    __table_args__ = (
        UniqueConstraint("provider", "provider_message_id"),
        UniqueConstraint("conversation_id", "client_message_id"),
        CheckConstraint("(direction = 'out') = (state = 'sent')", name="state_of_direction"),
        CheckConstraint("direction = 'in' OR act IS NOT NULL", name="out_has_act"),
        Index(None, "conversation_id", "id"),
        Index(None, "in_reply_to"),
        Index("ix_messages_pending", "conversation_id", "id", postgresql_where=sql("state = 'pending'")),
    )

    id: Mapped[int] = big_id()
    conversation_id: Mapped[UUID] = mapped_column(ForeignKey(Conversation.id))
    direction: Mapped[Direction]
    state: Mapped[MessageState]
    provider: Mapped[str | None]
    provider_message_id: Mapped[str | None]
    client_message_id: Mapped[str | None]
    in_reply_to: Mapped[int | None] = mapped_column(ForeignKey("messages.id"))
    text: Mapped[str | None]
    choice: Mapped[str | None]
    act: Mapped[str | None]
    data: Mapped[dict[str, Any]] = mapped_column(default=dict, server_default=sql("'{}'"))
    choices: Mapped[list[dict[str, Any]]] = mapped_column(default=list, server_default=sql("'[]'"))
    media: Mapped[list[dict[str, Any]]] = mapped_column(default=list, server_default=sql("'[]'"))
    language: Mapped[Language | None]
    attempts: Mapped[int] = mapped_column(SmallInteger, default=0, server_default=sql("0"))
    not_before: Mapped[datetime] = mapped_column(server_default=func.now())


class Choice(TimestampMixin, Base):
    """A choice that was offered: what its value means (an intent with entities, or an answer). `position`: its place in its
    message; `listed_before`: how many rows the menus above it in the same answer have, so that a number is one row's alone."""

    __tablename__ = "choices"
    __table_args__ = (
        UniqueConstraint("message_id", "position"),
        CheckConstraint("position >= 1", name="position"),
        Index(None, "conversation_id", "message_id"),
    )

    value: Mapped[str] = mapped_column(primary_key=True)
    message_id: Mapped[int] = mapped_column(ForeignKey(Message.id))
    conversation_id: Mapped[UUID] = mapped_column(ForeignKey(Conversation.id))
    position: Mapped[int] = mapped_column(SmallInteger)
    listed_before: Mapped[int] = mapped_column(SmallInteger, default=0, server_default=sql("0"))
    title: Mapped[str]
    payload: Mapped[dict[str, Any]]

    @property
    def number(self) -> int:
        """Before which number it stands, where choices are listed by number."""
        return (self.listed_before or 0) + self.position


class Delivery(TimestampMixin, Base):
    """One text on its way through a provider; vault references in it are resolved at the moment of sending.

    `rank` orders the parts of one message and is the order in which a contact receives them; the smaller `priority` goes
    first. `parts_sent`: how many of the pieces that the provider takes (a picture, then the text) have gone, so that a
    second attempt goes on behind them. `content`: choices to tap, or the approved template that stands for the text
    (`bot.delivery.content`). `expires_at`: when it is too late to send it, null for what is never too late. `segments`: how
    many parts of an SMS it was sent as. `cost`: an estimate in `cost_currency`, null where no price is known.
    """

    __tablename__ = "deliveries"
    __table_args__ = (
        CheckConstraint("message_id IS NOT NULL OR notice_id IS NOT NULL", name="has_source"),
        UniqueConstraint("message_id", "contact_id", "rank"),
        UniqueConstraint("notice_id", "contact_id", "rank"),
        Index("ix_deliveries_open", "priority", "id", postgresql_where=sql("state IN ('queued', 'sending', 'held')")),
        Index(None, "contact_id", "id"),
    )

    id: Mapped[int] = big_id()
    message_id: Mapped[int | None] = mapped_column(ForeignKey(Message.id))
    notice_id: Mapped[UUID | None] = mapped_column(ForeignKey(Notice.id))
    contact_id: Mapped[UUID] = mapped_column(ForeignKey(Contact.id))
    channel: Mapped[Channel]
    text: Mapped[str]
    media: Mapped[list[dict[str, Any]]] = mapped_column(default=list, server_default=sql("'[]'"))
    content: Mapped[dict[str, Any] | None]
    state: Mapped[DeliveryState] = mapped_column(default=DeliveryState.QUEUED)
    priority: Mapped[int] = mapped_column(SmallInteger, default=0, server_default=sql("0"))
    rank: Mapped[int] = mapped_column(SmallInteger, default=0, server_default=sql("0"))
    attempts: Mapped[int] = mapped_column(SmallInteger, default=0, server_default=sql("0"))
    parts_sent: Mapped[int] = mapped_column(SmallInteger, default=0, server_default=sql("0"))
    not_before: Mapped[datetime] = mapped_column(server_default=func.now())
    expires_at: Mapped[datetime | None]
    provider_sid: Mapped[str | None] = mapped_column(unique=True)
    error: Mapped[str | None]
    sent_at: Mapped[datetime | None]
    segments: Mapped[int | None] = mapped_column(SmallInteger)
    cost: Mapped[Decimal | None] = mapped_column(Numeric(12, 6))
    cost_currency: Mapped[str | None]


class DeliveryEvent(TimestampMixin, Base):
    """What a provider told about a message of ours after it had taken it. It may come late, twice, in any order, and
    before we know the provider's id ourselves. `sealed` is all that was told."""

    __tablename__ = "delivery_events"
    __table_args__ = (
        UniqueConstraint("provider_sid", "status", "error_code", postgresql_nulls_not_distinct=True),
        Index("ix_delivery_events_open", "provider_sid", postgresql_where=sql("applied_at IS NULL")),
        Index(None, "created_at"),
    )

    id: Mapped[int] = big_id()
    provider_sid: Mapped[str]
    status: Mapped[str]
    error_code: Mapped[str | None]
    sealed: Mapped[bytes]
    applied_at: Mapped[datetime | None]


class InboundPayload(TimestampMixin, Base):
    """Every field of a provider's webhook, sealed, under the provider's id of the message; kept for a while for questions
    about what came. The unique keys make a repeated webhook harmless before anything else is looked at.

    It waits to be taken up until `taken_at`; `attempts` count how often that failed. `party`, a keyed hash, is whom it came
    from: what comes from one is taken up in the order in which it came.
    """

    __tablename__ = "inbound_payloads"
    __table_args__ = (
        UniqueConstraint("provider", "provider_id"),
        UniqueConstraint("provider", "idempotency_token"),
        Index(None, "contact_id"),
        Index(None, "message_id"),
        Index(None, "created_at"),
        Index("ix_inbound_payloads_waiting", "party", "id", postgresql_where=sql("taken_at IS NULL")),
    )

    id: Mapped[int] = big_id()
    provider: Mapped[str]
    provider_id: Mapped[str]
    idempotency_token: Mapped[str | None]
    party: Mapped[bytes | None]
    contact_id: Mapped[UUID | None] = mapped_column(ForeignKey(Contact.id))
    message_id: Mapped[int | None] = mapped_column(ForeignKey(Message.id))
    sealed: Mapped[bytes]
    taken_at: Mapped[datetime | None]
    attempts: Mapped[int] = mapped_column(SmallInteger, default=0, server_default=sql("0"))
    not_before: Mapped[datetime] = mapped_column(server_default=func.now())


class SimulatedMessage(TimestampMixin, Base):
    """What the simulated provider "sent": sealed, found by the fingerprint of where it went."""

    __tablename__ = "simulated_messages"
    __table_args__ = (Index(None, "to_fingerprint", "id"),)

    id: Mapped[int] = big_id()
    channel: Mapped[Channel]
    to_fingerprint: Mapped[bytes]
    sealed: Mapped[bytes]
    at: Mapped[datetime]


class Media(TimestampMixin, Base):
    """A file of a conversation; `path` is below DATA_DIR/media, `size` in bytes, `type` its MIME type."""

    __tablename__ = "media"
    __table_args__ = (
        CheckConstraint("size >= 0", name="size"),
        CheckConstraint("octet_length(sha256) = 32", name="sha256"),
        Index(None, "conversation_id"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    conversation_id: Mapped[UUID] = mapped_column(ForeignKey(Conversation.id))
    type: Mapped[str]
    path: Mapped[str]
    sha256: Mapped[bytes]
    size: Mapped[int] = mapped_column(BigInteger)


class DialogueTracker(TimestampMixin, Base):
    """Where the dialogue of a conversation stands: the last events of Rasa's tracker, written by `nlu.dialogue.tracker_store`.

    `version` grows by one with each write, so that a lost race is refused.
    """

    __tablename__ = "dialogue_trackers"
    __table_args__ = (CheckConstraint("version >= 1", name="version"),)

    conversation_id: Mapped[UUID] = mapped_column(primary_key=True)
    version: Mapped[int]
    events: Mapped[list[dict[str, Any]]]
    updated_at: Mapped[datetime] = mapped_column(server_default=func.now())
