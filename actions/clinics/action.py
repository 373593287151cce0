"""Booking a consultation, one's appointments, and what and where the clinics are."""

from __future__ import annotations

from rasa_sdk.events import FollowupAction, SlotSet

from actions.clinics import service
from actions.clinics.geography import region_of
from actions.clinics.models import Appointment
from actions.clinics.views import appointment_data, clinic_data
from actions.dialogue.action import Context, SemanticAction
from actions.dialogue.messages import MENU, PERSON, Media, SemanticMessage, intent_choice
from actions.dialogue.opening import OpenTask, PersonAction, SubmitTask
from actions.dialogue.reply import Reply, say
from actions.dialogue.tasks import BOOKING
from actions.identity.service import Person


class BeginBooking(OpenTask):
    action = "action_begin_booking"
    task = BOOKING


class SubmitBooking(SubmitTask):
    """Books the time that was affirmed; when somebody was faster, shows what is still free."""

    action = "action_submit_booking"
    task = BOOKING
    confirmation = "booking_confirmed"

    async def answer(self, context: Context, person: Person) -> Reply:
        slot = await service.get_slot(context.session, int(context.turn.slot("booking_slot")))
        assert slot is not None
        key = f"{context.turn.conversation}:{context.turn.message_id}"
        made = await service.book(context.session, person.beneficiary, slot, key, context.now)
        match made:
            case service.SlotTaken():
                return self._again("appointment.slot_taken")
            case service.TimeClash():
                return self._again("appointment.clash")
            case Appointment():
                booked = await service.get_appointment(context.session, made.id)
                assert booked is not None
                choices = (intent_choice("show_appointments"), MENU)
                media = [Media("appointment", str(booked.id))]
                message = SemanticMessage("appointment.booked", appointment_data(booked), choices, media)
                return Reply([message], self.cleared())

    def _again(self, act: str) -> Reply:
        reset = [SlotSet("booking_slot", None), SlotSet("booking_confirmed", None)]
        return Reply([say(act)], [*reset, FollowupAction(BOOKING.form)])


class ShowAppointments(PersonAction):
    action = "action_show_appointments"

    async def answer(self, context: Context, person: Person) -> Reply:
        booked = await service.upcoming(context.session, person.beneficiary, context.now)
        if not booked:
            return Reply([SemanticMessage("appointment.none", {}, (intent_choice("book_consultation"), MENU))])
        data = {"appointments": [appointment_data(appointment) for appointment in booked]}
        return Reply([SemanticMessage("appointment.list", data, (MENU, PERSON))])


class ClinicServices(SemanticAction):
    action = "action_clinic_services"

    async def respond(self, context: Context) -> Reply:
        data = {"services": await service.services(context.session)}
        choices = (intent_choice("book_consultation"), intent_choice("ask_clinic_locations"))
        return Reply([SemanticMessage("clinic.services", data, choices)])


class ClinicLocations(SemanticAction):
    """Where the clinics are: all of them, or those of the region or city that was named."""

    action = "action_clinic_locations"

    async def respond(self, context: Context) -> Reply:
        city = context.turn.value("city")
        region = context.turn.value("region") or region_of(city)
        sites = await service.clinics(context.session, region=region)
        named = [site for site in sites if site.city == city] or sites
        data = {"clinics": [clinic_data(site) for site in named], "region": region}
        return Reply([SemanticMessage("clinic.locations", data, (intent_choice("book_consultation"), MENU))])


ACTIONS = (BeginBooking, SubmitBooking, ShowAppointments, ClinicServices, ClinicLocations)
