"""What somebody wishes of the time of a consultation: read from a message, and kept in the slots of the form."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from rasa_sdk.events import EventType, SlotSet

from actions.clinics.heard import named_times, refused_days, said, told_of_time
from actions.clinics.models import Slot
from actions.clinics.policy import policy
from actions.clinics.times import next_week
from actions.dialogue.fields import FormContext
from actions.dialogue.turn import Turn
from nlu.arabic.appointment_times import NOT

_WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Wish:
    """A day (ISO), an hour (HH:MM), a part of the day (a name of the policy, behind NOT where it is not wanted), days that
    are refused, the coming week; `weekday` tells that the day is no more than one of the week, `shift` is a number of days
    from what stands. None and empty for what is not said."""

    day: str | None = None
    at: str | None = None
    part: str | None = None
    refused: tuple[str, ...] = ()
    weekday: bool = False
    next_week: bool = False
    shift: int | None = None
    other_day: bool = False
    earlier: bool = False

    @property
    def names(self) -> bool:
        """Whether it says by itself when."""
        return bool(self.day or self.at or self.part or self.refused or self.next_week)

    @property
    def moves(self) -> bool:
        """Whether it says so from what was shown or stands."""
        return bool(self.shift or self.other_day or self.earlier)


def wish_of(turn: Turn, moved_from: str | None = None) -> Wish:
    """What the message wishes. The day of the appointment that is being moved is not where it should go."""
    told = told_of_time(turn)
    left_out = {value for value, span in named_times(turn) if span in told.refused | told.counted} | set(refused_days(turn))
    at = next((hour for hour in turn.values("time") if hour not in left_out), None)
    day = next((day for day in turn.values("date") if day not in left_out and day != moved_from), None)
    return Wish(
        day=day,
        weekday=any(value == day and span in told.weekdays for value, span in named_times(turn, "date")),
        at=at,
        part=told.part if at is None else None,
        refused=refused_days(turn),
        next_week=bool(said(turn, "next_week")),
        shift=told.shift,
        other_day=told.other_day,
        earlier=told.earlier,
    )


def keep(context: FormContext, wish: Wish) -> list[EventType]:
    """Puts the wish in place of what it goes against among those kept before."""
    values, new = context.values, dict[str, Any]()
    if wish.refused:
        new["booking_not_on"] = sorted({*(values.get("booking_not_on") or ()), *wish.refused})
        if values.get("booking_date") in wish.refused:
            new["booking_date"] = None
    if wish.day is not None:
        named = _in_week(wish, values.get("booking_after"))
        refused = new.get("booking_not_on") or values.get("booking_not_on") or []
        new |= {"booking_date": named, "booking_after": None, "booking_not_on": [day for day in refused if day != named]}
    elif wish.next_week:
        new |= {"booking_after": next_week(context.now).isoformat(), "booking_date": None}
    if wish.at is not None:
        new |= {"booking_time": wish.at, "booking_part": None}
    elif wish.part is not None:
        new |= {"booking_time": None, "booking_part": wish.part}
    values.update(new)
    return [SlotSet(name, value) for name, value in new.items()]


def _in_week(wish: Wish, after: str | None) -> str:
    """The day that is named; while the coming week is spoken of, the weekday of that week («الخميس منه»)."""
    assert wish.day is not None
    day, earliest = date.fromisoformat(wish.day), datetime.fromisoformat(after) if after else None
    if not wish.weekday or earliest is None or earliest.time() != time.min:  # a moment within a day only turns a page
        return wish.day
    return (day + _WEEK if day < earliest.date() < day + _WEEK else day).isoformat()


def fits(slot: Slot, wish: Wish) -> bool:
    """Whether a time that stands is as it is wished, so that nothing changes («ايه تمام الصبح»)."""
    day, at = slot.starts_at.date().isoformat(), f"{slot.starts_at:%H:%M}"
    if wish.next_week or day in wish.refused or wish.day not in (None, day) or wish.at not in (None, at):
        return False
    if wish.part is None:
        return True
    start, end = policy().parts_of_day[wish.part.removeprefix(NOT)].hours
    return (start <= slot.starts_at.time() < end) is not wish.part.startswith(NOT)
