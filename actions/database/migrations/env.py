"""What Alembic runs: the metadata of all models, in the transaction of the caller."""

from __future__ import annotations

from typing import Any

from alembic import context
from sqlalchemy import Connection

from actions.database.models import metadata


def of_this_project(name: str | None, kind: str, _parents: Any) -> bool:
    """Leave the tables of the job queue to the library that owns them."""
    return not (kind == "table" and name is not None and name.startswith("procrastinate_"))


def run(connection: Connection) -> None:
    """Run the migrations on `connection`; the caller commits."""
    context.configure(connection=connection, target_metadata=metadata, include_name=of_this_project, compare_type=True)
    with context.begin_transaction():
        context.run_migrations()


run(context.config.attributes["connection"])
