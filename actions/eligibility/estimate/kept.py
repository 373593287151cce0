"""The household of the last estimate, kept for the conversation in the slot `tasks.ESTIMATE`: facts, no identity.

A household on file is not kept: only that it is meant, and what was supposed of it. It is read anew each time, by the
person whose file it is.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from decimal import Decimal
from enum import StrEnum
from typing import Any

from actions.eligibility.facts import HouseholdFacts

type Facts = Mapping[str, Any]


class Basis(StrEnum):
    """What an estimate rests on."""

    ANSWERS = "answers"  # the pre-screen
    SENTENCE = "sentence"  # a few figures; the rest is presumed to be as for most people
    RECORD = "record"  # the household on file


@dataclass(frozen=True, slots=True)
class Kept:
    """The household of an estimate. `facts` are those told (none for a record), `supposed` the changes that were
    supposed since, each with the facts it sets, the newest last."""

    basis: Basis
    facts: Facts
    supposed: tuple[Facts, ...] = ()

    @classmethod
    def of(cls, basis: Basis, facts: HouseholdFacts) -> Kept:
        """An estimate before anything is supposed."""
        return cls(basis, {} if basis is Basis.RECORD else _told(facts))

    def base(self, record: HouseholdFacts | None = None) -> HouseholdFacts:
        """The household without any supposition; `record` is the one on file, where the estimate rests on it."""
        if self.basis is Basis.RECORD:
            assert record is not None
            return record
        facts = HouseholdFacts(**dict(self.facts))
        return facts.presumed() if self.basis is Basis.SENTENCE else facts

    def now(self, record: HouseholdFacts | None = None) -> HouseholdFacts:
        """The household with all that is supposed."""
        facts = self.base(record)
        for changes in self.supposed:
            facts = facts.but(**changes)
        return facts

    def suppose(self, changes: Facts) -> Kept:
        """One supposition more."""
        return replace(self, supposed=(*self.supposed, changes))

    def take_back(self, which: str) -> Kept:
        """Without the last supposition (`last`), or without any."""
        return replace(self, supposed=self.supposed[:-1] if which == "last" else ())

    def correct(self, changes: Facts) -> Kept:
        """The same with facts put right: in the last supposition, where they are of it.

        A file is not put right here: what differs from it is supposed.
        """
        if self.supposed and changes.keys() & self.supposed[-1].keys():
            return replace(self, supposed=(*self.supposed[:-1], {**self.supposed[-1], **changes}))
        if self.basis is Basis.RECORD:
            return self.suppose(changes)
        return replace(self, facts={**self.facts, **changes})

    def as_json(self) -> dict[str, Any]:
        return {
            "basis": str(self.basis),
            "facts": _written(self.facts),
            "supposed": [_written(changes) for changes in self.supposed],
        }


def kept(stored: Any) -> Kept | None:
    """What the slot holds; None where no estimate was made."""
    if not stored or "basis" not in stored:
        return None
    supposed = tuple(_read(changes) for changes in stored["supposed"])
    return Kept(Basis(stored["basis"]), _read(stored["facts"]), supposed)


_MONEY = frozenset({"earned_income", "unearned_income", "liquid_assets"})


def _told(facts: HouseholdFacts) -> dict[str, Any]:
    told = {field.name: getattr(facts, field.name) for field in fields(facts)}
    return {name: value for name, value in told.items() if value is not None and name != "other_income"}


def _written(facts: Facts) -> dict[str, Any]:
    return {name: str(value) if name in _MONEY and value is not None else value for name, value in facts.items()}


def _read(facts: Facts) -> dict[str, Any]:
    return {name: Decimal(value) if name in _MONEY and value is not None else value for name, value in facts.items()}
