"""A phone that somebody proves to hold, where the channel does not tell theirs; numbers that go on through an answer."""

from __future__ import annotations

from pathlib import Path

from alembic import op

revision: str = "0015"
down_revision: str | None = "0014"
branch_labels: None = None
depends_on: None = None

_SQL = Path(__file__).parents[1] / "sql" / revision
_DOMAINS = ("phones", "choices")


def upgrade() -> None:
    for domain in _DOMAINS:
        # Without parameters, else the driver would take a % for a placeholder.
        op.get_bind().exec_driver_sql((_SQL / f"{domain}.sql").read_text(), execution_options={"no_parameters": True})


def downgrade() -> None:
    op.drop_column("choices", "listed_before")
    op.alter_column("identity_locks", "fingerprint", new_column_name="national_id_fingerprint")
    op.drop_index("uq_one_time_codes_live_phone", "one_time_codes")
    op.execute("DELETE FROM one_time_codes WHERE purpose = 'phone'")
    op.drop_constraint("ck_one_time_codes_subject", "one_time_codes")
    op.drop_constraint("ck_one_time_codes_purpose", "one_time_codes")
    op.create_check_constraint("ck_one_time_codes_purpose", "one_time_codes", "purpose IN ('sign_in', 'mandate')")
    op.alter_column("one_time_codes", "beneficiary_id", nullable=False)
    for column in ("phone_id", "phone_proved_at", "phone_asked_at"):
        op.drop_column("contacts", column)
