"""The first schema: one SQL file a domain, in the order in which they refer to each other."""

from __future__ import annotations

from pathlib import Path

from alembic import op

revision: str = "0001"
down_revision: str | None = None
branch_labels: None = None
depends_on: None = None

_SQL = Path(__file__).parents[1] / "sql" / revision
_DOMAINS = (
    "audit",
    "references",
    "people",
    "benefits",
    "cards",
    "cases",
    "clinics",
    "empowerment",
    "contacts",
    "identity",
    "conversations",
)


def upgrade() -> None:
    for domain in _DOMAINS:
        # Without parameters, else the driver would take a % of PL/pgSQL for a placeholder.
        op.get_bind().exec_driver_sql((_SQL / f"{domain}.sql").read_text(), execution_options={"no_parameters": True})


def downgrade() -> None:
    raise NotImplementedError("there is nothing before the first schema: drop the database instead")
