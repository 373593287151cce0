"""Bring a database to the newest schema: `upgrade(url)`, or `python -m actions.database.migrate`."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, NullPool, create_engine, text

from actions.database.url import sqlalchemy_url
from actions.settings import SettingsError, settings

_MIGRATIONS = Path(__file__).parent / "migrations"
_LOCK = 0x4D494752415445  # "MIGRATE": of two starters one migrates, the other waits and finds it done


def upgrade(url: str, revision: str = "head") -> None:
    """Migrate the database at `url` (any form) up to `revision`, in one transaction.

    Blocks until it is done; of several starters one migrates and the others find it done.
    """
    with create_engine(sqlalchemy_url(url), poolclass=NullPool).begin() as connection:
        connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _LOCK})
        command.upgrade(config(connection), revision)


def config(connection: Connection | None = None) -> Config:
    """Alembic's configuration, without an ini file; with `connection`, migrations run in its transaction."""
    made = Config()
    made.set_main_option("script_location", str(_MIGRATIONS))
    made.attributes["connection"] = connection
    return made


def main() -> None:
    """Migrate the database of DATABASE_URL."""
    url = settings().database_url
    if url is None:
        raise SettingsError("DATABASE_URL is not set: name the database to migrate.")
    upgrade(url.get_secret_value())


if __name__ == "__main__":
    main()
