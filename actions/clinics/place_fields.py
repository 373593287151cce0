"""Where a consultation is: the region, the city, in person or remote."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from rasa_sdk.events import EventType, SlotSet

from actions.clinics import service
from actions.clinics.geography import nearest, region_of
from actions.clinics.heard import said, unwanted, wanted
from actions.clinics.models import Clinic, Medium, Mode
from actions.clinics.views import clinic_data
from actions.dialogue.fields import Answer, Field, FieldReading, FormContext, Refused
from actions.dialogue.messages import PERSON, Choice, SemanticMessage, value_choice
from actions.dialogue.turn import Turn
from nlu.arabic.consultations import spoken_of

LATER = ("booking_slot", "booking_confirmed")


class RegionField(Field):
    """The region; a city names its region too. Not needed for a remote consultation."""

    slot = "booking_region"
    resets = ("booking_city", "booking_near", "booking_specialist", *LATER)
    entities = ("region", "city")

    def is_needed(self, values: Mapping[str, Any]) -> bool:
        return values.get(self.slot) is None and values.get("booking_mode") != Mode.REMOTE

    async def ask(self, context: FormContext) -> SemanticMessage:
        regions = dict.fromkeys(clinic.region for clinic in await service.clinics(context.session))
        return question("region", [value_choice(f"region.{code}", "region", code) for code in regions])

    async def read(self, context: FormContext, *, asked: bool) -> FieldReading:
        city = next(iter(wanted(context.turn, "city")), None)
        region = next(iter(wanted(context.turn, "region")), None) or region_of(city)
        if region is None:
            return await self._nearest(context) if asked and takes_nearest(context) else None
        sites = await service.clinics(context.session, region=region)
        if sites:
            return Answer(region, self._with_city(context, city, sites) if region_of(city) == region else [])
        place = city or region
        return Refused(await no_clinic(context, region, place), remember(context, place))

    async def _nearest(self, context: FormContext) -> FieldReading:
        """The nearest of the clinics that were named in place of the region that has none."""
        sites = await service.clinics(context.session)
        site = nearest(context.values["booking_near"], sites)[0]
        return Answer(site.region, self._with_city(context, site.city, sites))

    def _with_city(self, context: FormContext, city: str | None, sites: Sequence[Clinic]) -> list[EventType]:
        """The city that was named with it, if it has a clinic; else it is kept as the place to be near to."""
        if city is None:
            return []
        name = "booking_city" if city in {site.city for site in sites} else "booking_near"
        if context.values.get(name) == city:
            return []
        context.values.update({name: city, "booking_specialist": None})
        context.changed.add(name)
        return [SlotSet(name, city), SlotSet("booking_specialist", None)]


class CityField(Field):
    """The city, where a region has clinics in more than one; else there is nothing to ask. For a city without a clinic
    the nearest ones are named."""

    slot = "booking_city"
    resets = ("booking_specialist", *LATER)

    def is_needed(self, values: Mapping[str, Any]) -> bool:
        return values.get(self.slot) is None and values.get("booking_region") is not None

    def recognises(self, turn: Turn) -> bool:
        return bool(said(turn, "nearest"))

    async def ask(self, context: FormContext) -> SemanticMessage:
        near = context.values.get("booking_near")
        cities = await self._cities(context, near)
        choices = [value_choice(f"city.{city}", "city", city) for city in cities]
        return question("city", choices, near=near, nearest=cities[0]) if near else question("city", choices)

    async def read(self, context: FormContext, *, asked: bool) -> FieldReading:
        if context.values.get("booking_region") is None:
            return None
        near = context.values.get("booking_near")
        cities = await self._cities(context, near)
        named = wanted(context.turn, "city")
        found = next((city for city in named if city in cities), None)
        if found is None and asked and context.turn.value("region") in cities:
            found = context.turn.value("region")  # a bare name that city and region share
        if found is None and context.values.get(self.slot) in unwanted(context.turn, "city"):
            return Answer(None)
        if found is None and named:
            return None  # of another region, or without a clinic: the region's question deals with it
        if found is None and asked and takes_nearest(context):
            found = cities[0]
        if found is None and len(cities) == 1 and context.values.get(self.slot) is None:
            found = cities[0]
        return None if found is None else Answer(found)

    async def _cities(self, context: FormContext, near: str | None) -> list[str]:
        """The cities of the region with a clinic, the nearest to `near` first."""
        sites = await service.clinics(context.session, region=context.values["booking_region"])
        ordered = nearest(near, sites, len(sites)) if near else sites
        return list(dict.fromkeys(site.city for site in ordered))


class ModeField(Field):
    """In person or remote; whoever names phone or video has said it."""

    slot = "booking_mode"
    resets = ("booking_medium", *LATER)
    entities = ("mode", "medium")

    def recognises(self, turn: Turn) -> bool:
        return said(turn, "mode") is not None

    async def ask(self, context: FormContext) -> SemanticMessage:
        choices = [value_choice(f"choice.mode.{mode}", "mode", str(mode)) for mode in Mode]
        return question("mode", [*choices, value_choice("choice.medium.video", "medium", str(Medium.VIDEO))])

    async def read(self, context: FormContext, *, asked: bool) -> FieldReading:
        if context.turn.value("medium") is not None:
            return Answer(str(Mode.REMOTE))
        found = spoken_of(context.turn.text).get("mode") or context.turn.value("mode")
        return Answer(found) if found in tuple(Mode) else None


class MediumField(Field):
    """Phone or video; never asked, for a remote consultation is by phone unless video is wished for."""

    slot = "booking_medium"
    resets = ("booking_confirmed",)

    def is_needed(self, values: Mapping[str, Any]) -> bool:
        return False

    async def ask(self, context: FormContext) -> SemanticMessage:
        raise NotImplementedError("never asked")

    async def read(self, context: FormContext, *, asked: bool) -> FieldReading:
        found = said(context.turn, "medium")
        return Answer(found) if found in tuple(Medium) else None


def question(name: str, choices: Sequence[Choice], **data: Any) -> SemanticMessage:
    return SemanticMessage("appointment.ask", {"question": name, **data}, choices)


def remember(context: FormContext, place: str) -> list[EventType]:
    """Keeps the place near to which a clinic is wished for."""
    context.values["booking_near"] = place
    return [SlotSet("booking_near", place)]


def takes_nearest(context: FormContext) -> bool:
    """Whether the nearest of the places that were named suits: by its word, or by a yes to it."""
    turn = context.turn
    near = context.values.get("booking_near") is not None
    return near and (bool(said(turn, "nearest")) or (turn.intent == "affirm" and not turn.has_values))


async def no_clinic(context: FormContext, region: str, place: str) -> SemanticMessage:
    """There is no clinic in that region: said as it is, with the nearest sites and the remote way."""
    near: list[Clinic] = nearest(place, await service.clinics(context.session))
    choices = [value_choice("choice.mode.remote", "mode", str(Mode.REMOTE))]
    choices += [value_choice(f"city.{city}", "city", city) for city in dict.fromkeys(site.city for site in near)]
    data = {"region": region, "nearest": [site.code for site in near], "remote": True}
    data["clinics"] = [clinic_data(site) for site in near]
    return SemanticMessage("appointment.no_clinic", data, [*choices, PERSON])
