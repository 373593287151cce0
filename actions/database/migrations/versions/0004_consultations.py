"""What a consultation needs beyond being booked: holds while confirming, offers of the waiting list, reminders."""

from __future__ import annotations

from pathlib import Path

from alembic import op

revision: str = "0004"
down_revision: str | None = "0003"
branch_labels: None = None
depends_on: None = None

_SQL = Path(__file__).parents[1] / "sql" / revision


def upgrade() -> None:
    script = (_SQL / "consultations.sql").read_text()
    op.get_bind().exec_driver_sql(script, execution_options={"no_parameters": True})


def downgrade() -> None:
    raise NotImplementedError("offers and reminders would be forgotten: restore the backup from before instead")
