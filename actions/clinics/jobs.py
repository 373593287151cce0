"""What happens to consultations while nobody speaks: the functions that `bot.jobs` runs under these names."""

from __future__ import annotations

from uuid import UUID

from actions import clock
from actions.clinics import holds, reminders, waiting
from actions.database.engine import transaction


async def offer_freed_slot(slot: int) -> None:
    """A time was set free: it is offered to whoever waits for it."""
    async with transaction() as session:
        await waiting.offer_freed(session, slot, clock.now())


async def close_offer(entry: str) -> None:
    """The time to take an offer is over."""
    async with transaction() as session:
        await waiting.close_offer(session, UUID(entry), clock.now())


async def remind_of_appointments() -> int:
    """Tells the reminders that are due, and clears away holds that are over; how many were told."""
    async with transaction() as session:
        await holds.forget_expired(session, clock.now())
        return await reminders.remind_of_due(session, clock.now())
