"""Migrations and models tell the same schema."""

from __future__ import annotations

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection, Engine, NullPool, create_engine, text

from actions.database.migrate import upgrade
from actions.database.models import metadata
from actions.database.url import sqlalchemy_url
from tests.conftest import Copy

_CONSTRAINTS = """
    SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid)
    FROM pg_constraint WHERE connamespace = 'public'::regnamespace AND conrelid <> 0
"""
_INDEXES = "SELECT tablename, indexname, indexdef FROM pg_indexes WHERE schemaname = 'public'"
_COLUMNS = """
    SELECT table_name, column_name, data_type, is_nullable, column_default, is_identity
    FROM information_schema.columns WHERE table_schema = 'public'
"""
_SEQUENCES = "SELECT sequencename FROM pg_sequences WHERE schemaname = 'public'"


@pytest.fixture
def migrated(database_url: str) -> Engine:
    return create_engine(sqlalchemy_url(database_url), poolclass=NullPool)


@pytest.fixture
def made_of_the_models(copy: Copy) -> Engine:
    engine = create_engine(sqlalchemy_url(copy("template0")), poolclass=NullPool)
    metadata.create_all(engine)
    return engine


def test_alembic_finds_nothing_to_add_to_the_migrations(migrated: Engine) -> None:
    with migrated.connect() as connection:
        assert compare_metadata(_options(connection), metadata) == []


@pytest.mark.parametrize("query", [_CONSTRAINTS, _INDEXES, _COLUMNS, _SEQUENCES])
def test_the_migrations_make_what_the_models_describe(migrated: Engine, made_of_the_models: Engine, query: str) -> None:
    with migrated.connect() as ours, made_of_the_models.connect() as theirs:
        assert _rows(ours, query) == _rows(theirs, query)


def test_migrating_again_changes_nothing(database_url: str) -> None:
    upgrade(database_url)
    upgrade(database_url)


def test_every_foreign_key_that_is_looked_along_has_an_index(migrated: Engine) -> None:
    without = """
        SELECT c.conrelid::regclass::text, c.conname FROM pg_constraint c
        WHERE c.contype = 'f' AND c.connamespace = 'public'::regnamespace
        AND NOT EXISTS (
            SELECT FROM pg_index i WHERE i.indrelid = c.conrelid AND i.indkey[0] = c.conkey[1]
        )
    """
    with migrated.connect() as connection:
        found = {name for table, name in connection.execute(text(without)) if not table.startswith(_FOREIGN)}
    assert found == _RARELY_LOOKED_ALONG


_RARELY_LOOKED_ALONG = {"fk_waitlist_entries_clinic_code"}
_FOREIGN = ("alembic_version", "procrastinate_")


def _options(connection: Connection) -> MigrationContext:
    """Without the tables of the job queue, as the migrations themselves run."""
    ours = {"include_object": lambda _item, name, *_rest: not (name or "").startswith(_FOREIGN)}
    return MigrationContext.configure(connection, opts=ours)


def _rows(connection: Connection, query: str) -> list[tuple[object, ...]]:
    rows = (tuple(row) for row in connection.execute(text(query)))
    return sorted((row for row in rows if not str(row[0]).startswith(_FOREIGN)), key=repr)
