"""A change can be reported by somebody who does not know its day any more."""

from __future__ import annotations

from pathlib import Path

from alembic import op

revision: str = "0016"
down_revision: str | None = "0015"
branch_labels: None = None
depends_on: None = None

_SQL = Path(__file__).parents[1] / "sql" / revision / "changes.sql"


def upgrade() -> None:
    # Without parameters, else the driver would take a % for a placeholder.
    op.get_bind().exec_driver_sql(_SQL.read_text(), execution_options={"no_parameters": True})


def downgrade() -> None:
    # The day on which it was told stands in for the one that is not known.
    op.execute("UPDATE reported_changes SET happened_on = reported_at::date WHERE happened_on IS NULL")
    op.alter_column("reported_changes", "happened_on", nullable=False)
