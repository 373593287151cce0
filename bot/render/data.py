"""The data of an act, read with the kind each field must have."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from actions.clock import in_riyadh
from bot.render.errors import MissingData


class Data:
    """Typed readings of a JSON object. `MissingData` for a field that is absent or of another kind; the readings
    that end in `_or_none` allow null and absence."""

    __slots__ = ("_fields", "_of")

    def __init__(self, fields: Mapping[str, Any], of: str) -> None:
        self._fields = fields
        self._of = of

    def has(self, name: str) -> bool:
        """Whether the field is there and not null."""
        return self._fields.get(name) is not None

    def text(self, name: str) -> str:
        value = self._fields.get(name)
        if not isinstance(value, str) or not value:
            raise self._wrong(name)
        return value

    def text_or_none(self, name: str) -> str | None:
        return self.text(name) if self._fields.get(name) else None

    def number(self, name: str) -> int:
        value = self._fields.get(name)
        if isinstance(value, bool) or not isinstance(value, int | float) or value != int(value):
            raise self._wrong(name)
        return int(value)

    def number_or_none(self, name: str) -> int | None:
        return self.number(name) if self.has(name) else None

    def flag(self, name: str) -> bool:
        """A yes; absence is a no."""
        return bool(self._fields.get(name))

    def amount(self, name: str) -> Decimal:
        """SAR."""
        value = self._fields.get(name)
        if isinstance(value, bool) or not isinstance(value, int | float | str):
            raise self._wrong(name)
        try:
            return Decimal(str(value))
        except InvalidOperation:
            raise self._wrong(name) from None

    def amount_or_none(self, name: str) -> Decimal | None:
        return self.amount(name) if self.has(name) else None

    def day(self, name: str) -> date:
        try:
            return date.fromisoformat(self.text(name)[:10])
        except ValueError:
            raise self._wrong(name) from None

    def day_or_none(self, name: str) -> date | None:
        return self.day(name) if self.has(name) else None

    def moment(self, name: str) -> datetime:
        try:
            return in_riyadh(datetime.fromisoformat(self.text(name)))
        except ValueError:
            raise self._wrong(name) from None

    def part(self, name: str) -> Data:
        """An object inside the object."""
        value = self._fields.get(name)
        if not isinstance(value, Mapping):
            raise self._wrong(name)
        return Data(value, f"{self._of}.{name}")

    def parts(self, name: str) -> list[Data]:
        """A list of objects; absence is an empty one."""
        items = self._fields.get(name) or []
        if not isinstance(items, list) or not all(isinstance(item, Mapping) for item in items):
            raise self._wrong(name)
        return [Data(item, f"{self._of}.{name}") for item in items]

    def texts(self, name: str) -> list[str]:
        """A list of codes; absence is an empty one."""
        items = self._fields.get(name) or []
        if not isinstance(items, list) or not all(isinstance(item, str) for item in items):
            raise self._wrong(name)
        return list(items)

    def as_json(self) -> dict[str, Any]:
        return dict(self._fields)

    def _wrong(self, name: str) -> MissingData:
        return MissingData(f"{self._of}: {name} is {self._fields.get(name)!r}")
