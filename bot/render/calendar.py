"""An appointment as a calendar file, which reminds a day and two hours before."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

from icalendar import Alarm, Calendar, Event

from actions import clock
from actions.clinics.models import Appointment, AppointmentStatus, Clinic, Mode
from actions.clinics.policy import policy
from actions.settings import settings
from bot.render.catalogue import Catalogue, catalogue
from bot.render.isolation import plain
from bot.render.values import moment


def appointment_ics(appointment: Appointment, language: str) -> bytes:
    """The .ics of an appointment with its slot, specialist and clinic loaded; a later file of the same reference
    replaces the earlier entry, and that of a cancelled one takes it away."""
    say = catalogue(language)
    calendar = Calendar()
    calendar.add("prodid", "-//Mueen//Appointments//" + say.language.upper())
    calendar.add("version", "2.0")
    gone = appointment.status is AppointmentStatus.CANCELLED
    calendar.add("method", "CANCEL" if gone else "PUBLISH")
    calendar.add_component(_event(say, appointment))
    calendar.add_missing_timezones()
    return bytes(calendar.to_ical())


def _event(say: Catalogue, appointment: Appointment) -> Event:
    slot = appointment.slot
    starts = slot.starts_at.astimezone(clock.RIYADH)
    service = say.of("service", slot.specialist.service_code)
    event = Event()
    event.add("uid", f"{appointment.reference}@{urlsplit(settings().public_address).hostname}")
    event.add("dtstamp", clock.now().astimezone(UTC))
    event.add("sequence", int(clock.now().timestamp()) // 60)
    event.add("dtstart", starts)
    event.add("dtend", starts + timedelta(minutes=slot.minutes))
    event.add("summary", plain(say("calendar.summary", service=service)))
    event.add("description", plain(_description(say, appointment, starts)))
    event.add("location", _location(say, slot.specialist.clinic, slot.mode))
    gone = appointment.status is AppointmentStatus.CANCELLED
    event.add("status", "CANCELLED" if gone else "CONFIRMED")
    if slot.mode is Mode.IN_PERSON:
        event.add("geo", (float(slot.specialist.clinic.latitude), float(slot.specialist.clinic.longitude)))
    for before in () if gone else policy().reminders:
        event.add_component(_alarm(say("calendar.alarm", service=service), before))
    return event


def _description(say: Catalogue, appointment: Appointment, starts: datetime) -> str:
    mode = say.of("mode", appointment.slot.mode)
    if appointment.medium is not None:
        mode = say.of("medium", appointment.medium)
    reference = appointment.reference
    return say("calendar.description", moment=moment(say, starts), mode=mode, reference=reference)


def _location(say: Catalogue, clinic: Clinic, mode: Mode) -> str:
    name = clinic.name_ar if say.language == "ar" else clinic.name_en
    if mode is Mode.REMOTE:
        return plain(say("calendar.remote", clinic=name))
    address = clinic.address_ar if say.language == "ar" else say.of("city", clinic.city)
    return plain(say("calendar.place", clinic=name, address=address))


def _alarm(words: str, before: timedelta) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", plain(words))
    alarm.add("trigger", -before)
    return alarm
