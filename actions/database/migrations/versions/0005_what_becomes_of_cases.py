"""What becomes of a case: the conversation that is told, opening it again, the wording that was chosen."""

from __future__ import annotations

from pathlib import Path

from alembic import op

revision: str = "0005"
down_revision: str | None = "0004"
branch_labels: None = None
depends_on: None = None

_SQL = Path(__file__).parents[1] / "sql" / revision


def upgrade() -> None:
    script = (_SQL / "cases.sql").read_text()
    op.get_bind().exec_driver_sql(script, execution_options={"no_parameters": True})


def downgrade() -> None:
    raise NotImplementedError("events that are told only since then would be lost: restore the backup from before instead")
