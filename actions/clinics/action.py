"""Consultations: booking, moving and cancelling them, one's appointments, and what and where the clinics are."""

from __future__ import annotations

from uuid import UUID

from rasa_sdk.events import EventType, FollowupAction, SlotSet

from actions.clinics import service, waiting
from actions.clinics.booking import Closed, SlotTaken, TimeClash, book, cancel, move
from actions.clinics.geography import region_of
from actions.clinics.models import Appointment
from actions.clinics.opening import BeginBooking, BeginCancel, BeginReschedule, closed, nothing_booked
from actions.clinics.terms import terms_of
from actions.clinics.views import appointment_data, clinic_data, place_data
from actions.clinics.which import meant
from actions.dialogue.action import Context, SemanticAction
from actions.dialogue.messages import MENU, PERSON, Choice, Media, Request, SemanticMessage, intent_choice
from actions.dialogue.opening import PersonAction, SubmitTask, prove_identity_first
from actions.dialogue.reply import Reply, say
from actions.dialogue.tasks import BOOKING, CANCEL, RESCHEDULE
from actions.dialogue.turn import Turn
from actions.empowerment.service import active_plan
from actions.identity.sessions import Person, current_person
from nlu.arabic.consultations import spoken_of

IN_HAND = "appointment_in_hand"


class SubmitBooking(SubmitTask):
    """Books or moves to the time that was affirmed; when somebody was faster, shows what is still free."""

    action = "action_submit_booking"
    task = BOOKING
    confirmation = "booking_confirmed"

    def opens_with(self, context: Context) -> str:
        return str(context.turn.task or context.turn.slot("booking_task") or BOOKING.name)

    async def answer(self, context: Context, person: Person) -> Reply:
        session, turn = context.session, context.turn
        slot = await service.get_slot(session, int(turn.slot("booking_slot")))
        assert slot is not None
        key = f"{turn.conversation}:{turn.message_id}"
        terms = terms_of(turn.conversation, {name: turn.slot(name) for name in BOOKING.slots})
        moved = turn.slot("booking_moves")
        made: Appointment | SlotTaken | TimeClash | Closed
        if moved:
            made = await move(session, person.beneficiary, UUID(moved), slot, key, context.now, terms)
        else:
            made = await book(session, person.beneficiary, slot, key, context.now, terms)
        match made:
            case SlotTaken():
                return self._again("appointment.slot_taken")
            case TimeClash():
                return self._again("appointment.clash")
            case Closed():
                return Reply([closed(made)], self.cleared())
        if not moved:
            await waiting.served_by(session, person.beneficiary, made, slot)
        return await self._done(context, made, act="appointment.rescheduled" if moved else "appointment.booked")

    async def _done(self, context: Context, made: Appointment, act: str) -> Reply:
        booked = await service.get_appointment(context.session, made.id)
        assert booked is not None
        choices = [intent_choice("show_appointments"), MENU]
        if await active_plan(context.session, booked.beneficiary_id):
            choices.insert(1, intent_choice("show_my_plan"))
        media = [Media("appointment", str(booked.id)), Media("slip", str(booked.id))]
        message = SemanticMessage(act, appointment_data(booked), choices, media)
        return Reply([message], [*self.cleared(), in_hand(booked)])

    def _again(self, act: str) -> Reply:
        reset = [SlotSet("booking_slot", None), SlotSet("booking_confirmed", None)]
        return Reply([say(act)], [*reset, FollowupAction(BOOKING.form)])


class SubmitCancel(SubmitTask):
    action = "action_submit_cancel"
    task = CANCEL
    confirmation = "cancel_confirmed"

    async def answer(self, context: Context, person: Person) -> Reply:
        which = UUID(context.turn.slot("cancel_which"))
        gone = await cancel(context.session, person.beneficiary, which, context.now)
        if isinstance(gone, Closed):
            return Reply([closed(gone)], self.cleared())
        told = await service.get_appointment(context.session, gone.id)
        assert told is not None
        again = Choice("choice.book_again", Request(BOOKING.name, (("again", told.reference),)))
        data = appointment_data(told)
        message = SemanticMessage("appointment.cancelled", data, (again, MENU), [Media("appointment", str(told.id))])
        return Reply([message], [*self.cleared(), SlotSet(IN_HAND, None)])


