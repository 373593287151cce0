"""What every model builds on: naming of constraints, column types, creation times."""

from __future__ import annotations

import enum
from datetime import date, datetime
from decimal import Decimal
from typing import Any, ClassVar
from uuid import UUID

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    Date,
    DateTime,
    Dialect,
    Enum,
    FromClause,
    Identity,
    LargeBinary,
    MetaData,
    Numeric,
    Text,
    Uuid,
    event,
    func,
)
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column
from sqlalchemy.types import TypeDecorator

from actions.clock import in_riyadh

REGIONS = (
    "riyadh",
    "makkah",
    "madinah",
    "eastern",
    "asir",
    "najran",
    "jazan",
    "qassim",
    "hail",
    "tabuk",
    "northern_borders",
    "bahah",
    "jawf",
)
"""The thirteen regions, by the codes of the contract."""


class Moment(TypeDecorator[datetime]):
    """timestamptz that refuses naive moments and is always read in Asia/Riyadh."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        return None if value is None else in_riyadh(value)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        return None if value is None else in_riyadh(value)


class Base(DeclarativeBase):
    """The one declarative base: Alembic and the tests see every table through its metadata."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map: ClassVar[dict[Any, Any]] = {
        str: Text(),
        bytes: LargeBinary(),
        date: Date(),
        datetime: Moment(),
        Decimal: Numeric(12, 2),
        UUID: Uuid(),
        dict[str, Any]: JSONB(),
        list[dict[str, Any]]: JSONB(),
        # Text with a CHECK: a PostgreSQL enum type cannot lose a value, and gains one only outside a transaction.
        enum.Enum: Enum(
            enum.Enum,
            native_enum=False,
            create_constraint=True,
            length=64,
            values_callable=lambda states: [state.value for state in states],
        ),
    }


@event.listens_for(Column, "before_parent_attach")
def _name_after_column(column: Column[Any], table: FromClause) -> None:
    """Name the CHECK of a state after its column, so that a table can hold two states of one kind."""
    if isinstance(column.type, Enum) and getattr(table, "metadata", None) is Base.metadata:
        column.type.name = column.name


class TimestampMixin:
    """When the row was made, by the clock of the database."""

    created_at: Mapped[datetime] = mapped_column(server_default=func.now(), sort_order=100)


def big_id() -> Mapped[int]:
    """The primary key of a table that grows by the hundred thousand: a bigint the database counts."""
    return mapped_column(BigInteger, Identity(), primary_key=True)


def one_of(column: str, values: tuple[str, ...], name: str | None = None) -> CheckConstraint:
    """CHECK that `column` is one of `values` (or null)."""
    listed = ", ".join(f"'{value}'" for value in values)
    return CheckConstraint(f"{column} IN ({listed})", name=name or column)


def month(column: str) -> CheckConstraint:
    """CHECK that `column` holds the first day of a month."""
    return CheckConstraint(f"EXTRACT(day FROM {column}) = 1", name=f"{column}_first_day")
