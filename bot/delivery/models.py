"""How much may be sent, and what an operator of the channels has to look at."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Double, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from actions.database.base import Base, TimestampMixin, big_id


class ProviderAlarm(TimestampMixin, Base):
    """Something that only an operator can mend, noted once: `source` is who tells (a channel, or `twilio` of our webhooks),
    `code` the provider's, `about` the delivery or the provider's own number of the event. No word of any message."""

    __tablename__ = "provider_alarms"
    __table_args__ = (UniqueConstraint("source", "code", "about"), Index(None, "at"))

    id: Mapped[int] = big_id()
    source: Mapped[str]
    code: Mapped[str]
    about: Mapped[str]
    at: Mapped[datetime]


class SenderAllowance(TimestampMixin, Base):
    """How many messages an address of ours may send at this moment: a token bucket that all workers draw from."""

    __tablename__ = "sender_allowances"

    sender: Mapped[str] = mapped_column(primary_key=True)
    tokens: Mapped[float] = mapped_column(Double)
    counted_at: Mapped[datetime]
