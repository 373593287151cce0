"""Writing many rows at once: COPY on the connection of the caller's transaction."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from psycopg import AsyncConnection, sql
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

Progress = Callable[[str, int, int], None]
"""Told what is being done, how much of it is done, and how much it is in all."""

_TOLD_EVERY = 10_000


def silent(_what: str, _done: int, _all: int) -> None:
    """A progress that tells nobody."""


async def copy_rows(
    session: AsyncSession,
    table: str,
    columns: Sequence[str],
    rows: Iterable[Sequence[Any]],
    total: int,
    progress: Progress = silent,
) -> None:
    """COPY `rows` into `table` in the session's transaction; `progress` is told under the table's name."""
    raw = await (await session.connection()).get_raw_connection()
    connection: AsyncConnection[Any] = raw.driver_connection  # type: ignore[assignment]
    statement = sql.SQL("COPY {} ({}) FROM STDIN").format(sql.Identifier(table), sql.SQL(", ").join(map(sql.Identifier, columns)))
    async with connection.cursor() as cursor, cursor.copy(statement) as copy:
        for done, row in enumerate(rows, start=1):
            await copy.write_row(row)
            if done % _TOLD_EVERY == 0:
                progress(table, done, total)
    progress(table, total, total)


async def reserve(session: AsyncSession, sequence: str, how_many: int) -> range:
    """The next `how_many` numbers of `sequence`, in a row; nobody else may draw from it meanwhile."""
    if how_many == 0:
        return range(0)
    first = await session.scalar(text("SELECT nextval(:name)"), {"name": sequence})
    assert isinstance(first, int)
    await session.execute(text("SELECT setval(:name, :last)"), {"name": sequence, "last": first + how_many - 1})
    return range(first, first + how_many)


async def reserve_ids(session: AsyncSession, table: str, how_many: int) -> range:
    """The next `how_many` ids of a table whose ids the database counts."""
    sequence = await session.scalar(text("SELECT pg_get_serial_sequence(:table, 'id')"), {"table": table})
    return await reserve(session, str(sequence), how_many)
