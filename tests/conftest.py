"""What every test may ask for: a real PostgreSQL, a migrated database of its own, settings, a standing clock."""

from __future__ import annotations

import os
import tempfile
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from datetime import datetime
from itertools import count
from pathlib import Path

import psycopg
import pytest
import pytest_asyncio
from psycopg import sql
from psycopg.conninfo import conninfo_to_dict
from sqlalchemy import NullPool, text
from sqlalchemy.ext.asyncio import AsyncSession

from actions.clock import RIYADH, FrozenClock, use_clock
from actions.database.embedded import embedded
from actions.database.engine import make_engine, make_sessions, use_engine
from actions.database.migrate import upgrade
from actions.database.url import with_database
from actions.identity.vault import vault
from actions.settings import settings

VAULT_KEY = "a key that opens nothing outside of the tests"
INTERNAL_SECRET = "a secret shared by nobody but the tests"
NOW = datetime(2026, 11, 22, 10, 0, tzinfo=RIYADH)
HOUSEHOLDS = 300

Copy = Callable[[str], str]


@pytest.fixture(scope="session", autouse=True)
def environment(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Settings that depend on nothing of the machine."""
    names = ("DATABASE_URL", "MODE", "PUBLIC_URL", "PORT", "RASA_URL", "ACTIONS_URL", "DEMO_HOUSEHOLDS")
    with pytest.MonkeyPatch.context() as patch:
        for name in names:
            patch.delenv(name, raising=False)
        patch.setenv("DATA_DIR", str(tmp_path_factory.mktemp("data")))
        patch.setenv("VAULT_KEY", VAULT_KEY)
        patch.setenv("INTERNAL_SECRET", INTERNAL_SECRET)
        settings.cache_clear()
        vault.cache_clear()
        yield
    settings.cache_clear()
    vault.cache_clear()


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """A PostgreSQL server for the whole run, in a folder of its own, that does not wait for the disk."""
    with tempfile.TemporaryDirectory(prefix="mueen-tests-") as folder:
        # The server runs as a user of its own where the tests run as root.
        Path(folder).chmod(0o755)
        with embedded(Path(folder)) as url:
            with psycopg.connect(url, autocommit=True) as connection:
                for setting in ("fsync", "synchronous_commit", "full_page_writes"):
                    connection.execute(sql.SQL("ALTER SYSTEM SET {} = off").format(sql.Identifier(setting)))
                connection.execute("SELECT pg_reload_conf()")
            yield url


@pytest.fixture(scope="session")
def copy(server: str) -> Copy:
    """Makes a database of its own out of a template, by the template's name, and gives its URL."""
    numbers = count(1)

    def made(template: str) -> str:
        name = f"test_{os.getpid()}_{next(numbers)}"
        with psycopg.connect(server, autocommit=True) as connection:
            connection.execute(sql.SQL("CREATE DATABASE {} TEMPLATE {} STRATEGY FILE_COPY").format(sql.Identifier(name), sql.Identifier(template)))
        return with_database(server, name)

    return made


@pytest.fixture(scope="session")
def empty_template(copy: Copy) -> str:
    """The name of a database that is migrated and holds nothing."""
    url = copy("template0")
    upgrade(url)
    return _name(url)


@pytest.fixture(scope="session")
def demo_template(copy: Copy, empty_template: str) -> str:
    """The name of a database that holds the demo data: the personas and a small population, as of the day of `NOW`."""
    import asyncio

    from actions.demo.loader import load

    url = copy(empty_template)
    asyncio.run(load(url, today=NOW.date(), households=HOUSEHOLDS))
    return _name(url)


@pytest.fixture
def database_url(server: str, copy: Copy, empty_template: str) -> Iterator[str]:
    """A migrated, empty database for this test alone."""
    with _dropped(server, copy(empty_template)) as url:
        yield url


@pytest.fixture
def demo_url(server: str, copy: Copy, demo_template: str) -> Iterator[str]:
    """A database with the demo data for this test alone."""
    with _dropped(server, copy(demo_template)) as url:
        yield url


@pytest.fixture(scope="session")
def shared_demo_url(copy: Copy, demo_template: str) -> str:
    """A database with the demo data that nobody changes."""
    return copy(demo_template)


@pytest_asyncio.fixture
async def session(database_url: str, clock: FrozenClock) -> AsyncIterator[AsyncSession]:
    """A session on the empty database, which `sessions()` and `transaction()` use too; commits are real."""
    async with _session(database_url) as opened:
        yield opened


@pytest_asyncio.fixture
async def demo_session(demo_url: str, clock: FrozenClock) -> AsyncIterator[AsyncSession]:
    """A session on the demo data, which `sessions()` and `transaction()` use too; commits are real."""
    async with _session(demo_url) as opened:
        yield opened


@pytest_asyncio.fixture
async def demo_reading(shared_demo_url: str, clock: FrozenClock) -> AsyncIterator[AsyncSession]:
    """A session on demo data that all readers share: it cannot write."""
    async with _session(shared_demo_url) as opened:
        await opened.execute(text("SET TRANSACTION READ ONLY"))
        yield opened


@pytest_asyncio.fixture
async def clock() -> AsyncIterator[FrozenClock]:
    """A clock that stands at `NOW` until the test moves it; async, so that the test runs in its context."""
    frozen = FrozenClock(NOW)
    with use_clock(frozen):
        yield frozen


@asynccontextmanager
async def _session(url: str) -> AsyncIterator[AsyncSession]:
    async with use_engine(make_engine(url, pool=NullPool)) as engine, make_sessions(engine)() as opened:
        yield opened


@contextmanager
def _dropped(server: str, url: str) -> Iterator[str]:
    yield url
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(_name(url))))


def _name(url: str) -> str:
    return str(conninfo_to_dict(url)["dbname"])
