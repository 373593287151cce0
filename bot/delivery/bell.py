"""Telling workers that something came, behind the answers: whoever is acknowledged does not wait for it.

A notification takes a lock that all of the server's transactions with notifications share, and they hold it until the disk has
written. In a statement of its own, which writes nothing, it is held for no time.
"""

from __future__ import annotations

import asyncio
import logging

from sqlalchemy import func, select

from actions.database.engine import DatabaseDown, at_once

logger = logging.getLogger(__name__)

RECEIVED_CHANNEL = "mueen_received"
_PAUSE = 0.5


async def tell_workers() -> None:
    """There is something to take up."""
    await at_once(select(func.pg_notify(RECEIVED_CHANNEL, "")))


class Bell:
    """Rung as often as something comes; what rings together is one notification."""

    def __init__(self) -> None:
        self._rung = asyncio.Event()

    def ring(self) -> None:
        self._rung.set()

    async def run(self) -> None:
        """Notifies until cancelled. What the database does not hear, workers find by looking."""
        while True:
            await self._rung.wait()
            self._rung.clear()
            try:
                await tell_workers()
            except DatabaseDown as error:
                logger.warning("workers were not told: %s", type(error).__name__)
                await asyncio.sleep(_PAUSE)
