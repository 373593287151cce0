"""What the service holds about people, as it stood when the assistant was started: each test begins with it.

Conversations and what was sent stay, as they do in life; what they left behind in the files of people is put back.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import LiteralString

import psycopg
from psycopg import sql

from actions.database.embedded import embedded
from actions.database.url import libpq_url
from tests.stack import Stack

# Of conversations, or written once and never changed.
_STAYS = {
    "alembic_version",
    "audit_entries",
    "choices",
    "contacts",
    "conversations",
    "deliveries",
    "dialogue_trackers",
    "identity_sessions",
    "media",
    "messages",
    "simulated_messages",
    "vault_entries",
}


@dataclass(frozen=True, slots=True)
class Standing:
    """A copy of the tables beside the tables."""

    url: str
    tables: tuple[str, ...]

    @classmethod
    def of(cls, stack: Stack) -> Standing:
        """Copies what a started assistant holds."""
        with embedded(stack.data_dir) as url, psycopg.connect(libpq_url(url)) as database:
            found = database.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1").fetchall()
            tables = tuple(name for (name,) in found if name not in _STAYS and not name.startswith("procrastinate_"))
            database.execute("CREATE SCHEMA standing")
            for table in (*tables, "contacts"):
                database.execute(_filled("CREATE TABLE standing.{table} AS TABLE public.{table}", table))
            return cls(libpq_url(url), tables)

    def restore(self) -> None:
        """Puts every row back as it was; what was not there goes."""
        with psycopg.connect(self.url) as database:
            database.execute("SET session_replication_role = replica")  # neither order nor what is append-only counts here
            for table in self.tables:
                database.execute(_filled(_AWAY, table))
                database.execute(_filled(_BACK, table))
            database.execute(_OPTED_IN)


_AWAY = """DELETE FROM public.{table} AS now
    WHERE md5(now::text) NOT IN (SELECT md5(was::text) FROM standing.{table} AS was)"""
_BACK = """INSERT INTO public.{table} OVERRIDING SYSTEM VALUE SELECT * FROM standing.{table} AS was
    WHERE md5(was::text) NOT IN (SELECT md5(now::text) FROM public.{table} AS now)"""
_OPTED_IN = """UPDATE public.contacts AS now SET opted_out_at = was.opted_out_at FROM standing.contacts AS was
    WHERE was.id = now.id AND now.opted_out_at IS DISTINCT FROM was.opted_out_at"""


def _filled(statement: LiteralString, table: str) -> sql.Composed:
    return sql.SQL(statement).format(table=sql.Identifier(table))
