"""One DATABASE_URL in any usual form, turned into what SQLAlchemy and libpq each want."""

from __future__ import annotations

import re

from psycopg import ProgrammingError
from psycopg.conninfo import conninfo_to_dict
from sqlalchemy import URL

from actions.settings import SettingsError

_DRIVER = re.compile(r"^(postgres(?:ql)?)(?:\+\w+)?://")
_ADDRESS = {"user", "password", "host", "port", "dbname"}


def sqlalchemy_url(text: str) -> URL:
    """`text` (libpq URL, SQLAlchemy URL with any driver, or `host=… dbname=…`) for psycopg 3.

    The result serves both the sync and the async engine. SettingsError if it is no PostgreSQL address.
    """
    parts = _parts(text)
    query = {name: value for name, value in parts.items() if name not in _ADDRESS}
    host, port = parts.get("host"), parts.get("port")
    # A socket folder or a list of hosts does not fit the authority of a URL: libpq takes it from the query.
    if host is not None and (host.startswith(("/", "@")) or "," in host):
        query["host"], host = host, None
    if port is not None and not port.isdigit():
        query["port"], port = port, None
    return URL.create(
        "postgresql+psycopg",
        username=parts.get("user"),
        password=parts.get("password"),
        host=host,
        port=int(port) if port else None,
        database=parts.get("dbname"),
        query=query,
    )


def libpq_url(text: str) -> str:
    """`text` as a `postgresql://` URL, for psycopg and everything else that speaks to libpq."""
    return sqlalchemy_url(text).set(drivername="postgresql").render_as_string(hide_password=False)


def with_database(text: str, name: str) -> str:
    """The same server, another database, as `libpq_url` gives it."""
    return libpq_url(sqlalchemy_url(text).set(database=name).render_as_string(hide_password=False))


def _parts(text: str) -> dict[str, str]:
    try:
        found = conninfo_to_dict(_DRIVER.sub("postgresql://", text.strip()))
    except ProgrammingError as error:
        # libpq's own message quotes the text, password and all.
        raise SettingsError("DATABASE_URL is not the address of a PostgreSQL database.") from error
    return {name: str(value) for name, value in found.items() if value not in (None, "")}
