"""Updates of Telegram that were taken, contacts that blocked us, and how far a delivery of several parts has come."""

from __future__ import annotations

from pathlib import Path

from alembic import op

revision: str = "0010"
down_revision: str | None = "0009"
branch_labels: None = None
depends_on: None = None

_SQL = Path(__file__).parents[1] / "sql" / revision
_DOMAINS = ("telegram",)


def upgrade() -> None:
    for domain in _DOMAINS:
        # Without parameters, else the driver would take a % for a placeholder.
        op.get_bind().exec_driver_sql((_SQL / f"{domain}.sql").read_text(), execution_options={"no_parameters": True})


def downgrade() -> None:
    raise NotImplementedError("updates would be taken twice: drop the database instead")
