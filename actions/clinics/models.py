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
    func,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from actions.database.base import REGIONS, Base, TimestampMixin, big_id, one_of
from actions.people.models import Beneficiary, Member


class Mode(StrEnum):
    """How a consultation takes place."""

    IN_PERSON = "in_person"
    REMOTE = "remote"


class Medium(StrEnum):
    """What carries a remote consultation."""

    PHONE = "phone"
    VIDEO = "video"


class AppointmentStatus(StrEnum):
    BOOKED = "booked"
    CANCELLED = "cancelled"
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


class SlotHold(TimestampMixin, Base):
    """A slot kept for one `holder` (a conversation that is confirming, an offer of the waiting list) until it expires."""

    __tablename__ = "slot_holds"

    slot_id: Mapped[int] = mapped_column(BigInteger, ForeignKey(Slot.id), primary_key=True)
    holder: Mapped[str] = mapped_column(unique=True)
    expires_at: Mapped[datetime]


class Appointment(TimestampMixin, Base):
    """A booking. No slot and no person is booked twice at one time: both are indexes, not checks in code.

    `beneficiary_id` booked it; `member_id` is the dependant it is for, null for the person themselves. `medium` is set
    for a remote one. `arranged_at`: when its present time was agreed. `conversation_id`: where, so that what follows
    is told there.
    """

    __tablename__ = "appointments"
    __table_args__ = (
        CheckConstraint(r"reference ~ '^APT-\d{4}-\d{6,}$'", name="reference"),
        ForeignKeyConstraint(["slot_id", "starts_at"], ["slots.id", "slots.starts_at"]),
        Index("uq_appointments_slot_booked", "slot_id", unique=True, postgresql_where=text("status = 'booked'")),
        Index(
            "uq_appointments_person_booked",
            "beneficiary_id",
            "member_id",
            "starts_at",
            unique=True,
            postgresql_where=text("status = 'booked'"),
            postgresql_nulls_not_distinct=True,
        ),
        Index("ix_appointments_ahead", "starts_at", postgresql_where=text("status = 'booked'")),
        Index(None, "beneficiary_id"),
        Index(None, "member_id"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    reference: Mapped[str] = mapped_column(unique=True)
    beneficiary_id: Mapped[UUID] = mapped_column(ForeignKey(Beneficiary.id))
    slot_id: Mapped[int] = mapped_column(BigInteger)
    starts_at: Mapped[datetime]
    status: Mapped[AppointmentStatus]
    idempotency_key: Mapped[str] = mapped_column(unique=True)
    medium: Mapped[Medium | None]
    member_id: Mapped[int | None] = mapped_column(ForeignKey(Member.id))
    conversation_id: Mapped[UUID | None]
    arranged_at: Mapped[datetime] = mapped_column(server_default=func.now())

    slot: Mapped[Slot] = relationship(lazy="raise")
    member: Mapped[Member | None] = relationship(lazy="raise")


class AppointmentReminder(TimestampMixin, Base):
    """That a reminder of this time of an appointment was told, or its moment had passed: it is not told again."""

    __tablename__ = "appointment_reminders"

    appointment_id: Mapped[UUID] = mapped_column(ForeignKey(Appointment.id), primary_key=True)
    starts_at: Mapped[datetime] = mapped_column(primary_key=True)
    minutes_before: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)


class WaitlistEntry(TimestampMixin, Base):
    """Somebody who waits for a service in a region, or at one site of it; while a slot is offered to them it is held."""

    __tablename__ = "waitlist_entries"
    __table_args__ = (
        CheckConstraint(r"reference ~ '^WTL-\d{4}-\d{6,}$'", name="reference"),
        one_of("region", REGIONS),
        Index(
            "uq_waitlist_entries_waiting",
            "beneficiary_id",
            "member_id",
            "service_code",
            "region",
            unique=True,
            postgresql_where=text("status IN ('waiting', 'offered')"),
            postgresql_nulls_not_distinct=True,
        ),
        Index(None, "member_id"),
        Index(None, "offered_slot_id"),
        Index("ix_waitlist_entries_offered", "beneficiary_id", postgresql_where=text("status = 'offered'")),
        CheckConstraint(
            "status <> 'offered' OR (offered_slot_id IS NOT NULL AND offer_expires_at IS NOT NULL)", name="offered"
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
    mode: Mapped[Mode | None]
    medium: Mapped[Medium | None]
    member_id: Mapped[int | None] = mapped_column(ForeignKey(Member.id))
    conversation_id: Mapped[UUID | None]
    offered_slot_id: Mapped[int | None] = mapped_column(ForeignKey(Slot.id))
    offer_expires_at: Mapped[datetime | None]
