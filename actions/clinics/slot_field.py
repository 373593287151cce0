"""The time of a consultation: free times shown, picked, named, or asked for again; the waiting list where none is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from uuid import UUID

from rasa_sdk.events import EventType, SlotSet

from actions.clinics import holds, service, waiting
from actions.clinics.heard import said
from actions.clinics.models import Mode, Slot
from actions.clinics.offering import before, is_any_free, offer, search_for, shown
from actions.clinics.terms import holder_of, terms_of
from actions.clinics.times import times
from actions.clinics.wishes import Wish, fits, keep, wish_of
from actions.clock import RIYADH
from actions.dialogue.fields import Answer, Ended, Field, FieldReading, FormContext, Refused
from actions.dialogue.messages import SemanticMessage
from actions.dialogue.reply import say
from actions.dialogue.tasks import BOOKING, RESCHEDULE
from actions.dialogue.turn import Turn
from actions.identity.sessions import current_person
from actions.people.models import Beneficiary
from nlu.arabic.replies import asks_for_more, asks_for_waitlist

# Words of a question for other times; a longer one asks something else, and so does one about what is booked.
_SHORT = 5
_OWN = "show_appointments"


class SlotField(Field):
    """A free time: picked from those shown, or named by day and hour, at any point of the conversation. The time that
    is picked is held while it is read back."""

    slot = "booking_slot"
    resets = ("booking_confirmed", "booking_offer")
    entities = ("slot", "date", "time", "more_slots", "waitlist", "same_specialist", "other_specialist", "next_week")

    def recognises(self, turn: Turn) -> bool:
        if super().recognises(turn) or wants_more(turn) or asks_for_waitlist(turn.text):
            return True
        wish = wish_of(turn)
        if wish.names or (wish.moves and turn.requested in (self.slot, "booking_confirmed")):
            return True
        return any(said(turn, name) for name in ("other_specialist", "same_specialist"))

    def settles(self, turn: Turn) -> bool:
        if turn.intent == _OWN or len(turn.text.split()) > _SHORT:
            return False
        wish = wish_of(turn)
        return asks_for_more(turn.text) or bool(said(turn, "nearest")) or wish.names or wish.moves

    async def ask(self, context: FormContext) -> SemanticMessage | Ended:
        await holds.release(context.session, holder_of(context))
        return await offer(context)

    async def read(self, context: FormContext, *, asked: bool) -> FieldReading:
        turn = context.turn
        wish = wish_of(turn, context.values.get("booking_moved_from"))
        standing = asked or context.values.get("booking_slot") is not None
        ready = context.values.get("booking_service") and context.values.get("booking_mode")
        if not (standing and ready):
            context.wishes += keep(context, _from_appointment(context, wish))
            return await self._picked(context, int(turn.value("slot"))) if ready and turn.value("slot") else None
        if asked and await self._joins_waitlist(context):
            return await self._wait(context)
        if asked and turn.intent == "deny" and not (wish.names or wish.moves) and not await is_any_free(context):
            return Ended([say("cancelled", task=context.values.get("booking_task") or BOOKING.name)])
        if turn.value("slot") is not None:
            return await self._picked(context, int(turn.value("slot")))
        if wish.moves:
            return await self._moved(context, wish)
        if wish.names:
            return await self._named(context, wish)
        if said(turn, "other_specialist"):
            return await self._with_another(context)
        if not context.changed and wants_more(turn):
            return await self._later(context)
        if asked and not context.changed and said(turn, "nearest"):
            return self._instead(context, await offer(context))
        return None

    async def _picked(self, context: FormContext, chosen: int) -> FieldReading:
        slot = await service.get_slot(context.session, chosen)
        if slot is not None and await self._hold(context, slot):
            return Answer(chosen)
        return self._instead(context, await offer(context, unavailable=True))

    async def _named(self, context: FormContext, wish: Wish) -> FieldReading:
        """When the person named it: taken where a day and an hour are free and plain, else what fits is shown. Of the
        time that stood the day or the hour is kept where only the other one is named."""
        known = await self._standing(context)
        if known is not None and fits(known, wish):
            return None
        kept = wish
        if known is not None and wish.at and not (wish.day or wish.refused or wish.next_week):
            kept = replace(wish, day=known.starts_at.date().isoformat())
        events = keep(context, kept)
        if context.values.get("booking_date") and (at := context.values.get("booking_time") or _same_hour(known, wish)):
            search = replace(await search_for(context), at=time.fromisoformat(at))
            found = await service.free_slots(context.session, search, context.now, 1)
            if found and await self._hold(context, found[0]):
                return Answer(found[0].id, events)
        return self._instead(context, await offer(context), events)

    async def _moved(self, context: FormContext, wish: Wish) -> FieldReading:
        """Days or hours counted from the time that stands, or from those that were shown."""
        known = await self._standing(context)
        if known is None and not context.values.get("booking_date"):
            counted = _from_appointment(context, wish)
            if counted.day != wish.day:
                return await self._named(context, counted)
        slots = [known] if known else await shown(context)
        if not slots:
            return self._instead(context, await offer(context))
        first, last = slots[0].starts_at, slots[-1].starts_at
        if wish.shift:
            day = (first if wish.shift < 0 else last).date() + timedelta(days=wish.shift)
            return await self._named(context, replace(wish, day=day.isoformat()))
        if wish.other_day:
            return await self._on_another_day(context, wish, first.date(), last.date())
        if wish.names:
            return await self._named(context, wish)
        earlier = await before(context, first)
        message = times(earlier) if earlier else await offer(context, unavailable=True)
        return self._instead(context, message)

    async def _on_another_day(self, context: FormContext, wish: Wish, first: date, last: date) -> FieldReading:
        """Without the one day that stood; behind the days that were shown where these were several."""
        if wish.day is not None:
            return await self._named(context, wish)
        if first == last:
            events = keep(context, replace(wish, refused=(*wish.refused, first.isoformat())))
        else:
            events = keep(context, wish)
            after = datetime.combine(last + timedelta(days=1), time.min, RIYADH).isoformat()
            context.values.update(booking_after=after, booking_date=None)
            events += [SlotSet("booking_after", after), SlotSet("booking_date", None)]
        return self._instead(context, await offer(context), events)

    async def _later(self, context: FormContext) -> FieldReading:
        """The times after those that were shown; the first ones again when there are no more."""
        slots = await shown(context)
        last = slots[-1].starts_at if slots else context.now
        context.values.update(booking_date=None, booking_time=None)
        any_left = await service.free_slots(context.session, await search_for(context), last, 1)
        after = last.isoformat() if any_left else None
        context.values["booking_after"] = after
        wish = [SlotSet("booking_after", after), SlotSet("booking_date", None), SlotSet("booking_time", None)]
        return self._instead(context, await offer(context), wish)

    async def _with_another(self, context: FormContext) -> FieldReading:
        """Times with other specialists than the one whose time stood, or with whom the last visit was."""
        known = await self._standing(context)
        unwanted = known.specialist_id if known else context.values.get("booking_specialist")
        context.values.update(booking_specialist=None, booking_not_with=unwanted)
        wish = [SlotSet("booking_specialist", None), SlotSet("booking_not_with", unwanted)]
        return self._instead(context, await offer(context), wish)

    async def _standing(self, context: FormContext) -> Slot | None:
        """The time that was picked before this message."""
        chosen = context.values.get("booking_slot")
        return await service.get_slot(context.session, chosen) if chosen is not None else None

    async def _hold(self, context: FormContext, slot: Slot) -> bool:
        if slot.starts_at <= context.now:
            return False
        return await holds.hold(context.session, slot.id, holder_of(context), context.now)

    def _instead(self, context: FormContext, offer: SemanticMessage, events: Sequence[EventType] = ()) -> Refused:
        """Shows times in place of the one that stood."""
        context.values["booking_slot"] = None
        return Refused(offer, [*events, SlotSet("booking_slot", None)])

    async def _joins_waitlist(self, context: FormContext) -> bool:
        turn = context.turn
        if turn.value("waitlist") or asks_for_waitlist(turn.text):
            return True
        return turn.intent == "affirm" and not await is_any_free(context)

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


def wants_more(turn: Turn) -> bool:
    """Whether other times are asked for; a wish to move or see an appointment means this while one is being made."""
    return bool(turn.value("more_slots")) or turn.intent == RESCHEDULE or asks_for_more(turn.text)


def _from_appointment(context: FormContext, wish: Wish) -> Wish:
    """While no other day is spoken of, days are counted from the appointment that is moved («قدموه يوم»)."""
    moved_from = context.values.get("booking_moved_from")
    if moved_from is None or wish.day is not None:
        return wish
    if wish.shift:
        return replace(wish, day=(date.fromisoformat(moved_from) + timedelta(days=wish.shift)).isoformat())
    return replace(wish, refused=(*wish.refused, moved_from)) if wish.other_day else wish


def _same_hour(known: Slot | None, wish: Wish) -> str | None:
    """The hour of the time that stood, where another day is named without an hour."""
    return f"{known.starts_at:%H:%M}" if known is not None and wish.day and not wish.part else None


async def own_region(context: FormContext, beneficiary: UUID) -> str:
    """Where the person lives, for a remote service that is full."""
    return (await context.session.get_one(Beneficiary, beneficiary)).region
