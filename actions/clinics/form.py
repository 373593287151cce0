"""Booking a consultation and moving one: for whom, what, where, in person or remote, a free time, and a read-back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar
from uuid import UUID

from rasa_sdk.events import EventType, SlotSet
from sqlalchemy.ext.asyncio import AsyncSession

from actions.clinics import holds, service
from actions.clinics.heard import wanted
from actions.clinics.models import Appointment, Medium, Mode
from actions.clinics.place_fields import LATER, CityField, MediumField, ModeField, RegionField, question
from actions.clinics.slot_field import SlotField
from actions.clinics.terms import holder_of
from actions.clinics.views import member_data, slot_data
from actions.clinics.which import AppointmentField
from actions.clinics.whom_field import WhomField
from actions.clinics.wishes import wish_of
from actions.dialogue.fields import Answer, Ended, Field, FieldReading, FormContext, LastWord
from actions.dialogue.form import TaskForm
from actions.dialogue.leaving import when_left
from actions.dialogue.messages import SemanticMessage, value_choice, yes_or_no
from actions.dialogue.tasks import BOOKING, RESCHEDULE
from actions.dialogue.turn import Turn
from actions.people.models import Member


class MovedField(AppointmentField):
    """The appointment that gets another time; its service, place and way are kept unless others are wished for."""

    slot = "booking_moves"
    purpose = "reschedule"

    def is_needed(self, values: Mapping[str, Any]) -> bool:
        return values.get("booking_task") == RESCHEDULE and super().is_needed(values)

    def follows(self, context: FormContext, found: Appointment) -> Sequence[EventType]:
        known = {name: value for name, value in of_appointment(found).items() if name != self.slot}
        context.values.update(known)
        return [SlotSet(name, value) for name, value in known.items()]


class ServiceField(Field):
    slot = "booking_service"
    resets = LATER
    entities = ("service",)

    async def ask(self, context: FormContext) -> SemanticMessage:
        codes = await service.services(context.session)
        return question("service", [value_choice(f"choice.service.{code}", "service", code) for code in codes])

    async def read(self, context: FormContext, *, asked: bool) -> FieldReading:
        if context.values.get("booking_task") == RESCHEDULE:
            return None  # another service is another appointment
        found = next(iter(wanted(context.turn, "service")), None)
        return Answer(found) if found in await service.services(context.session) else None


class ConfirmField(LastWord):
    """Nothing is booked or moved before this has been affirmed; a no gives the time back."""

    slot = "booking_confirmed"
    affirming = (BOOKING.name,)

    async def ask(self, context: FormContext) -> SemanticMessage:
        values = context.values
        slot = await service.get_slot(context.session, values["booking_slot"])
        assert slot is not None
        await holds.hold(context.session, slot.id, holder_of(context), context.now)
        remote = slot.mode is Mode.REMOTE
        medium = (values.get("booking_medium") or str(Medium.PHONE)) if remote else None
        member = await context.session.get(Member, values["booking_for"]) if values.get("booking_for") else None
        data = {**slot_data(slot), "medium": medium, "for": member_data(member), "moves": None}
        if values.get("booking_moves"):
            moved = await service.get_appointment(context.session, UUID(values["booking_moves"]))
            assert moved is not None
            data |= {"moves": moved.reference, "moved_from": moved.starts_at.isoformat()}
        other = Medium.VIDEO if medium == Medium.PHONE else Medium.PHONE
        choices = [value_choice(f"choice.medium.{other}", "medium", str(other))] if remote else []
        return SemanticMessage("appointment.confirm", data, [*yes_or_no(), *choices])

    async def read(self, context: FormContext, *, asked: bool) -> FieldReading:
        if context.values.get("booking_slot") is None:
            return None  # other times are shown in place of the one that was read back
        reading = await super().read(context, asked=asked)
        if isinstance(reading, Ended) and not context.values.get("booking_offer"):
            await holds.release(context.session, holder_of(context))
        return reading

    def words_of_a_correction(self, turn: Turn) -> bool:
        wish = wish_of(turn)
        return super().words_of_a_correction(turn) or wish.names or wish.moves

    def task_name(self, context: FormContext) -> str:
        return context.values.get("booking_task") or BOOKING.name


class BookingForm(TaskForm):
    task = BOOKING
    _fields: ClassVar[tuple[Field, ...]] = (
        MovedField(),
        WhomField(),
        ServiceField(),
        RegionField(),
        CityField(),
        ModeField(),
        MediumField(),
        SlotField(),
        ConfirmField(),
    )

    def fields(self) -> Sequence[Field]:
        return self._fields


def of_appointment(appointment: Appointment) -> dict[str, Any]:
    """The slots of the form that stay as they are when an appointment is moved, unless the person wishes otherwise."""
    slot = appointment.slot
    return {
        "booking_moves": str(appointment.id),
        "booking_moved_from": appointment.starts_at.date().isoformat(),
        "booking_for": appointment.member_id or 0,
        **of_visit(appointment),
        "booking_medium": appointment.medium and str(appointment.medium),
        "booking_specialist": slot.specialist_id,
    }


def of_visit(appointment: Appointment) -> dict[str, Any]:
    """What, where and how an appointment is."""
    slot, clinic = appointment.slot, appointment.slot.specialist.clinic
    return {
        "booking_service": slot.specialist.service_code,
        "booking_region": clinic.region,
        "booking_city": clinic.city,
        "booking_mode": str(slot.mode),
    }


async def _give_back(session: AsyncSession, turn: Turn) -> None:
    """Leaving the form frees the time that was held; one that is offered stays so until the offer ends."""
    await holds.release(session, holds.of_conversation(turn.conversation))


when_left(BOOKING.form, _give_back)
