"""Booking a consultation: service, place, in person or remote, a free time, and a read-back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, time
from typing import Any, ClassVar

from actions.clinics import service
from actions.clinics.geography import nearest, region_of
from actions.clinics.models import Mode, Slot
from actions.clinics.service import Search
from actions.clinics.views import clinic_data, slot_data
from actions.dialogue.fields import Answer, Ended, Field, FieldReading, FormContext, Refused
from actions.dialogue.form import TaskForm
from actions.dialogue.messages import PERSON, Choice, SemanticMessage, value_choice, yes_or_no
from actions.dialogue.reply import say
from actions.dialogue.tasks import BOOKING
from actions.identity.service import current_person

_OFFERED = 5
_LATER = ("booking_slot", "booking_confirmed")


class ServiceField(Field):
    slot = "booking_service"
    resets = _LATER

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

    async def ask(self, context: FormContext) -> SemanticMessage:
        return question("mode", [value_choice(f"choice.mode.{mode}", "mode", str(mode)) for mode in Mode])

    async def read(self, context: FormContext, *, asked: bool) -> FieldReading:
        found = context.turn.value("mode")
        return Answer(found) if found in tuple(Mode) else None


class SlotField(Field):
    """A free time: picked from those shown, or named by day and hour."""

    slot = "booking_slot"
    resets = ("booking_confirmed",)

    async def ask(self, context: FormContext) -> SemanticMessage | Ended:
        search = await self._search(context)
        free = await service.free_slots(context.session, search, context.now, _OFFERED)
        return times(free) if free else full(context)

    async def read(self, context: FormContext, *, asked: bool) -> FieldReading:
        turn = context.turn
        if turn.value("waitlist") or (asked and turn.intent == "affirm" and not await self._any_free(context)):
            return await self._wait(context)
        chosen = turn.value("slot")
        if chosen is not None:
            slot = await service.get_slot(context.session, int(chosen))
            usable = slot is not None and await service.is_free(context.session, slot, context.now)
            return Answer(int(chosen)) if usable else Refused(await self._others(context))
        if not asked:
            return None
        if turn.value("date") is None and turn.value("time") is None:
            return None
        return await self._named(context)

    async def _named(self, context: FormContext) -> FieldReading:
        """The day or hour the person named: taken when it is free and plain, else the nearest ones are shown."""
        day, at = context.turn.value("date"), context.turn.value("time")
        search = await self._search(context)
        narrowed = Search(
            search.service,
            search.mode,
            search.clinics,
            date.fromisoformat(day) if day else None,
            time.fromisoformat(at) if at else None,
        )
        found = await service.free_slots(context.session, narrowed, context.now, _OFFERED)
        if found and day and at:
            return Answer(found[0].id)
        return Refused(times(found) if found else await self._others(context))

    async def _any_free(self, context: FormContext) -> bool:
        return bool(await service.free_slots(context.session, await self._search(context), context.now, 1))

    async def _others(self, context: FormContext) -> SemanticMessage:
        free = await service.free_slots(context.session, await self._search(context), context.now, _OFFERED)
        return times(free, unavailable=True) if free else full(context)

    async def _wait(self, context: FormContext) -> FieldReading:
        person = await current_person(context.session, context.turn.conversation, context.now)
        if person is None:
            return None
        region = context.values.get("booking_region") or ""
        key = f"{context.turn.conversation}:{context.turn.message_id}"
        entry = await service.join_waitlist(
            context.session, person.beneficiary, context.values["booking_service"], region, key, context.now
        )
        return Ended([say("appointment.waitlisted", reference=entry.reference)])

    async def _search(self, context: FormContext) -> Search:
        values = context.values
        region, city = values.get("booking_region"), values.get("booking_city")
        sites = await service.clinics(context.session, region=region, city=city) if region else []
        return Search(values["booking_service"], Mode(values["booking_mode"]), tuple(site.code for site in sites))


class ConfirmField(Field):
    """Nothing is booked before this has been affirmed."""

    slot = "booking_confirmed"

    async def ask(self, context: FormContext) -> SemanticMessage:
        slot = await service.get_slot(context.session, context.values["booking_slot"])
        assert slot is not None
        return SemanticMessage("appointment.confirm", slot_data(slot), yes_or_no())

    async def read(self, context: FormContext, *, asked: bool) -> FieldReading:
        if not asked or context.changed:
            return None
        match context.turn.intent:
            case "affirm":
                return Answer(True)
            case "deny":
                return Ended([say("cancelled", task=BOOKING.name)])
        return None


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


def times(free: Sequence[Slot], *, unavailable: bool = False) -> SemanticMessage:
    """The free times as choices; `unavailable` tells that the one asked for is not among them."""
    choices = [value_choice("choice.slot", "slot", slot.id, **slot_data(slot)) for slot in free]
    return SemanticMessage("appointment.ask", {"question": "slot", "unavailable": unavailable}, choices)


async def no_clinic(context: FormContext, region: str) -> SemanticMessage:
    """There is no clinic in that region: said as it is, with the nearest sites and the remote way."""
    near = nearest(region, await service.clinics(context.session))
    choices = [value_choice("choice.mode.remote", "mode", str(Mode.REMOTE))]
    choices += [value_choice(f"city.{city}", "city", city) for city in dict.fromkeys(site.city for site in near)]
    data = {"region": region, "nearest": [site.code for site in near], "remote": True}
    data["clinics"] = [clinic_data(site) for site in near]
    return SemanticMessage("appointment.no_clinic", data, [*choices, PERSON])


def full(context: FormContext) -> SemanticMessage:
    """No free time in reach: the waiting list, another region, or remote."""
    values = context.values
    choices = [value_choice("choice.waitlist", "waitlist", True)]
    if values.get("booking_mode") == Mode.IN_PERSON:
        choices.append(value_choice("choice.mode.remote", "mode", str(Mode.REMOTE)))
    data = {"service": values["booking_service"], "region": values.get("booking_region")}
    return SemanticMessage("appointment.full", data, [*choices, PERSON])
