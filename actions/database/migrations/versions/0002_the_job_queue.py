"""The tables of the background jobs. They belong to procrastinate, which ships its own schema; they are made here so
that one command makes the whole database."""

from __future__ import annotations

from alembic import op
from procrastinate.schema import SchemaManager

revision: str = "0002"
down_revision: str | None = "0001"
branch_labels: None = None
depends_on: None = None


def upgrade() -> None:
    op.get_bind().exec_driver_sql(SchemaManager.get_schema(), execution_options={"no_parameters": True})


def downgrade() -> None:
    raise NotImplementedError("jobs that wait would be lost: drop the database instead")
