"""Which of one's appointments is meant."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar
from uuid import UUID

from actions.clinics import service
from actions.clinics.geography import region_of
from actions.clinics.models import Appointment
from actions.clinics.views import appointment_data
from actions.dialogue.fields import Answer, Ended, Field, FieldReading, FormContext
from actions.dialogue.messages import SemanticMessage, value_choice
from actions.dialogue.turn import Turn
from actions.identity.sessions import current_person


def meant(turn: Turn, appointments: Sequence[Appointment]) -> Appointment | None:
    """The one appointment that the message can only mean; None when it fits several or none of them.

    What is named and fits none (the day to move to, say) does not tell them apart.
    """
    fitting = list(appointments)
    for tells in (_by_id, _by_service, _by_day, _by_place):
        narrower = [one for one in fitting if tells(turn, one)]
        fitting = narrower or fitting
    return fitting[0] if len(fitting) == 1 else None


class AppointmentField(Field):
    """The appointment that is to be moved or cancelled, by its number; asked where there are several."""

    entities = ("appointment",)
    purpose: ClassVar[str]

    def is_needed(self, values: Mapping[str, Any]) -> bool:
        return values.get(self.slot) is None

    async def ask(self, context: FormContext) -> SemanticMessage | Ended:
        own = await self._own(context)
        if not own:
            return Ended([SemanticMessage("appointment.none")])
        choices = [value_choice("choice.appointment", "appointment", str(one.id), **appointment_data(one)) for one in own]
        data = {"appointments": [appointment_data(one) for one in own], "purpose": self.purpose, "question": "appointment"}
        return SemanticMessage("appointment.list", data, choices)

    async def read(self, context: FormContext, *, asked: bool) -> FieldReading:
        if not asked:
            return None
        own = await self._own(context)
        turn = context.turn
        found = meant(turn, own) if turn.has_values else None
        return Answer(str(found.id), self.follows(context, found)) if found and len(own) > 1 else None

    def follows(self, context: FormContext, found: Appointment) -> Sequence[Any]:
        """What else is known once the appointment is."""
        return ()

    async def _own(self, context: FormContext) -> list[Appointment]:
        person = await current_person(context.session, context.turn.conversation, context.now)
        return await service.upcoming(context.session, person.beneficiary, context.now) if person else []


def _by_id(turn: Turn, one: Appointment) -> bool:
    return turn.value("appointment") == str(one.id) or one.reference in turn.values("case_reference")


def _by_service(turn: Turn, one: Appointment) -> bool:
    return one.slot.specialist.service_code in turn.values("service")


def _by_day(turn: Turn, one: Appointment) -> bool:
    same_day = one.starts_at.date().isoformat() in turn.values("date")
    return same_day or f"{one.starts_at:%H:%M}" in turn.values("time")


def _by_place(turn: Turn, one: Appointment) -> bool:
    clinic = one.slot.specialist.clinic
    return clinic.city in turn.values("city") or clinic.region in (turn.value("region"), region_of(turn.value("city")))


def as_uuid(text: Any) -> UUID | None:
    """The id that a tapped choice carries; None for nothing."""
    return UUID(text) if text else None
