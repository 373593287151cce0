"""The connection to PostgreSQL: one async engine a process, sessions, transactions."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager
from typing import Any

from sqlalchemy import Executable, Row
from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.ext.asyncio import (
    AsyncEngine,
    AsyncSession,
    async_sessionmaker,
    create_async_engine,
)
from sqlalchemy.pool import NullPool, Pool

from actions.database import jsonb
from actions.database.url import sqlalchemy_url
from actions.settings import SettingsError, settings


class DatabaseDown(Exception):
    """PostgreSQL cannot be reached, or the connection was lost; the work may be tried again."""


_engine: AsyncEngine | None = None
_sessions: async_sessionmaker[AsyncSession] | None = None


def make_engine(url: str, *, pool_size: int = 10, pool: type[Pool] | None = None) -> AsyncEngine:
    """An engine for `url` in any form `sqlalchemy_url` reads; `pool` replaces the usual pool (tests: NullPool)."""
    if pool is NullPool:
        return create_async_engine(sqlalchemy_url(url), poolclass=NullPool, json_serializer=jsonb.dumps)
    return create_async_engine(
        sqlalchemy_url(url),
        pool_size=pool_size,
        max_overflow=pool_size,
        pool_pre_ping=True,
        pool_timeout=10,
        connect_args={"connect_timeout": 5},
        json_serializer=jsonb.dumps,
        hide_parameters=True,  # an error must not carry what a person wrote into a log
    )


def make_sessions(engine: AsyncEngine) -> async_sessionmaker[AsyncSession]:
    """Sessions on `engine`; objects stay readable after the commit, because nothing loads lazily."""
    return async_sessionmaker(engine, expire_on_commit=False)


def engine() -> AsyncEngine:
    """The engine of this process, made at the first call from DATABASE_URL; SettingsError when that is not set."""
    global _engine
    if _engine is None:
        url = settings().database_url
        if url is None:
            raise SettingsError("DATABASE_URL is not set: start the embedded server first, or name a PostgreSQL.")
        _engine = make_engine(url.get_secret_value())
    return _engine


def sessions() -> async_sessionmaker[AsyncSession]:
    """The session maker of this process."""
    global _sessions
    if _sessions is None:
        _sessions = make_sessions(engine())
    return _sessions


async def dispose() -> None:
    """Close the engine of this process; the next call of `engine()` makes a new one."""
    global _engine, _sessions
    if _engine is not None:
        await _engine.dispose()
    _engine = _sessions = None


@asynccontextmanager
async def use_engine(other: AsyncEngine) -> AsyncIterator[AsyncEngine]:
    """Let `other` be the engine of this process for the block, and close it afterwards."""
    global _engine, _sessions
    before = _engine, _sessions
    _engine, _sessions = other, make_sessions(other)
    try:
        yield other
    finally:
        _engine, _sessions = before
        await other.dispose()


@asynccontextmanager
async def transaction(maker: async_sessionmaker[AsyncSession] | None = None) -> AsyncIterator[AsyncSession]:
    """One transaction: committed at the end of the block, rolled back when it raises.

    Raises DatabaseDown for a connection refused or lost; a violated constraint stays SQLAlchemy's IntegrityError.
    """
    with _down_is_told():
        async with (maker or sessions())() as session, session.begin():
            yield session


async def at_once(statement: Executable) -> Sequence[Row[Any]]:
    """One statement that is a transaction of its own, committed when this returns; the rows it gave. Raises as `transaction`.

    It goes to the server and back once, where a transaction of one statement goes three times.
    """
    with _down_is_told():
        async with engine().execution_options(isolation_level="AUTOCOMMIT").connect() as connection:
            result = await connection.execute(statement)
            return result.all() if result.returns_rows else ()


@contextmanager
def _down_is_told() -> Iterator[None]:
    try:
        yield
    except (OperationalError, InterfaceError, PoolTimeout) as error:
        if _is_down(error):
            raise DatabaseDown(str(getattr(error, "orig", error))) from error
        raise
    except DBAPIError as error:
        if error.connection_invalidated:
            raise DatabaseDown(str(error.orig)) from error
        raise


# Classes of SQLSTATE that mean "the server went away" rather than "this statement failed".
_DOWN = ("08", "57P")


def _is_down(error: Exception) -> bool:
    state = getattr(getattr(error, "orig", None), "sqlstate", None)
    return state is None or str(state).startswith(_DOWN)
