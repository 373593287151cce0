from __future__ import annotations

from collections.abc import AsyncIterator

import pytest_asyncio

from tests.bot.channels.simulator.served import Port, Providers, providers


@pytest_asyncio.fixture(scope="session")
async def ports() -> AsyncIterator[tuple[Port, Port]]:
    """Two ports that are opened once."""
    async with Port().serving() as first, Port().serving() as second:
        yield first, second


@pytest_asyncio.fixture
async def here(ports: tuple[Port, Port]) -> AsyncIterator[Providers]:
    """The simulated providers, and the real clients of both."""
    async with providers(*ports) as opened:
        yield opened
