"""Texts whose time is over are not sent; what an operator has to look at is kept for a while."""

from __future__ import annotations

from pathlib import Path

from alembic import op

revision: str = "0013"
down_revision: str | None = "0012"
branch_labels: None = None
depends_on: None = None

_SQL = Path(__file__).parents[1] / "sql" / revision / "channels.sql"


def upgrade() -> None:
    # Without parameters, else the driver would take a % for a placeholder.
    op.get_bind().exec_driver_sql(_SQL.read_text(), execution_options={"no_parameters": True})


def downgrade() -> None:
    op.drop_index("ix_delivery_events_created_at")
    op.drop_table("provider_alarms")
    op.drop_column("deliveries", "expires_at")
