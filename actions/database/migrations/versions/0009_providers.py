"""Messages through real providers, and consent as a ledger."""

from __future__ import annotations

from pathlib import Path

from alembic import op

revision: str = "0009"
down_revision: str | None = "0008"
branch_labels: None = None
depends_on: None = None

_SQL = Path(__file__).parents[1] / "sql" / revision
_DOMAINS = ("contacts", "conversations")


def upgrade() -> None:
    for domain in _DOMAINS:
        # Without parameters, else the driver would take a % for a placeholder.
        op.get_bind().exec_driver_sql((_SQL / f"{domain}.sql").read_text(), execution_options={"no_parameters": True})


def downgrade() -> None:
    raise NotImplementedError("what was received and agreed would be lost: drop the database instead")
