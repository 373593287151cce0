"""What was offered outside of an answer and still waits for a yes or a no, when no question of ours stands open."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from actions.dialogue.messages import Request
from actions.dialogue.turn import Turn


@dataclass(frozen=True, slots=True)
class Standing:
    """An offer: what a yes asks for, and what a no does."""

    yes: Request
    no: Request


type Look = Callable[[AsyncSession, Turn, datetime], Awaitable[Standing | None]]

_LOOKS: list[Look] = []


def may_offer(look: Look) -> None:
    """Registers who may have offered something; asked in the order of registration."""
    _LOOKS.append(look)


async def standing(session: AsyncSession, turn: Turn, now: datetime) -> Standing | None:
    """The offer that a bare yes or no answers; None when there is none."""
    for look in _LOOKS:
        found = await look(session, turn, now)
        if found is not None:
            return found
    return None
