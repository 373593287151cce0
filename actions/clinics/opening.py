"""Opening the forms of consultations: what is known before anything is asked, and when there is nothing to ask."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from rasa_sdk.events import EventType, SlotSet

from actions.benefits.service import current_decision
from actions.clinics import service, waiting
from actions.clinics.booking import Closed, why_closed
from actions.clinics.form import of_appointment, of_visit
from actions.clinics.geography import region_of
from actions.clinics.heard import all_said, said
from actions.clinics.models import Appointment, WaitlistEntry
from actions.clinics.policy import policy
from actions.clinics.which import as_uuid, meant
from actions.dialogue.action import Context
from actions.dialogue.messages import MENU, PERSON, Choice, Request, SemanticMessage, intent_choice
from actions.dialogue.opening import OpenTask
from actions.dialogue.reply import Afterwards, Reply, say, take_up
from actions.dialogue.tasks import BOOKING, CANCEL, RESCHEDULE
from actions.dialogue.turn import Turn
from actions.identity.sessions import current_person
from nlu.arabic.consultations import spoken_of


class BeginBooking(OpenTask):
    """A new consultation, the one that the waiting list offers, or another one like the last."""

    action = "action_begin_booking"
    task = BOOKING

    def also_said(self, turn: Turn) -> Sequence[tuple[str, Any]]:
        return [*all_said(turn), *place_spoken_of(turn)]

    async def refusal(self, context: Context, beneficiary: UUID | None) -> Reply | None:
        assert beneficiary is not None
        decision = await current_decision(context.session, beneficiary)
        status = str(decision.status) if decision else "none"
        if status not in policy().who_may_book:
            return Reply([SemanticMessage("appointment.not_entitled", {"status": status}, (PERSON, MENU))])
        if context.turn.value("offer") and await self._offer(context, beneficiary) is None:
            return Reply([SemanticMessage("appointment.offer_gone", {}, (intent_choice("book_consultation"), PERSON))])
        return None

    async def prepared(self, context: Context, beneficiary: UUID | None) -> list[EventType]:
        assert beneficiary is not None
        offer = await self._offer(context, beneficiary)
        if offer is not None:
            return await self._of_offer(context, offer)
        reference = context.turn.value("again")
        if reference is not None:
            return self._again(await service.by_reference(context.session, beneficiary, reference))
        if said(context.turn, "same_specialist"):
            wanted = context.turn.value("service")
            return self._again(await service.last_visit(context.session, beneficiary, wanted))
        place = dict(place_spoken_of(context.turn))
        city = place.get("city")
        return as_slots({"booking_region": place.get("region") or region_of(city), "booking_city": city}) if place else []

    async def _offer(self, context: Context, beneficiary: UUID) -> WaitlistEntry | None:
        """The offer that is taken: the one that was tapped, or the only one that stands, of what is asked for now."""
        tapped = as_uuid(context.turn.value("offer"))
        standing = await waiting.standing_offer(context.session, context.now, beneficiary=beneficiary)
        if standing is None or tapped is not None:
            return standing if standing is not None and standing.id == tapped else None
        wanted, named = context.turn.value("service"), ("date", "city", "region", "for_relation", "again")
        other = any(context.turn.value(name) is not None for name in named) or all_said(context.turn)
        return None if other or wanted not in (None, standing.service_code) else standing

    async def _of_offer(self, context: Context, entry: WaitlistEntry) -> list[EventType]:
        assert entry.offered_slot_id is not None
        slot = await service.get_slot(context.session, entry.offered_slot_id)
        assert slot is not None
        known = {
            "booking_offer": str(entry.id),
            "booking_for": entry.member_id or 0,
            "booking_service": slot.specialist.service_code,
            "booking_region": slot.specialist.clinic.region,
            "booking_city": slot.specialist.clinic.city,
            "booking_mode": str(slot.mode),
            "booking_medium": entry.medium and str(entry.medium),
            "booking_slot": slot.id,
        }
        return as_slots(known)

    def _again(self, last: Appointment | None) -> list[EventType]:
        """Another consultation like an earlier one, with the same specialist; nothing is known where there was none."""
        if last is None:
            return []
        like = {"booking_for": last.member_id or 0, "booking_specialist": last.slot.specialist_id}
        medium = {"booking_medium": last.medium and str(last.medium)}
        return as_slots({**of_visit(last), **like, **medium})


def place_spoken_of(turn: Turn) -> list[tuple[str, Any]]:
    """The city or region whose clinics were named right before («وين عيادات جدة», «احجز لي عندهم»), unless another is named."""
    if any(turn.value(name) is not None for name in ("city", "region")):
        return []
    named = next((said for said in turn.last_messages if said.get("act") == "clinic.locations"), None)
    region = named["data"].get("region") if named else None
    if named is None or region is None:
        return []
    cities = {clinic["city"] for clinic in named["data"]["clinics"]}
    return [("city", *cities)] if len(cities) == 1 else [("region", region)]


class BeginReschedule(OpenTask):
    """Another time for an appointment; its place and way too, if that is wished."""

    action = "action_begin_reschedule"
    task = BOOKING

    def also_said(self, turn: Turn) -> Sequence[tuple[str, Any]]:
        return all_said(turn)

    async def respond(self, context: Context) -> Reply:
        if context.turn.form == CANCEL.form:
            # Moving it instead was offered beside the question, so it takes no further word.
            return Reply(events=take_up(context.turn.as_request()), afterwards=Afterwards.LEAVE)
        return await super().respond(context)

    async def refusal(self, context: Context, beneficiary: UUID | None) -> Reply | None:
        assert beneficiary is not None
        return await nothing_to_change(context, beneficiary)

    async def prepared(self, context: Context, beneficiary: UUID | None) -> list[EventType]:
        assert beneficiary is not None
        if context.turn.slot("booking_moves"):
            return []  # the form opens again with all that was said in it
        task = SlotSet("booking_task", RESCHEDULE)
        found = meant(context.turn, await service.upcoming(context.session, beneficiary, context.now))
        return [task, *(as_slots(of_appointment(found)) if found else ())]


class BeginCancel(OpenTask):
    """Cancels an appointment, declines an offer of the waiting list, or leaves the list."""

    action = "action_begin_cancel"
    task = CANCEL

    async def respond(self, context: Context) -> Reply:
        """Whoever has nothing booked and says so in the middle of booking means what they are just doing."""
        turn = context.turn
        person = await current_person(context.session, turn.conversation, context.now)
        books = turn.form == BOOKING.form and not turn.chosen
        if books and person and not await service.upcoming(context.session, person.beneficiary, context.now):
            return Reply([SemanticMessage("cancelled", {"task": turn.task}, (MENU, PERSON))], afterwards=Afterwards.LEAVE)
        return await super().respond(context)

    async def refusal(self, context: Context, beneficiary: UUID | None) -> Reply | None:
        assert beneficiary is not None
        if context.turn.value("offer"):
            return await self._decline(context, beneficiary)
        leaving = context.turn.value("waitlist_entry")
        if leaving or spoken_of(context.turn.text).get("leaves_list") or _names_list(context.turn):
            return await self._leave_list(context, beneficiary)
        return await nothing_to_change(context, beneficiary)

    async def prepared(self, context: Context, beneficiary: UUID | None) -> list[EventType]:
        assert beneficiary is not None
        found = meant(context.turn, await service.upcoming(context.session, beneficiary, context.now))
        return [SlotSet("cancel_which", str(found.id))] if found else []

    async def _decline(self, context: Context, beneficiary: UUID) -> Reply:
        standing = await waiting.standing_offer(context.session, context.now, beneficiary=beneficiary)
        if standing is None or str(standing.id) != context.turn.value("offer"):
            return Reply([SemanticMessage("appointment.offer_gone", {}, (intent_choice("book_consultation"), PERSON))])
        await waiting.decline(context.session, standing)
        leave = Choice("choice.waitlist.leave", leaving_list(standing))
        return Reply([SemanticMessage("appointment.offer_declined", {"reference": standing.reference}, (leave, MENU))])

    async def _leave_list(self, context: Context, beneficiary: UUID) -> Reply:
        own = await waiting.waiting_of(context.session, beneficiary)
        wanted = as_uuid(context.turn.value("waitlist_entry"))
        named = [one for one in own if one.id == wanted or one.reference in context.turn.values("case_reference")]
        leaving = named or (own if len(own) == 1 and wanted is None else [])
        if not own:
            return Reply([SemanticMessage("appointment.none", {}, (intent_choice("book_consultation"), MENU))])
        if not leaving:
            return Reply([SemanticMessage("appointment.waiting", {"waiting": waiting_data(own)}, leave_choices(own))])
        await waiting.leave(context.session, leaving[0])
        return Reply([say("appointment.waitlist_left", reference=leaving[0].reference)])


async def nothing_to_change(context: Context, beneficiary: UUID) -> Reply | None:
    """That there is no such appointment, or that it is over; None when there is one to change."""
    for reference in context.turn.values("case_reference"):
        found = await service.by_reference(context.session, beneficiary, reference)
        why = why_closed(found, context.now)
        if why is not None:
            return Reply([closed(why, reference)])
    if await service.upcoming(context.session, beneficiary, context.now):
        return None
    return await nothing_booked(context, beneficiary)


def closed(why: Closed, reference: str | None = None) -> SemanticMessage:
    """That an appointment can be changed no more, and why."""
    choices = (intent_choice("show_appointments"), intent_choice("book_consultation"), PERSON)
    return SemanticMessage("appointment.closed", {"reference": reference, "reason": str(why)}, choices)


async def nothing_booked(context: Context, beneficiary: UUID) -> Reply:
    """That nothing is booked, with what the person waits for."""
    own = await waiting.waiting_of(context.session, beneficiary)
    choices = (intent_choice("book_consultation"), *leave_choices(own), MENU)
    return Reply([SemanticMessage("appointment.none", {"waiting": waiting_data(own)}, choices)])


def waiting_data(entries: Sequence[WaitlistEntry]) -> list[dict[str, Any]]:
    return [{"reference": one.reference, "service": one.service_code, "region": one.region} for one in entries]


def leave_choices(entries: Sequence[WaitlistEntry]) -> list[Choice]:
    return [Choice("choice.waitlist.leave", leaving_list(one), {"service": one.service_code}) for one in entries]


def leaving_list(entry: WaitlistEntry) -> Request:
    return Request(CANCEL.name, (("waitlist_entry", str(entry.id)),))


def as_slots(known: dict[str, Any]) -> list[EventType]:
    return [SlotSet(name, value) for name, value in known.items()]


def _names_list(turn: Turn) -> bool:
    return any(str(reference).startswith("WTL") for reference in turn.values("case_reference"))
