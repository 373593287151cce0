"""Reading the dated parameters: values, where they come from, and which are due for a review."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any

from openfisca_core.parameters import Parameter, ParameterNode
from openfisca_core.taxbenefitsystems import TaxBenefitSystem

from actions.eligibility.citations import Citation
from actions.eligibility.system import system


class RuleNotFound(LookupError):
    """No value of this parameter is known or in force on that day."""


@dataclass(frozen=True, slots=True)
class Reference:
    """A document in which a value was read."""

    title: str
    href: str | None


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where one dated value comes from; `start_known` is False where the first day of a value is not known."""

    name: str
    value: Any
    unit: str
    in_force_from: date
    start_known: bool
    source: str
    confidence: str
    review_by: date
    references: tuple[Reference, ...]
    citation: Citation | None
    description: str
    note: str | None


def optional(name: str, on: date, rules: TaxBenefitSystem | None = None) -> Any:
    """The value of the parameter `name` (dotted) in force on a day, or None where it is unknown.

    LookupError where no parameter has that name.
    """
    return _parameter(rules or system(), name).get_at_instant(on.isoformat())


def value(name: str, on: date, rules: TaxBenefitSystem | None = None) -> Any:
    """The value of the parameter `name` in force on a day; RuleNotFound where it is unknown."""
    found = optional(name, on, rules)
    if found is None:
        raise RuleNotFound(f"{name} on {on.isoformat()}")
    return found


def amount(name: str, on: date, rules: TaxBenefitSystem | None = None) -> Decimal:
    """A value in SAR, or a share; RuleNotFound where it is unknown."""
    return Decimal(str(value(name, on, rules)))


def whole(name: str, on: date, rules: TaxBenefitSystem | None = None) -> int:
    """A value that counts days, months, cars; RuleNotFound where it is unknown."""
    return int(value(name, on, rules))


def text(name: str, on: date) -> str:
    """A value that is a word, a number to dial or an address; RuleNotFound where it is unknown."""
    return str(value(name, on))


def texts(name: str, on: date) -> tuple[str, ...]:
    """A value that is a list of codes; empty where none is in force."""
    return tuple(str(item) for item in optional(name, on) or ())


def provenance(name: str, on: date, rules: TaxBenefitSystem | None = None) -> Provenance:
    """Where the value in force on a day comes from; RuleNotFound before its first day."""
    found = _parameter(rules or system(), name)
    for dated in found.values_list:
        if dated.instant_str <= on.isoformat():
            return _provenance(found, dated)
    raise RuleNotFound(f"{name} on {on.isoformat()}")


def first_provenance(name: str, on: date, rules: TaxBenefitSystem | None = None) -> Provenance:
    """As `provenance`, of the first value of all where none is in force yet."""
    first = date.fromisoformat(_parameter(rules or system(), name).values_list[-1].instant_str)
    return provenance(name, max(on, first), rules)


def first_day() -> date:
    """The first day for which anything is computed: when the law came into force."""
    return date.fromisoformat(_parameter(system(), "pension.base_minimum_monthly").values_list[-1].instant_str)


@lru_cache(maxsize=32)
def overdue(on: date) -> tuple[str, ...]:
    """The names of the parameters whose value in force should have been verified again before this day."""
    return tuple(
        one.name
        for one in parameters()
        if one.values_list[-1].instant_str <= on.isoformat() and provenance(one.name, on).review_by < on
    )


def parameters(rules: TaxBenefitSystem | None = None) -> Iterator[Parameter]:
    """Every parameter of the rules, of a reform where `rules` are one."""
    return (item for item in (rules or system()).parameters.get_descendants() if isinstance(item, Parameter))


def parameter(root: ParameterNode, name: str) -> Parameter:
    """The parameter `name` (dotted) below a system's parameters; LookupError where there is none."""
    node: Any = root
    for part in name.split("."):
        node = node.children.get(part) if isinstance(node, ParameterNode) else None
    if not isinstance(node, Parameter):
        raise LookupError(name)
    return node


def _parameter(rules: TaxBenefitSystem, name: str) -> Parameter:
    return parameter(rules.parameters, name)


def _provenance(found: Parameter, dated: Any) -> Provenance:
    metadata = found.metadata | dated.metadata
    citation = metadata.get("citation")
    return Provenance(
        name=found.name,
        value=dated.value,
        unit=metadata["unit"],
        in_force_from=date.fromisoformat(dated.instant_str),
        start_known=metadata.get("start_known", True),
        source=metadata["source"],
        confidence=metadata["confidence"],
        review_by=date.fromisoformat(metadata["review_by"]),
        references=tuple(Reference(item["title"], item.get("href")) for item in metadata["reference"]),
        citation=Citation.parse(citation) if citation else None,
        description=found.description,
        note=found.documentation,
    )
