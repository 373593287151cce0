"""An appointment as a calendar file."""

from __future__ import annotations

from datetime import datetime, timedelta
from decimal import Decimal

import pytest
from icalendar import Calendar, Event

from actions.clinics.models import Appointment, Clinic, Mode, Slot, Specialist
from actions.clock import RIYADH
from bot.render.calendar import appointment_ics

STARTS = datetime(2026, 11, 29, 13, 30, tzinfo=RIYADH)


def appointment(mode: Mode = Mode.IN_PERSON) -> Appointment:
    clinic = Clinic(
        code="abha",
        region="asir",
        city="abha",
        name_ar="عيادة التمكين بأبها",
        name_en="Abha Empowerment Clinic",
        latitude=Decimal("18.21640"),
        longitude=Decimal("42.50530"),
        address_ar="طريق الملك فهد، أبها",
        is_sample=True,
    )
    specialist = Specialist(clinic_code="abha", service_code="psychological", name_ar="مختص", offers_remote=True)
    specialist.clinic = clinic
    slot = Slot(starts_at=STARTS, minutes=30, mode=mode)
    slot.specialist = specialist
    booked = Appointment(reference="APT-1448-000018", starts_at=STARTS)
    booked.slot = slot
    return booked


def event(made: bytes) -> Event:
    return next(iter(Calendar.from_ical(made).walk("VEVENT")))


def test_the_event_begins_and_ends_in_riyadh() -> None:
    found = event(appointment_ics(appointment(), "ar"))
    assert found.decoded("dtstart") == STARTS
    assert found["dtstart"].params["TZID"] == "Asia/Riyadh"
    assert found.decoded("dtend") - found.decoded("dtstart") == timedelta(minutes=30)


def test_the_event_is_known_by_its_reference() -> None:
    assert str(event(appointment_ics(appointment(), "ar"))["uid"]).startswith("APT-1448-000018@")


def test_it_reminds_a_day_and_two_hours_before() -> None:
    alarms = event(appointment_ics(appointment(), "ar")).walk("VALARM")
    assert [alarm.decoded("trigger") for alarm in alarms] == [timedelta(days=-1), timedelta(hours=-2)]


@pytest.mark.parametrize(
    ("language", "mode", "summary", "location"),
    [
        ("ar", Mode.IN_PERSON, "عيادة التمكين: استشارة نفسية", "عيادة التمكين بأبها، طريق الملك فهد، أبها"),
        ("ar", Mode.REMOTE, "عيادة التمكين: استشارة نفسية", "عن بُعد مع عيادة التمكين بأبها"),
        ("en", Mode.IN_PERSON, "Empowerment Clinic: Psychological consultation", "Abha Empowerment Clinic, Abha"),
    ],
)
def test_it_says_what_and_where_in_the_language_of_the_person(language: str, mode: Mode, summary: str, location: str) -> None:
    found = event(appointment_ics(appointment(mode), language))
    assert str(found["summary"]) == summary
    assert str(found["location"]) == location


def test_a_remote_appointment_points_to_no_place_on_the_map() -> None:
    assert "geo" in event(appointment_ics(appointment(), "ar"))
    assert "geo" not in event(appointment_ics(appointment(Mode.REMOTE), "ar"))


def test_it_holds_no_marks_of_direction() -> None:
    assert "\u2068" not in appointment_ics(appointment(), "ar").decode()
