"""Booking a consultation: service, place, in person or remote, a free time, and a read-back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from actions.clinics import service
from actions.clinics.geography import nearest, region_of
from actions.clinics.models import Mode
from actions.clinics.slot_field import SlotField
from actions.clinics.views import clinic_data, slot_data
from actions.dialogue.fields import Answer, Field, FieldReading, FormContext, LastWord, Refused
from actions.dialogue.form import TaskForm
from actions.dialogue.messages import PERSON, Choice, SemanticMessage, value_choice, yes_or_no
from actions.dialogue.tasks import BOOKING

_LATER = ("booking_slot", "booking_confirmed")


class ServiceField(Field):
    slot = "booking_service"
    resets = _LATER
    entities = ("service",)

    async def ask(self, context: FormContext) -> SemanticMessage:
        codes = await service.services(context.session)
        return question("service", [value_choice(f"choice.service.{code}", "service", code) for code in codes])

    async def read(self, context: FormContext, *, asked: bool) -> FieldReading:
        found = context.turn.value("service")
        return Answer(found) if found in await service.services(context.session) else None


class RegionField(Field):
    """The region; a city names its region too. Not needed for a remote consultation."""

    slot = "booking_region"
    resets = ("booking_city", *_LATER)
    entities = ("region", "city")

    def is_needed(self, values: Mapping[str, Any]) -> bool:
        return values.get(self.slot) is None and values.get("booking_mode") != Mode.REMOTE

    async def ask(self, context: FormContext) -> SemanticMessage:
        regions = dict.fromkeys(clinic.region for clinic in await service.clinics(context.session))
        return question("region", [value_choice(f"region.{code}", "region", code) for code in regions])

    async def read(self, context: FormContext, *, asked: bool) -> FieldReading:
        region = context.turn.value("region") or region_of(context.turn.value("city"))
        if region is None:
            return None
        if await service.clinics(context.session, region=region):
            return Answer(region)
        return Refused(await no_clinic(context, region))


class CityField(Field):
    """The city, where a region has clinics in more than one; else there is nothing to ask."""

    slot = "booking_city"
    resets = _LATER

    def is_needed(self, values: Mapping[str, Any]) -> bool:
        return values.get(self.slot) is None and values.get("booking_region") is not None

    async def ask(self, context: FormContext) -> SemanticMessage:
        cities = await self._cities(context)
        return question("city", [value_choice(f"city.{code}", "city", code) for code in cities])

    async def read(self, context: FormContext, *, asked: bool) -> FieldReading:
        if context.values.get("booking_region") is None:
            return None
        cities = await self._cities(context)
        found = next((city for city in context.turn.values("city") if city in cities), None)
        if found is None and asked and context.turn.value("region") in cities:
            found = context.turn.value("region")  # a bare name that city and region share
        if found is None and len(cities) == 1 and context.values.get(self.slot) is None:
            found = cities[0]
        return None if found is None else Answer(found)

    async def _cities(self, context: FormContext) -> list[str]:
        sites = await service.clinics(context.session, region=context.values["booking_region"])
        return list(dict.fromkeys(site.city for site in sites))


class ModeField(Field):
    slot = "booking_mode"
    resets = _LATER
    entities = ("mode",)

    async def ask(self, context: FormContext) -> SemanticMessage:
        return question("mode", [value_choice(f"choice.mode.{mode}", "mode", str(mode)) for mode in Mode])

    async def read(self, context: FormContext, *, asked: bool) -> FieldReading:
        found = context.turn.value("mode")
        return Answer(found) if found in tuple(Mode) else None


class ConfirmField(LastWord):
    """Nothing is booked before this has been affirmed."""

    slot = "booking_confirmed"
    affirming = (BOOKING.name,)

    async def ask(self, context: FormContext) -> SemanticMessage:
        slot = await service.get_slot(context.session, context.values["booking_slot"])
        assert slot is not None
        return SemanticMessage("appointment.confirm", slot_data(slot), yes_or_no())

    def task_name(self, context: FormContext) -> str:
        return BOOKING.name


class BookingForm(TaskForm):
    task = BOOKING
    _fields: ClassVar[tuple[Field, ...]] = (
        ServiceField(),
        RegionField(),
        CityField(),
        ModeField(),
        SlotField(),
        ConfirmField(),
    )

    def fields(self) -> Sequence[Field]:
        return self._fields


def question(name: str, choices: Sequence[Choice]) -> SemanticMessage:
    return SemanticMessage("appointment.ask", {"question": name}, choices)


async def no_clinic(context: FormContext, region: str) -> SemanticMessage:
    """There is no clinic in that region: said as it is, with the nearest sites and the remote way."""
    near = nearest(region, await service.clinics(context.session))
    choices = [value_choice("choice.mode.remote", "mode", str(Mode.REMOTE))]
    choices += [value_choice(f"city.{city}", "city", city) for city in dict.fromkeys(site.city for site in near)]
    data = {"region": region, "nearest": [site.code for site in near], "remote": True}
    data["clinics"] = [clinic_data(site) for site in near]
    return SemanticMessage("appointment.no_clinic", data, [*choices, PERSON])
