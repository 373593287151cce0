"""The other readings of what is contested: a total is computed under each, so that it can be told as a range."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import product
from typing import Any

from openfisca_core.parameters import Parameter
from openfisca_core.taxbenefitsystems import TaxBenefitSystem

from actions.eligibility import reading
from actions.eligibility.rules import pension_rules
from actions.eligibility.system import system
from actions.policy.population import Population
from actions.policy.reform import with_values

_USED = ("pension.", "wealth.", "residence.", "persons.", "exceptions.legacy_income_condition_exemption")
"""The parameters on which costs and numbers of households hang."""

_NOT_IN_FIGURES = frozenset({"pension.display_rounding"})
_SURE = frozenset({"confirmed-primary", "confirmed-page", "derived"})


@dataclass(frozen=True, slots=True)
class Scenario:
    """One reading: the rules in force, and the reform as far as it does not set them itself, with other values.

    `contested_income_counts` False: nobody's contested income counts. `values` are the parameters read otherwise.
    """

    contested_income_counts: bool
    values: tuple[tuple[str, Any], ...]
    population: Population
    rules: TaxBenefitSystem
    reform: TaxBenefitSystem


@dataclass(frozen=True, slots=True)
class Contested:
    """A parameter that the reform sets (`changed`), or one that the figures hang on and that is not sure."""

    provenance: reading.Provenance
    reform_value: Any
    changed: bool


def scenarios(population: Population, reform: TaxBenefitSystem, on: date) -> Iterator[Scenario]:
    """Every combination of the readings but the careful one, with which they are compared."""
    limit = float(pension_rules(on).stipend_limit)
    counting = (True, False) if population.has_contested_income(limit) else (True,)
    others = _alternatives()
    choices = [[None, *values] for values in others.values()]
    for counts, *chosen in product(counting, *choices):
        values = {name: value for name, value in zip(others, chosen, strict=True) if value is not None}
        if counts and not values:
            continue
        yield Scenario(
            contested_income_counts=counts,
            values=tuple(values.items()),
            population=population if counts else population.without_contested_income(limit),
            rules=_read_so(system(), values),
            reform=_read_so(reform, values),
        )


def contested(reform: TaxBenefitSystem, on: date) -> tuple[Contested, ...]:
    """The parameters that the reform sets, and those behind the figures that nothing official confirms."""
    return tuple(_contested(known, reform, on) for known in reading.parameters() if _is_told(known, reform, on))


def _is_told(known: Parameter, reform: TaxBenefitSystem, on: date) -> bool:
    behind_figures = known.name.startswith(_USED) and known.name not in _NOT_IN_FIGURES
    return _sets(reform, known.name, on) or (behind_figures and _provenance(known, on).confidence not in _SURE)


def _contested(known: Parameter, reform: TaxBenefitSystem, on: date) -> Contested:
    return Contested(
        _provenance(known, on), reading.optional(known.name, on, reform), changed=_sets(reform, known.name, on)
    )


def _provenance(known: Parameter, on: date) -> reading.Provenance:
    return reading.first_provenance(known.name, on)


def _sets(reform: TaxBenefitSystem, name: str, on: date) -> bool:
    """Whether the reform gives the parameter another value than the one in force."""
    return bool(reading.optional(name, on, reform) != reading.optional(name, on))


def _alternatives() -> dict[str, list[Any]]:
    """The other values told of each contested parameter behind the figures."""
    return {
        known.name: list(known.metadata["alternatives"])
        for known in reading.parameters()
        if "alternatives" in known.metadata and known.name.startswith(_USED)
    }


def _read_so(rules: TaxBenefitSystem, values: dict[str, Any]) -> TaxBenefitSystem:
    """`rules` with these values from the first day on, up to where a reform sets a value of its own."""
    if not values:
        return rules
    return with_values(rules, {name: {reading.first_day(): value} | _own_values(rules, name) for name, value in values.items()})


def _own_values(rules: TaxBenefitSystem, name: str) -> dict[date, Any]:
    """The dated values of a parameter that are not in force without the reform."""
    own, in_force = (
        {dated.instant_str: dated.value for dated in reading.parameter(one.parameters, name).values_list}
        for one in (rules, system())
    )
    return {date.fromisoformat(day): value for day, value in own.items() if day not in in_force or in_force[day] != value}

