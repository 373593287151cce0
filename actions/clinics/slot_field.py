"""The time of a consultation: free times shown, picked, named, or asked for again; the waiting list where none is."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time
from uuid import UUID

from rasa_sdk.events import EventType, SlotSet

from actions.clinics import service
from actions.clinics.geography import nearest
from actions.clinics.models import Mode, Slot
from actions.clinics.service import Search
from actions.clinics.views import slot_data
from actions.clock import RIYADH
from actions.dialogue.fields import Answer, Ended, Field, FieldReading, FormContext, Refused
from actions.dialogue.messages import PERSON, SemanticMessage, value_choice
from actions.dialogue.reply import say
from actions.dialogue.tasks import BOOKING
from actions.dialogue.turn import Turn
from actions.identity.service import current_person
from actions.people.models import Beneficiary
from nlu.arabic.replies import asks_for_more, asks_for_waitlist

_OFFERED = 5
_A_DAY = 2
_LOOKED_AT = 60


class SlotField(Field):
    """A free time: picked from those shown, or named by day and hour, at any point of the conversation."""

    slot = "booking_slot"
    resets = ("booking_confirmed",)
    entities = ("slot", "date", "time", "more_slots", "waitlist")

    def recognises(self, turn: Turn) -> bool:
        return super().recognises(turn) or wants_more(turn) or asks_for_waitlist(turn.text)

    async def ask(self, context: FormContext) -> SemanticMessage | Ended:
        return await self._offer(context)

    async def read(self, context: FormContext, *, asked: bool) -> FieldReading:
        turn = context.turn
        if not {"booking_service", "booking_mode"} <= {name for name, value in context.values.items() if value}:
            return keep_wish(context)
        standing = asked or context.values.get("booking_slot") is not None
        if asked and await self._joins_waitlist(context):
            return await self._wait(context)
        if asked and turn.intent == "deny" and not await self._times(context, wish=False):
            return Ended([say("cancelled", task=BOOKING.name)])
        if turn.value("slot") is not None:
            return await self._picked(context, int(turn.value("slot")))
        if turn.value("date") is not None or turn.value("time") is not None:
            return await self._named(context) if standing else keep_wish(context)
        if standing and not context.changed and wants_more(turn):
            return await self._later(context)
        return None

    async def _picked(self, context: FormContext, chosen: int) -> FieldReading:
        slot = await service.get_slot(context.session, chosen)
        if slot is not None and await service.is_free(context.session, slot, context.now):
            return Answer(chosen)
        return self._instead(context, await self._offer(context, unavailable=True))

    async def _named(self, context: FormContext) -> FieldReading:
        """The day or hour the person named: taken when it is free and plain, else the nearest ones are shown."""
        before = context.values.get("booking_slot")
        known = await service.get_slot(context.session, before) if before is not None else None
        day = context.turn.value("date") or (known.starts_at.date().isoformat() if known else None)
        at = context.turn.value("time") or (f"{known.starts_at:%H:%M}" if known else None)
        context.values.update(booking_date=day, booking_time=at, booking_after=None)
        wish = [SlotSet("booking_date", day), SlotSet("booking_time", at), SlotSet("booking_after", None)]
        found = await service.free_slots(context.session, await self._search(context, day, at), context.now, 1)
        if found and day and at:
            return Answer(found[0].id, wish)
        return self._instead(context, await self._offer(context, unavailable=bool(at)), wish)

    async def _later(self, context: FormContext) -> FieldReading:
        """The times after those that were shown; the first ones again when there are no more."""
        shown = await self._times(context)
        after = shown[-1].starts_at.isoformat() if shown else None
        context.values.update(booking_after=after, booking_date=None, booking_time=None)
        if not await self._times(context):
            context.values["booking_after"] = after = None
        wish = [SlotSet("booking_after", after), SlotSet("booking_date", None), SlotSet("booking_time", None)]
        return self._instead(context, await self._offer(context), wish)

    def _instead(self, context: FormContext, offer: SemanticMessage, events: Sequence[EventType] = ()) -> Refused:
        """Shows times in place of the one that stood."""
        context.values["booking_slot"] = None
        return Refused(offer, [*events, SlotSet("booking_slot", None)])

    async def _offer(self, context: FormContext, *, unavailable: bool = False) -> SemanticMessage:
        """The times that fit what was wished, or the nearest ones with a word that it is not among them."""
        free = await self._times(context)
        wished = context.values.get("booking_date") or context.values.get("booking_time")
        if not free and wished:
            wanted = context.values.get("booking_date")
            free = await self._times(context, wish=False, since=wanted)
            unavailable = True
        return times(free, unavailable=unavailable) if free else await full(context)

    async def _times(self, context: FormContext, *, wish: bool = True, since: str | None = None) -> list[Slot]:
        values = context.values
        day, at = (values.get("booking_date"), values.get("booking_time")) if wish else (None, None)
        after = context.now
        if wish and values.get("booking_after"):
            after = datetime.fromisoformat(values["booking_after"])
        elif since:
            after = max(after, datetime.combine(date.fromisoformat(since), time.min, RIYADH))
        search = await self._search(context, day, at)
        free = await service.free_slots(context.session, search, after, _LOOKED_AT)
        if not free and day and at:
            free = await service.free_slots(context.session, await self._search(context, day, None), after, _LOOKED_AT)
        return spread(free)

    async def _joins_waitlist(self, context: FormContext) -> bool:
        turn = context.turn
        if turn.value("waitlist") or asks_for_waitlist(turn.text):
            return True
        return turn.intent == "affirm" and not await self._times(context, wish=False)

    async def _wait(self, context: FormContext) -> FieldReading:
        person = await current_person(context.session, context.turn.conversation, context.now)
        if person is None:
            return None
        region = context.values.get("booking_region") or await own_region(context, person.beneficiary)
        key = f"{context.turn.conversation}:{context.turn.message_id}"
        entry = await service.join_waitlist(
            context.session, person.beneficiary, context.values["booking_service"], region, key, context.now
        )
        return Ended([say("appointment.waitlisted", reference=entry.reference)])

    async def _search(self, context: FormContext, day: str | None, at: str | None) -> Search:
        values = context.values
        region, city = values.get("booking_region"), values.get("booking_city")
        sites = await service.clinics(context.session, region=region, city=city) if region else []
        return Search(
            values["booking_service"],
            Mode(values["booking_mode"]),
            tuple(site.code for site in sites),
            date.fromisoformat(day) if day else None,
            time.fromisoformat(at) if at else None,
        )


def times(free: Sequence[Slot], *, unavailable: bool = False) -> SemanticMessage:
    """The free times as choices; `unavailable` tells that the one asked for is not among them."""
    choices = [value_choice("choice.slot", "slot", slot.id, **slot_data(slot)) for slot in free]
    more = value_choice("choice.more_slots", "more_slots", True)
    return SemanticMessage("appointment.ask", {"question": "slot", "unavailable": unavailable}, [*choices, more])


def spread(free: Sequence[Slot]) -> list[Slot]:
    """A few times of several days rather than one morning of one."""
    by_day: dict[date, list[Slot]] = {}
    for slot in free:
        by_day.setdefault(slot.starts_at.date(), []).append(slot)
    a_day = max(_A_DAY, _OFFERED // max(len(by_day), 1))
    chosen = [slot for slots in by_day.values() for slot in slots[:a_day]]
    return chosen[:_OFFERED]


def wants_more(turn: Turn) -> bool:
    """Whether other times are asked for; a wish to move or see an appointment means this while one is being made."""
    return bool(turn.value("more_slots")) or turn.intent == "reschedule_appointment" or asks_for_more(turn.text)


def keep_wish(context: FormContext) -> FieldReading:
    """A day or hour that was named before there is anything to look for: remembered for when there is."""
    for entity in ("date", "time"):
        if context.turn.value(entity) is not None:
            context.values[f"booking_{entity}"] = context.turn.value(entity)
            context.wishes.append(SlotSet(f"booking_{entity}", context.turn.value(entity)))
    return None


async def own_region(context: FormContext, beneficiary: UUID) -> str:
    """Where the person lives, for a remote service that is full."""
    return (await context.session.get_one(Beneficiary, beneficiary)).region


async def full(context: FormContext) -> SemanticMessage:
    """No free time in reach: the waiting list, remote, or the nearest other regions."""
    values = context.values
    region = values.get("booking_region")
    choices = [value_choice("choice.waitlist", "waitlist", True)]
    if values.get("booking_mode") == Mode.IN_PERSON:
        choices.append(value_choice("choice.mode.remote", "mode", str(Mode.REMOTE)))
    if region is not None:
        others = [site for site in await service.clinics(context.session) if site.region != region]
        near = dict.fromkeys(site.region for site in nearest(region, others))
        choices += [value_choice(f"region.{code}", "region", code) for code in near]
    return SemanticMessage(
        "appointment.full", {"service": values["booking_service"], "region": region}, [*choices, PERSON]
    )
