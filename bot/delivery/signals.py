"""Waking by the database: LISTEN on one connection of its own, handed on to whoever waits in this process."""

from __future__ import annotations

import asyncio
import logging
from collections import defaultdict
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import psycopg

from actions.database.url import libpq_url
from actions.settings import settings

logger = logging.getLogger(__name__)

# Shared advisory lock that every worker holds while it lives: the web server sees that somebody answers.
WORKER_LOCK = 0x4D5545454E


class Signals:
    """Wakes waiters when the database notifies. A lost connection wakes all of them, so that nothing is missed."""

    def __init__(self, channels: tuple[str, ...], *, hold_worker_lock: bool = False) -> None:
        self._channels = channels
        self._hold_lock = hold_worker_lock
        self._waiting: dict[str, set[asyncio.Event]] = defaultdict(set)

    @asynccontextmanager
    async def waiting_for(self, key: str) -> AsyncIterator[asyncio.Event]:
        """An event that is set at each notification whose channel or payload is `key`."""
        event = asyncio.Event()
        self._waiting[key].add(event)
        try:
            yield event
        finally:
            self._waiting[key].discard(event)
            if not self._waiting[key]:
                del self._waiting[key]

    async def run(self) -> None:
        """Listens until cancelled, connecting anew whenever the connection is lost."""
        while True:
            try:
                await self._listen()
            except psycopg.OperationalError as error:
                logger.warning("no notifications: %s", type(error).__name__)
                self._wake_all()
                await asyncio.sleep(0.5)

    async def _listen(self) -> None:
        url = settings().database_url
        assert url is not None
        async with await psycopg.AsyncConnection.connect(libpq_url(url.get_secret_value()), autocommit=True) as connection:
            for channel in self._channels:
                await connection.execute(f"LISTEN {channel}".encode())
            if self._hold_lock:
                await connection.execute("SELECT pg_advisory_lock_shared(%s)", (WORKER_LOCK,))
            self._wake_all()
            async for notification in connection.notifies():
                self.wake(notification.channel)
                if notification.payload:
                    self.wake(notification.payload)

    def wake(self, key: str) -> None:
        """Wakes whoever waits in this process, as a notification would."""
        for event in self._waiting.get(key, ()):
            event.set()

    def _wake_all(self) -> None:
        for events in self._waiting.values():
            for event in events:
                event.set()
