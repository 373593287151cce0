"""What happens to notices while nobody speaks: the function that `bot.jobs` runs."""

from __future__ import annotations

from actions import clock
from actions.database.engine import transaction
from actions.notices.service import tell_due


async def tell_due_notices(*, at_once: bool = False) -> int:
    """Tells all that is due, some in each transaction; how many were told."""
    told = 0
    while True:
        async with transaction() as session:
            new = await tell_due(session, clock.now(), at_once=at_once)
        if not new:
            return told
        told += new
