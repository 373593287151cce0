"""The database of a command at the terminal."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from actions.database.embedded import embedded
from actions.database.engine import dispose, make_engine, use_engine
from actions.settings import settings


@asynccontextmanager
async def database_of_command() -> AsyncIterator[None]:
    """Uses DATABASE_URL, or the embedded server of DATA_DIR, which may be running already; for the block only."""
    if settings().database_url is not None:
        try:
            yield
        finally:
            await dispose()
        return
    with embedded(settings().data_dir) as url:
        async with use_engine(make_engine(url)):
            yield
