"""How clinics, times and appointments look in semantic messages (contract: one clinic object everywhere)."""

from __future__ import annotations

from typing import Any

from actions.clinics.models import Appointment, Clinic, Slot
from actions.people.models import Member

# A city never says in which region it lies; the clinics' own rows do, and for the rest this comes from the gazetteer.
type Json = dict[str, Any]


def clinic_data(clinic: Clinic) -> Json:
    return {
        "code": clinic.code,
        "region": clinic.region,
        "city": clinic.city,
        "name": clinic.name_ar,
        "name_ar": clinic.name_ar,
        "name_en": clinic.name_en,
    }


def slot_data(slot: Slot) -> Json:
    return {
        "service": slot.specialist.service_code,
        "clinic": clinic_data(slot.specialist.clinic),
        "starts_at": slot.starts_at.isoformat(),
        "mode": str(slot.mode),
        "minutes": slot.minutes,
        "specialist": slot.specialist.name_ar,
    }


def appointment_data(appointment: Appointment) -> Json:
    return {
        "reference": appointment.reference,
        **slot_data(appointment.slot),
        "medium": appointment.medium and str(appointment.medium),
        "for": member_data(appointment.member),
    }


def place_data(slot: Slot) -> Json:
    """A time with where exactly it is; a sample address says that it is one."""
    clinic = slot.specialist.clinic
    where = {"address_ar": clinic.address_ar, "is_sample": clinic.is_sample}
    return {**slot_data(slot), **where, "latitude": float(clinic.latitude), "longitude": float(clinic.longitude)}


def member_data(member: Member | None) -> Json | None:
    """The dependant it is for; None for the person themselves."""
    return None if member is None else {"name": member.name_ar.split()[0], "relation": str(member.relation)}
