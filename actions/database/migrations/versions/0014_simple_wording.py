"""Plainer words, where somebody asked for them."""

from __future__ import annotations

from pathlib import Path

from alembic import op

revision: str = "0014"
down_revision: str | None = "0013"
branch_labels: None = None
depends_on: None = None

_SQL = Path(__file__).parents[1] / "sql" / revision / "wording.sql"


def upgrade() -> None:
    # Without parameters, else the driver would take a % for a placeholder.
    op.get_bind().exec_driver_sql(_SQL.read_text(), execution_options={"no_parameters": True})


def downgrade() -> None:
    op.drop_column("preferences", "simple_wording")
    op.drop_column("conversations", "simple_wording")
