"""The personas of the contract as values: what it says of each, with the details it leaves open."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from actions.demo import data
from actions.demo.dates import month, resolve
from actions.eligibility.months import add_months

MONTHS = 12
"""Months of incomes that are stored, the current one first."""


@dataclass(frozen=True, slots=True)
class Dependant:
    """One of the household of a persona."""

    name_ar: str
    relation: str
    birth_date: date


@dataclass(frozen=True, slots=True)
class Before:
    """What held before the present decision: the earlier decision's day and what was different then."""

    since: date
    category: str
    days_abroad: int


@dataclass(frozen=True, slots=True)
class Persona:
    """One persona on a given day. `earned` and `unearned`: SAR by month, the current one first."""

    key: str
    contract: Mapping[str, Any]
    detail: Mapping[str, Any]
    today: date

    @property
    def household(self) -> Mapping[str, Any]:
        """The household as the contract describes it."""
        found: Mapping[str, Any] = self.contract["household"]
        return found

    @property
    def is_saudi(self) -> bool:
        """Identity numbers of citizens begin with 1."""
        return str(self.contract["national_id"]).startswith("1")

    @property
    def birth_date(self) -> date:
        """Some months before the birthday of their age."""
        return _born(self.contract.get("age") or self.detail["age"], self.today)

    @property
    def dependants(self) -> list[Dependant]:
        """The household without its head."""
        return [
            Dependant(member["name_ar"], member["relation"], _born(member["age"], self.today))
            for member in self.detail["members"]
        ]

    @property
    def earned(self) -> list[Decimal]:
        """Earned income of each month, SAR."""
        now = self.household["earned_income"]
        return self._by_month(now, self.household.get("earned_income_last_month", now), first_before=1)

    @property
    def unearned(self) -> list[Decimal]:
        """Unearned income of each month, SAR."""
        now, before = self.household["unearned_income"], self.detail.get("before", {})
        months_ago = int(before.get("until", "M-1").removeprefix("M-"))
        return self._by_month(now, before.get("unearned_income", now), first_before=months_ago)

    @property
    def before(self) -> Before | None:
        """The decision before the present one, where there was one."""
        told = self.detail.get("before")
        if told is None:
            return None
        return Before(resolve(told["since"], self.today), told["category"], told.get("days_abroad", 0))

    @property
    def days_abroad(self) -> int:
        """Days outside the Kingdom in the last year."""
        return int(self.household.get("days_abroad_last_year", 0))

    @property
    def category(self) -> str | None:
        """The category of the present decision, or of the one before."""
        told: str | None = self.contract["decision"].get("category") or self.detail.get("before", {}).get("category")
        return told

    @property
    def payments(self) -> list[tuple[date, Decimal]]:
        """Month and amount (SAR) of what was paid, the oldest first."""
        told = [self.contract["payments"].get(name) for name in ("previous", "last")]
        return [(resolve(when, self.today), Decimal(amount)) for when, amount in filter(None, told)]

    def on(self, text: str) -> date:
        """A date of the contract, on this day."""
        return resolve(text, self.today)

    def _by_month(self, now: int, before: int, first_before: int) -> list[Decimal]:
        return [Decimal(before if ago >= first_before else now) for ago in range(MONTHS)]


def personas(today: date) -> list[Persona]:
    """All personas of the contract as they are on `today`."""
    detail = data.read("personas_detail")
    return [Persona(told["key"], told, detail[told["key"]], today) for told in data.personas()]


def income_months(today: date) -> list[date]:
    """The months of which incomes are stored, the current one first."""
    return [month(today, ago) for ago in range(MONTHS)]


def _born(age: int, today: date) -> date:
    return add_months(today, -12 * age) - timedelta(days=100)
