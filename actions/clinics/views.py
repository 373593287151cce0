"""How clinics, times and appointments look in semantic messages (contract: one clinic object everywhere)."""

from __future__ import annotations

from typing import Any

from actions.clinics.models import Appointment, Clinic, Slot

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
    }


def appointment_data(appointment: Appointment) -> Json:
    return {"reference": appointment.reference, **slot_data(appointment.slot)}
