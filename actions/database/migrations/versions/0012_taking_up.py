"""Payloads that wait to be taken up."""

from __future__ import annotations

from pathlib import Path

from alembic import op

revision: str = "0012"
down_revision: str | None = "0011"
branch_labels: None = None
depends_on: None = None

_SQL = Path(__file__).parents[1] / "sql" / revision
_DOMAINS = ("conversations",)


def upgrade() -> None:
    for domain in _DOMAINS:
        # Without parameters, else the driver would take a % for a placeholder.
        op.get_bind().exec_driver_sql((_SQL / f"{domain}.sql").read_text(), execution_options={"no_parameters": True})


def downgrade() -> None:
    raise NotImplementedError("what was acknowledged and not taken up would be lost: drop the database instead")
