"""What the simulated providers keep in the database of a demonstration."""

from __future__ import annotations

from sqlalchemy.orm import Mapped, mapped_column

from actions.database.base import Base, TimestampMixin


class SimulatedRecord(TimestampMixin, Base):
    """Something that a provider still knows after a restart (a content template, a file's description), sealed."""

    __tablename__ = "simulated_records"

    kind: Mapped[str] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(primary_key=True)
    sealed: Mapped[bytes]
