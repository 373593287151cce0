"""How values become JSON in the database: amounts as numbers, times in ISO 8601."""

from __future__ import annotations

import json
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from actions.clock import in_riyadh


def dumps(value: Any) -> str:
    """JSON text of `value`; TypeError for what has no JSON form, ValueError for a naive time."""
    return json.dumps(value, default=_plain, ensure_ascii=False, separators=(",", ":"))


def canonical(value: Any) -> bytes:
    """The same bytes for the same value, whatever the order of its keys: what hashes are taken of."""
    return json.dumps(value, default=_plain, ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode()


def _plain(value: object) -> str | int | float:
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, datetime):
        return in_riyadh(value).isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, UUID):
        return str(value)
    raise TypeError(f"{type(value).__name__} has no JSON form")
