"""The time of a consultation: free times shown, picked, named, or asked for again; the waiting list where none is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, time
from uuid import UUID

from rasa_sdk.events import EventType, SlotSet

from actions.clinics import holds, service, waiting
from actions.clinics.heard import said
from actions.clinics.models import Mode, Slot
from actions.clinics.service import Search
from actions.clinics.terms import holder_of, terms_of
from actions.clinics.times import SHOWN, full, nearest_to, next_week, spread, times
from actions.dialogue.fields import Answer, Ended, Field, FieldReading, FormContext, Refused
from actions.dialogue.messages import SemanticMessage
from actions.dialogue.reply import say
from actions.dialogue.tasks import BOOKING, RESCHEDULE
from actions.dialogue.turn import Turn
from actions.identity.sessions import current_person
from actions.people.models import Beneficiary
from nlu.arabic.replies import asks_for_more, asks_for_waitlist

_LOOKED_AT = 60
# Words of a question for other times; a longer one asks something else.
_SHORT = 4


class SlotField(Field):
    """A free time: picked from those shown, or named by day and hour, at any point of the conversation. The time that
    is picked is held while it is read back."""

    slot = "booking_slot"
    resets = ("booking_confirmed", "booking_offer")
    entities = ("slot", "date", "time", "more_slots", "waitlist", "same_specialist", "other_specialist", "next_week")

    def recognises(self, turn: Turn) -> bool:
        if super().recognises(turn) or wants_more(turn) or asks_for_waitlist(turn.text):
            return True
        return any(said(turn, name) for name in ("other_specialist", "same_specialist", "next_week"))

    def settles(self, turn: Turn) -> bool:
        asks = asks_for_more(turn.text) or bool(said(turn, "nearest"))
        return asks and len(turn.text.split()) <= _SHORT

    async def ask(self, context: FormContext) -> SemanticMessage | Ended:
        await holds.release(context.session, holder_of(context))
        return await self._offer(context)

    async def read(self, context: FormContext, *, asked: bool) -> FieldReading:
        turn = context.turn
        if not {"booking_service", "booking_mode"} <= {name for name, value in context.values.items() if value}:
            return keep_wish(context)
        standing = asked or context.values.get("booking_slot") is not None
        if asked and await self._joins_waitlist(context):
            return await self._wait(context)
        if asked and turn.intent == "deny" and not await self._times(context, wish=False):
            return Ended([say("cancelled", task=context.values.get("booking_task") or BOOKING.name)])
        if turn.value("slot") is not None:
            return await self._picked(context, int(turn.value("slot")))
        if turn.value("date") is not None or turn.value("time") is not None:
            return await self._named(context) if standing else keep_wish(context)
        if said(turn, "next_week"):
            keep_wish(context)
            return self._instead(context, await self._offer(context)) if standing else None
        if standing and said(turn, "other_specialist"):
            return await self._with_another(context)
        if standing and not context.changed and wants_more(turn):
            return await self._later(context)
        if asked and not context.changed and said(turn, "nearest"):
            return self._instead(context, await self._offer(context))
        return None

    async def _picked(self, context: FormContext, chosen: int) -> FieldReading:
        slot = await service.get_slot(context.session, chosen)
        if slot is not None and await self._hold(context, slot):
            return Answer(chosen)
        return self._instead(context, await self._offer(context, unavailable=True))

    async def _named(self, context: FormContext) -> FieldReading:
        """The day or hour the person named: taken when it is free and plain, else the nearest ones are shown."""
        before = context.values.get("booking_slot")
        known = await service.get_slot(context.session, before) if before is not None else None
        day = wished_day(context) or (known.starts_at.date().isoformat() if known else context.values.get("booking_date"))
        at = context.turn.value("time") or (f"{known.starts_at:%H:%M}" if known else context.values.get("booking_time"))
        context.values.update(booking_date=day, booking_time=at, booking_after=None)
        wish = [SlotSet("booking_date", day), SlotSet("booking_time", at), SlotSet("booking_after", None)]
        found = await service.free_slots(context.session, await self._search(context, day, at), context.now, 1)
        if found and day and at and await self._hold(context, found[0]):
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

    async def _with_another(self, context: FormContext) -> FieldReading:
        """Times with other specialists than the one whose time stood, or with whom the last visit was."""
        before = context.values.get("booking_slot")
        known = await service.get_slot(context.session, before) if before is not None else None
        unwanted = known.specialist_id if known else context.values.get("booking_specialist")
        context.values.update(booking_specialist=None, booking_not_with=unwanted)
        wish = [SlotSet("booking_specialist", None), SlotSet("booking_not_with", unwanted)]
        return self._instead(context, await self._offer(context), wish)

    async def _hold(self, context: FormContext, slot: Slot) -> bool:
        if slot.starts_at <= context.now:
            return False
        return await holds.hold(context.session, slot.id, holder_of(context), context.now)

    def _instead(self, context: FormContext, offer: SemanticMessage, events: Sequence[EventType] = ()) -> Refused:
        """Shows times in place of the one that stood."""
        context.values["booking_slot"] = None
        return Refused(offer, [*events, SlotSet("booking_slot", None)])

    async def _offer(self, context: FormContext, *, unavailable: bool = False) -> SemanticMessage:
        """The times that fit what was wished, or the nearest ones with a word that it is not among them."""
        free = await self._times(context)
        wished = context.values.get("booking_date") or context.values.get("booking_time")
        search = await self._search(context, None, None)
        if search.specialist != context.values.get("booking_specialist"):
            unavailable = True
        if not free and wished:
            free = await nearest_to(context, search, context.values.get("booking_date"))
            unavailable = True
        return times(free, unavailable=unavailable) if free else await full(context)

    async def _times(self, context: FormContext, *, wish: bool = True) -> list[Slot]:
        values = context.values
        day, at = (values.get("booking_date"), values.get("booking_time")) if wish else (None, None)
        after = context.now
        if wish and values.get("booking_after"):
            after = datetime.fromisoformat(values["booking_after"])
        free = await service.free_slots(context.session, await self._search(context, day, at), after, _LOOKED_AT)
        if not free and day and at:
            free = await service.free_slots(context.session, await self._search(context, day, None), after, _LOOKED_AT)
        return spread(free)[:SHOWN]

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
        entry = await waiting.join(
            context.session,
            person.beneficiary,
            context.values["booking_service"],
            region,
            f"{context.turn.conversation}:{context.turn.message_id}",
            context.now,
            mode=Mode(context.values["booking_mode"]),
            terms=terms_of(context.turn.conversation, context.values),
        )
        return Ended([say("appointment.waitlisted", reference=entry.reference)])

    async def _search(self, context: FormContext, day: str | None, at: str | None) -> Search:
        """What is looked for. A specialist who has no time at all is not insisted on: rather somebody else than nobody."""
        values = context.values
        region, city = values.get("booking_region"), values.get("booking_city")
        sites = await service.clinics(context.session, region=region, city=city) if region else []
        anytime = Search(
            values["booking_service"],
            Mode(values["booking_mode"]),
            tuple(site.code for site in sites),
            specialist=values.get("booking_specialist"),
            not_with=values.get("booking_not_with"),
            holder=holder_of(context),
        )
        if anytime.specialist and not await service.free_slots(context.session, anytime, context.now, 1):
            anytime = replace(anytime, specialist=None)
        on, hour = date.fromisoformat(day) if day else None, time.fromisoformat(at) if at else None
        return replace(anytime, day=on, at=hour)


def wants_more(turn: Turn) -> bool:
    """Whether other times are asked for; a wish to move or see an appointment means this while one is being made."""
    return bool(turn.value("more_slots")) or turn.intent == RESCHEDULE or asks_for_more(turn.text)


def wished_day(context: FormContext) -> str | None:
    """The day that was named; the day of the appointment that is being moved is not where it should go."""
    moved_from = context.values.get("booking_moved_from")
    days: list[str] = [day for day in context.turn.values("date") if day != moved_from]
    return next(iter(days), None)


def keep_wish(context: FormContext) -> FieldReading:
    """A day or hour that was named before there is anything to look for: remembered for when there is."""
    for entity, value in (("date", wished_day(context)), ("time", context.turn.value("time"))):
        if value is not None:
            context.values[f"booking_{entity}"] = value
            context.wishes.append(SlotSet(f"booking_{entity}", value))
    if said(context.turn, "next_week") and wished_day(context) is None:
        after = next_week(context.now).isoformat()
        context.values["booking_after"] = after
        context.wishes.append(SlotSet("booking_after", after))
    return None


async def own_region(context: FormContext, beneficiary: UUID) -> str:
    """Where the person lives, for a remote service that is full."""
    return (await context.session.get_one(Beneficiary, beneficiary)).region
