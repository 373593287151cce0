"""What an operator of the channels has to look at."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Index, UniqueConstraint
from sqlalchemy.orm import Mapped

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
