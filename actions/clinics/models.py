"""The Empowerment Clinics: sites, services, who gives them, when; and who has booked."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from uuid import UUID, uuid4

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    ForeignKey,
    ForeignKeyConstraint,
    Identity,
    Index,
    Integer,
    Numeric,
    SmallInteger,
    UniqueConstraint,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from actions.database.base import REGIONS, Base, TimestampMixin, big_id, one_of
from actions.people.models import Beneficiary


class Mode(StrEnum):
    """How a consultation takes place."""

    IN_PERSON = "in_person"
    REMOTE = "remote"


class AppointmentStatus(StrEnum):
    BOOKED = "booked"
    CANCELLED = "cancelled"
    MOVED = "moved"
    DONE = "done"
    NO_SHOW = "no_show"


class WaitlistStatus(StrEnum):
    WAITING = "waiting"
    OFFERED = "offered"
    TAKEN = "taken"
    EXPIRED = "expired"
    LEFT = "left"


class Clinic(TimestampMixin, Base):
    """A site. `is_sample`: the address is an example, because none is published."""

    __tablename__ = "clinics"
    __table_args__ = (one_of("region", REGIONS), Index(None, "region"))

    code: Mapped[str] = mapped_column(primary_key=True)
    region: Mapped[str]
    city: Mapped[str]
    name_ar: Mapped[str]
    name_en: Mapped[str]
    latitude: Mapped[Decimal] = mapped_column(Numeric(8, 5))
    longitude: Mapped[Decimal] = mapped_column(Numeric(8, 5))
    address_ar: Mapped[str]
    is_sample: Mapped[bool]


class Service(TimestampMixin, Base):
    """One of the eleven consultations, by the codes of the contract; its name lives in the catalogues."""

    __tablename__ = "services"

    code: Mapped[str] = mapped_column(primary_key=True)
    position: Mapped[int] = mapped_column(SmallInteger, unique=True)


class Specialist(TimestampMixin, Base):
    """Who gives one service at one site."""

    __tablename__ = "specialists"
    __table_args__ = (Index(None, "clinic_code", "service_code"), Index(None, "service_code"))

    id: Mapped[int] = mapped_column(Integer, Identity(), primary_key=True)
    clinic_code: Mapped[str] = mapped_column(ForeignKey(Clinic.code))
    service_code: Mapped[str] = mapped_column(ForeignKey(Service.code))
    name_ar: Mapped[str]
    offers_remote: Mapped[bool]

    clinic: Mapped[Clinic] = relationship(lazy="raise")


class Slot(TimestampMixin, Base):
    """A time a specialist offers; free while no booked appointment points at it."""

    __tablename__ = "slots"
    __table_args__ = (
        UniqueConstraint("specialist_id", "starts_at"),
        UniqueConstraint("id", "starts_at"),  # what an appointment's copy of the time is held to
        CheckConstraint("minutes BETWEEN 5 AND 240", name="minutes"),
    )

    id: Mapped[int] = big_id()
    specialist_id: Mapped[int] = mapped_column(ForeignKey(Specialist.id))
    starts_at: Mapped[datetime]
    minutes: Mapped[int] = mapped_column(SmallInteger)
    mode: Mapped[Mode]

    specialist: Mapped[Specialist] = relationship(lazy="raise")


class Appointment(TimestampMixin, Base):
    """A booking. No slot and no person is booked twice at one time: both are indexes, not checks in code."""

    __tablename__ = "appointments"
    __table_args__ = (
        CheckConstraint(r"reference ~ '^APT-\d{4}-\d{6,}$'", name="reference"),
        ForeignKeyConstraint(["slot_id", "starts_at"], ["slots.id", "slots.starts_at"]),
        Index("uq_appointments_slot_booked", "slot_id", unique=True, postgresql_where=text("status = 'booked'")),
        Index(
            "uq_appointments_person_booked",
            "beneficiary_id",
            "starts_at",
            unique=True,
            postgresql_where=text("status = 'booked'"),
        ),
        Index(None, "beneficiary_id"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    reference: Mapped[str] = mapped_column(unique=True)
    beneficiary_id: Mapped[UUID] = mapped_column(ForeignKey(Beneficiary.id))
    slot_id: Mapped[int] = mapped_column(BigInteger)
    starts_at: Mapped[datetime]
    status: Mapped[AppointmentStatus]
    idempotency_key: Mapped[str] = mapped_column(unique=True)

    slot: Mapped[Slot] = relationship(lazy="raise")


class WaitlistEntry(TimestampMixin, Base):
    """Somebody who waits for a service in a region, or at one site of it."""

    __tablename__ = "waitlist_entries"
    __table_args__ = (
        CheckConstraint(r"reference ~ '^WTL-\d{4}-\d{6,}$'", name="reference"),
        one_of("region", REGIONS),
        Index(
            "uq_waitlist_entries_waiting",
            "beneficiary_id",
            "service_code",
            "region",
            unique=True,
            postgresql_where=text("status = 'waiting'"),
        ),
        Index(
            "ix_waitlist_entries_turn",
            "service_code",
            "region",
            "created_at",
            postgresql_where=text("status = 'waiting'"),
        ),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    reference: Mapped[str] = mapped_column(unique=True)
    beneficiary_id: Mapped[UUID] = mapped_column(ForeignKey(Beneficiary.id))
    service_code: Mapped[str] = mapped_column(ForeignKey(Service.code))
    region: Mapped[str]
    clinic_code: Mapped[str | None] = mapped_column(ForeignKey(Clinic.code))
    status: Mapped[WaitlistStatus]
    idempotency_key: Mapped[str] = mapped_column(unique=True)
