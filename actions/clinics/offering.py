"""Which free times are shown: those that fit what was wished, else the nearest to it, with a word that they are others."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, time

from actions.clinics import service
from actions.clinics.models import Mode, Slot
from actions.clinics.policy import policy
from actions.clinics.service import Search
from actions.clinics.terms import holder_of
from actions.clinics.times import SHOWN, full, nearest_to, spread, times
from actions.dialogue.fields import FormContext
from actions.dialogue.messages import SemanticMessage
from nlu.arabic.appointment_times import NOT

_LOOKED_AT = 60
# Other hours of the day that was wished, beside the same hours of other days.
_OTHER_HOURS = 3


async def search_for(context: FormContext) -> Search:
    """All that is wished. A specialist who has no time at all is not insisted on: rather somebody else than nobody."""
    values = context.values
    anytime = await anytime_for(context)
    day, at = values.get("booking_date"), values.get("booking_time")
    return replace(
        _in_part(anytime, values.get("booking_part")),
        day=date.fromisoformat(day) if day else None,
        at=time.fromisoformat(at) if at else None,
    )


async def anytime_for(context: FormContext) -> Search:
    """What is looked for, at any time but on the days that are refused."""
    values = context.values
    region, city = values.get("booking_region"), values.get("booking_city")
    sites = await service.clinics(context.session, region=region, city=city) if region else []
    search = Search(
        values["booking_service"],
        Mode(values["booking_mode"]),
        tuple(site.code for site in sites),
        not_on=tuple(date.fromisoformat(day) for day in values.get("booking_not_on") or ()),
        specialist=values.get("booking_specialist"),
        not_with=values.get("booking_not_with"),
        holder=holder_of(context),
    )
    if search.specialist and not await service.free_slots(context.session, search, context.now, 1):
        return replace(search, specialist=None)
    return search


async def offer(context: FormContext, *, unavailable: bool = False) -> SemanticMessage:
    """The times that fit, or the nearest ones with a word that what was wished is not among them."""
    search = await search_for(context)
    if search.specialist != context.values.get("booking_specialist"):
        unavailable = True
    free = await _fitting(context, search)
    if not free and _is_narrow(context, search):
        free = await _nearest(context, search)
        unavailable = True
    part = context.values.get("booking_part")
    told = None if part is None or part.startswith(NOT) else part
    return times(free, unavailable=unavailable, part=told) if free else await full(context)


async def shown(context: FormContext) -> list[Slot]:
    """The times that `offer` shows."""
    search = await search_for(context)
    return await _fitting(context, search) or await _nearest(context, search)


async def is_any_free(context: FormContext) -> bool:
    """Whether there is a free time at all, whatever was wished."""
    search = replace(await anytime_for(context), not_on=())
    return bool(await service.free_slots(context.session, search, context.now, 1))


async def before(context: FormContext, moment: datetime) -> list[Slot]:
    """The latest free times before a moment."""
    search = replace(await search_for(context), day=None, at=None)
    return await service.free_slots(context.session, search, context.now, SHOWN, until=moment)


async def _fitting(context: FormContext, search: Search) -> list[Slot]:
    found = await service.free_slots(context.session, search, _after(context), _LOOKED_AT)
    return spread(found)[:SHOWN]


async def _nearest(context: FormContext, search: Search) -> list[Slot]:
    """Other hours of the day that was wished, the same hours of other days, the nearest part of the day; else any time."""
    day = search.day.isoformat() if search.day else None
    anytime = replace(search, day=None, at=None, hours=None, outside=False)
    found: list[Slot] = []
    if search.day and (search.at or search.hours):
        free = await service.free_slots(context.session, replace(anytime, day=search.day), _after(context), _LOOKED_AT)
        found = _closest(free, search)[:_OTHER_HOURS]
    for other in (replace(search, day=None), _near_part(context, anytime)):
        if search.at or search.hours:
            found += [slot for slot in await _of_other_days(context, other, day) if slot not in found][: SHOWN - len(found)]
    found = found or await _of_other_days(context, anytime, day)
    return sorted(found, key=lambda slot: slot.starts_at)


async def _of_other_days(context: FormContext, search: Search, day: str | None) -> Sequence[Slot]:
    if day is not None:
        return await nearest_to(context, search, day)
    return spread(await service.free_slots(context.session, search, _after(context), _LOOKED_AT))[:SHOWN]


def _closest(free: Sequence[Slot], search: Search) -> list[Slot]:
    """The times of a day, the nearest to the hour or the part that was wished first."""
    wished = search.at or (search.hours[0] if search.hours else time.min)
    return sorted(free, key=lambda slot: abs(_minutes(slot.starts_at.time()) - _minutes(wished)))


def _minutes(at: time) -> int:
    return at.hour * 60 + at.minute


def _in_part(search: Search, part: str | None) -> Search:
    if part is None:
        return search
    hours = policy().parts_of_day[part.removeprefix(NOT)].hours
    return replace(search, hours=hours, outside=part.startswith(NOT))


def _near_part(context: FormContext, search: Search) -> Search:
    part = context.values.get("booking_part")
    return search if part is None or part.startswith(NOT) else _in_part(search, policy().parts_of_day[part].near)


def _is_narrow(context: FormContext, search: Search) -> bool:
    """Whether a wish leaves times out that could be shown instead."""
    return bool(search.day or search.at or search.hours or search.not_on or context.values.get("booking_after"))


def _after(context: FormContext) -> datetime:
    told = context.values.get("booking_after")
    return datetime.fromisoformat(told) if told else context.now
