"""Free times as they are shown: a few of several days, the nearest to a wish, or that there are none."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

from actions.clinics import service
from actions.clinics.geography import nearest
from actions.clinics.models import Mode, Slot
from actions.clinics.policy import policy
from actions.clinics.service import Search
from actions.clinics.views import slot_data
from actions.clock import RIYADH
from actions.dialogue.fields import FormContext
from actions.dialogue.messages import PERSON, SemanticMessage, value_choice

SHOWN = 5
_A_DAY = 2
_SUNDAY = 6


def times(free: Sequence[Slot], *, unavailable: bool = False, part: str | None = None) -> SemanticMessage:
    """The free times as choices; `unavailable` tells that the one asked for is not among them, `part` which part of the
    day was asked for."""
    choices = [value_choice("choice.slot", "slot", slot.id, **slot_data(slot)) for slot in free]
    more = value_choice("choice.more_slots", "more_slots", True)
    data = {"question": "slot", "unavailable": unavailable, **({"part": part} if part else {})}
    return SemanticMessage("appointment.ask", data, [*choices, more])


def spread(free: Sequence[Slot]) -> list[Slot]:
    """A few times of several days rather than one morning of one."""
    by_day: dict[date, list[Slot]] = {}
    for slot in free:
        by_day.setdefault(slot.starts_at.date(), []).append(slot)
    a_day = max(_A_DAY, SHOWN // max(len(by_day), 1))
    return [slot for slots in by_day.values() for slot in slots[:a_day]]


def next_week(now: datetime) -> datetime:
    """The midnight at which the coming week begins; a week begins on Sunday."""
    days = (_SUNDAY - now.weekday()) % 7 or 7
    return datetime.combine(now.date() + timedelta(days=days), time.min, RIYADH)


async def nearest_to(context: FormContext, search: Search, day: str | None) -> list[Slot]:
    """The times nearest to a day that is full, before it and after it; without a day the first ones of all."""
    if day is None:
        return spread(await service.free_slots(context.session, search, context.now, SHOWN))[:SHOWN]
    start = datetime.combine(date.fromisoformat(day), time.min, RIYADH)
    end, reach = start + timedelta(days=1), policy().nearest_days
    far = max(context.now, start - reach)
    before = await service.free_slots(context.session, search, far, SHOWN, until=start) if far < start else []
    after = await service.free_slots(context.session, search, max(context.now, end), SHOWN)
    by_distance = sorted((*before, *after), key=lambda slot: max(start - slot.starts_at, slot.starts_at - end))
    return sorted(by_distance[:SHOWN], key=lambda slot: slot.starts_at)


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