class ShowAppointments(PersonAction):
    action = "action_show_appointments"

    async def answer(self, context: Context, person: Person) -> Reply:
        booked = await service.upcoming(context.session, person.beneficiary, context.now)
        if not booked:
            return await nothing_booked(context, person.beneficiary)
        data = {"appointments": [appointment_data(appointment) for appointment in booked]}
        choices = (intent_choice(RESCHEDULE), intent_choice(CANCEL.name), MENU, PERSON)
        return Reply([SemanticMessage("appointment.list", data, choices)], [in_hand(booked[0])])


class ClinicServices(SemanticAction):
    action = "action_clinic_services"

    async def respond(self, context: Context) -> Reply:
        data = {"services": await service.services(context.session)}
        choices = (intent_choice("book_consultation"), intent_choice("ask_clinic_locations"))
        return Reply([SemanticMessage("clinic.services", data, choices)])


class ClinicLocations(SemanticAction):
    """Where the clinics are: all of them, those of a region or city, or, right after an appointment was spoken of, the
    place of that one."""

    action = "action_clinic_locations"

    async def respond(self, context: Context) -> Reply:
        turn = context.turn
        city, named = turn.value("city"), turn.value("region")
        if city is None and named is None:
            if turn.form == BOOKING.form and turn.slot("booking_slot") and not spoken_of(turn.text).get("all_places"):
                return await self._of_slot(context, int(turn.slot("booking_slot")))
            if _means_appointment(turn):
                return await self._of_appointment(context)
        region = named or region_of(city)
        sites = await service.clinics(context.session, region=region)
        here = [site for site in sites if site.city == city] or sites
        data = {"clinics": [clinic_data(site) for site in here], "region": region}
        named_place = [("city", city)] if city else [("region", region)] if region else []
        booking = intent_choice(BOOKING.name, *named_place)
        return Reply([SemanticMessage("clinic.locations", data, (booking, MENU))])

    async def _of_slot(self, context: Context, number: int) -> Reply:
        slot = await service.get_slot(context.session, number)
        assert slot is not None
        return Reply([SemanticMessage("appointment.place", {"reference": None, **place_data(slot)})])

    async def _of_appointment(self, context: Context) -> Reply:
        person = await current_person(context.session, context.turn.conversation, context.now)
        reference = context.turn.value("case_reference") or context.turn.slot(IN_HAND)
        if person is None:
            return await prove_identity_first(context, *((("case_reference", reference),) if reference else ()))
        booked = await service.upcoming(context.session, person.beneficiary, context.now)
        known = [one for one in booked if one.reference == reference]
        found = known[0] if known else meant(context.turn, booked) or next(iter(booked), None)
        if found is None:
            return await nothing_booked(context, person.beneficiary)
        data = {"reference": found.reference, **place_data(found.slot)}
        return Reply([SemanticMessage("appointment.place", data, (intent_choice(RESCHEDULE), MENU))], [in_hand(found)])


def in_hand(appointment: Appointment) -> EventType:
    """Remembers what was spoken of last, for "where is it"."""
    return SlotSet(IN_HAND, appointment.reference)


def _means_appointment(turn: Turn) -> bool:
    """Whether "where" asks about one's appointment: by its number, by a word that points to it, or right after it."""
    told = spoken_of(turn.text)
    if turn.value("case_reference") is not None:
        return True
    if turn.slot(IN_HAND) is None or told.get("all_places"):
        return False
    just_now = any(str(message.get("act", "")).startswith("appointment.") for message in turn.last_messages)
    return bool(told.get("its_place")) or (just_now and not turn.chosen)


ACTIONS = (
    BeginBooking,
    SubmitBooking,
    BeginReschedule,
    BeginCancel,
    SubmitCancel,
    ShowAppointments,
    ClinicServices,
    ClinicLocations,
)
