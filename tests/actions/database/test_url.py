"""One address, however it is written."""

from __future__ import annotations

import psycopg
import pytest

from actions.database.url import libpq_url, sqlalchemy_url, with_database
from actions.settings import SettingsError


@pytest.mark.parametrize(
    "written",
    [
        "postgres://user:p%40ss@db.example:5433/benefits",
        "postgresql://user:p%40ss@db.example:5433/benefits",
        "postgresql+asyncpg://user:p%40ss@db.example:5433/benefits",
        "postgresql+psycopg2://user:p%40ss@db.example:5433/benefits",
        "host=db.example port=5433 user=user password=p@ss dbname=benefits",
    ],
)
def test_every_form_of_an_address_means_the_same(written: str) -> None:
    url = sqlalchemy_url(written)
    assert url.drivername == "postgresql+psycopg"
    assert (url.username, url.password, url.host, url.port, url.database) == (
        "user",
        "p@ss",
        "db.example",
        5433,
        "benefits",
    )


@pytest.mark.parametrize(
    "written",
    [
        "postgresql://postgres@/benefits?host=/run/postgresql",
        "postgresql://postgres@%2Frun%2Fpostgresql/benefits",
        "host=/run/postgresql user=postgres dbname=benefits",
    ],
)
def test_a_socket_folder_is_an_address_too(written: str) -> None:
    assert sqlalchemy_url(written).query["host"] == "/run/postgresql"
    assert sqlalchemy_url(written).database == "benefits"


def test_options_of_the_address_are_kept() -> None:
    written = "postgresql://db.example/benefits?sslmode=require&application_name=mueen"
    assert dict(sqlalchemy_url(written).query) == {"sslmode": "require", "application_name": "mueen"}


def test_what_is_no_address_is_refused_without_repeating_it() -> None:
    with pytest.raises(SettingsError) as refusal:
        sqlalchemy_url("mysql://user:secret@db/benefits")
    assert "secret" not in str(refusal.value)


def test_the_plain_form_is_understood_by_libpq(server: str) -> None:
    with psycopg.connect(libpq_url(server)) as connection:
        assert connection.execute("SELECT 1").fetchone() == (1,)


def test_another_database_of_the_same_server_is_named(server: str) -> None:
    with psycopg.connect(with_database(server, "postgres")) as connection:
        assert connection.execute("SELECT current_database()").fetchone() == ("postgres",)
