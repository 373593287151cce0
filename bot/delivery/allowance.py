"""How much a sender may send: one bucket in the database that all workers draw from, so that a provider never has to refuse."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import text

from actions.database.engine import transaction

# What of a bucket is kept for replies, so that many notices never make an answer wait.
_KEPT_FOR_REPLIES = 0.2


@dataclass(frozen=True, slots=True)
class Rate:
    """`sender` names the bucket; `a_second` messages run in, and `at_once` fit in, or as many as run in a second."""

    sender: str
    a_second: float
    at_once: float | None = None

    @property
    def most(self) -> float:
        return self.at_once or max(self.a_second, 1.0)


async def draw(rate: Rate, *, is_reply: bool) -> timedelta | None:
    """Takes one message from the bucket; else how long it takes until there is one. Commits by itself, so that nobody
    waits for whoever is sending."""
    floor = 0.0 if is_reply else min(rate.most * _KEPT_FOR_REPLIES, rate.most - 1)
    values = {"sender": rate.sender, "most": rate.most, "rate": rate.a_second, "floor": floor}
    async with transaction() as session:
        left = await session.scalar(_DRAW, values)
        if left is not None:
            return None
        there = await session.scalar(_THERE, values)
    missing = 1 + floor - (there or 0.0)
    return timedelta(seconds=max(missing, 0.0) / rate.a_second)


_DRAW = text(
    "INSERT INTO sender_allowances AS b (sender, tokens, counted_at) VALUES (:sender, :most - 1, clock_timestamp())"
    " ON CONFLICT (sender) DO UPDATE SET counted_at = clock_timestamp(),"
    " tokens = LEAST(:most, b.tokens + :rate * EXTRACT(epoch FROM clock_timestamp() - b.counted_at)) - 1"
    " WHERE LEAST(:most, b.tokens + :rate * EXTRACT(epoch FROM clock_timestamp() - b.counted_at)) - 1 >= :floor"
    " RETURNING b.tokens"
)
_THERE = text(
    "SELECT LEAST(:most, b.tokens + :rate * EXTRACT(epoch FROM clock_timestamp() - b.counted_at))"
    " FROM sender_allowances b WHERE b.sender = :sender"
)
