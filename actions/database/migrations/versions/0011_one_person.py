"""One person on many channels: who proved themselves where, what they prefer, links to go on with; simulated providers."""

from __future__ import annotations

from pathlib import Path

from alembic import op

revision: str = "0011"
down_revision: str | None = "0010"
branch_labels: None = None
depends_on: None = None

_SQL = Path(__file__).parents[1] / "sql" / revision
_DOMAINS = ("contacts", "simulator")


def upgrade() -> None:
    for domain in _DOMAINS:
        # Without parameters, else the driver would take a % for a placeholder.
        op.get_bind().exec_driver_sql((_SQL / f"{domain}.sql").read_text(), execution_options={"no_parameters": True})


def downgrade() -> None:
    raise NotImplementedError("preferences and links would be lost: drop the database instead")
