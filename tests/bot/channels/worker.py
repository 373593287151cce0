"""What a worker does with what providers bring."""

from __future__ import annotations

from bot.channels.taking_up import take_up_one
from bot.delivery.states import apply_some


async def all_taken_up() -> None:
    """Takes up what was acknowledged, until nothing is left."""
    while await take_up_one():
        pass
    while await apply_some():
        pass
