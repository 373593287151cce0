"""Whether a task went well, as people tap it."""

from __future__ import annotations

from pathlib import Path

from alembic import op

revision: str = "0003"
down_revision: str | None = "0002"
branch_labels: None = None
depends_on: None = None

_SQL = Path(__file__).parents[1] / "sql" / revision / "feedback.sql"


def upgrade() -> None:
    op.get_bind().exec_driver_sql(_SQL.read_text(), execution_options={"no_parameters": True})


def downgrade() -> None:
    op.drop_table("ratings")
