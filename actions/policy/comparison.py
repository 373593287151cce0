"""A population under the rules in force against the same under a reform."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray
from openfisca_core.taxbenefitsystems import TaxBenefitSystem

from actions.eligibility.months import add_months
from actions.eligibility.system import system
from actions.eligibility.vectors import Bools, Floats
from actions.policy.monthly import Month, by_month
from actions.policy.population import Population
from actions.policy.scenarios import Scenario, scenarios

YEAR = 12
_SHARES = (0.1, 0.25, 0.5, 0.75, 0.9)


@dataclass(frozen=True, slots=True)
class Both[T]:
    """Something before (the rules in force) and after (the reform)."""

    before: T
    after: T


@dataclass(frozen=True, slots=True)
class MonthTotals:
    """Cost in SAR, and households that receive a pension, in a month."""

    month: date
    cost: Both[float]
    recipients: Both[float]


@dataclass(frozen=True, slots=True)
class Group:
    """The households of a region or category (`code`, empty where it is not known) in the last month; SAR a month."""

    code: str
    households: float
    recipients: Both[float]
    cost: Both[float]
    gained: float
    lost: float
    average_change: float


@dataclass(frozen=True, slots=True)
class Changes:
    """Who receives more or less in the last month, in households, and by how much, SAR a month.

    `gained` receive a pension only under the reform, `lost` only without it; both are among `more` and `less`.
    `average` is over all who receive one in either case, `average_of_changed` over those whose amount differs.
    `shares` gives the change below which that share of the recipients lies; `amounts` and `weights` are those of
    the changed, for a histogram.
    """

    gained: float
    lost: float
    more: float
    less: float
    same: float
    average: float
    average_of_changed: float
    shares: tuple[tuple[float, float], ...]
    amounts: Floats
    weights: Floats


@dataclass(frozen=True, slots=True)
class Range:
    """The lowest and highest that a total can be, by what is contested."""

    lowest: float
    highest: float


@dataclass(frozen=True, slots=True)
class Comparison:
    """What a reform changes over `months`. Costs are SAR over all of them unless said otherwise.

    The main figures are the careful reading: contested income counts, contested parameters have the value in force.
    `ranges` hold every reading in `scenarios`. `open` are households whose case needs a study in the last month, and
    `open_at_most` what they would add a month if all were accepted: they stand in no other figure.
    """

    population: Population
    months: tuple[MonthTotals, ...]
    cost: Both[float]
    cost_range: Both[Range]
    difference_range: Range
    scenarios: tuple[Scenario, ...]
    changes: Changes
    regions: tuple[Group, ...]
    categories: tuple[Group, ...]
    open: Both[float]
    open_at_most: Both[float]

    @property
    def difference(self) -> float:
        """How much more the reform costs, SAR over all months; negative where it costs less."""
        return self.cost.after - self.cost.before

    @property
    def last(self) -> MonthTotals:
        """The last month, to which households and groups refer."""
        return self.months[-1]


def compare(population: Population, reform: TaxBenefitSystem, first: date, months: int = YEAR) -> Comparison:
    """Run `population`, as it is, through `months` months from that of `first`, without and with the reform."""
    spell = [add_months(first.replace(day=1), ahead) for ahead in range(months)]
    before = list(by_month(population, spell, system()))
    after = list(by_month(population, spell, reform))
    totals = tuple(_totals(population, *pair) for pair in zip(before, after, strict=True))
    cost = Both(sum(one.cost.before for one in totals), sum(one.cost.after for one in totals))
    read = tuple(scenarios(population, reform, spell[-1]))
    others = [_total_cost(one, spell) for one in read]
    last = Both(before[-1], after[-1])
    return Comparison(
        population=population,
        months=totals,
        cost=cost,
        cost_range=Both(
            _range([cost.before, *(one.before for one in others)]), _range([cost.after, *(one.after for one in others)])
        ),
        difference_range=_range([one.after - one.before for one in (cost, *others)]),
        scenarios=read,
        changes=_changes(population, last),
        regions=_groups(population, population.region, last),
        categories=_groups(population, population.category, last),
        open=_both(last, lambda month: _sum(population, month.open)),
        open_at_most=_both(last, lambda month: _sum(population, month.at_most)),
    )


def _totals(population: Population, before: Month, after: Month) -> MonthTotals:
    pair = Both(before, after)
    return MonthTotals(
        before.month,
        _both(pair, lambda month: _sum(population, month.pension)),
        _both(pair, lambda month: _sum(population, month.eligible)),
    )


def _total_cost(scenario: Scenario, spell: Sequence[date]) -> Both[float]:
    population = scenario.population
    before, after = (
        sum(_sum(population, month.pension) for month in by_month(population, spell, rules))
        for rules in (scenario.rules, scenario.reform)
    )
    return Both(before, after)


def _range(values: Sequence[float]) -> Range:
    return Range(min(values), max(values))


def _both(pair: Both[Month], of: Callable[[Month], float]) -> Both[float]:
    return Both(of(pair.before), of(pair.after))


def _sum(population: Population, values: Floats | Bools) -> float:
    return float(population.weight @ values)


def _changes(population: Population, last: Both[Month]) -> Changes:
    change = last.after.pension - last.before.pension
    receives = last.before.eligible | last.after.eligible
    changed = change != 0
    weight = population.weight
    return Changes(
        gained=_sum(population, ~last.before.eligible & last.after.eligible),
        lost=_sum(population, last.before.eligible & ~last.after.eligible),
        more=_sum(population, change > 0),
        less=_sum(population, change < 0),
        same=_sum(population, receives & ~changed),
        average=_average(change, weight, receives),
        average_of_changed=_average(change, weight, changed),
        shares=tuple(zip(_SHARES, _quantiles(change[receives], weight[receives]), strict=True)),
        amounts=change[changed],
        weights=weight[changed],
    )


def _average(values: Floats, weight: Floats, rows: Bools) -> float:
    total = float(weight[rows].sum())
    return float(weight[rows] @ values[rows]) / total if total else 0.0


def _quantiles(values: Floats, weight: Floats) -> tuple[float, ...]:
    """The values below which `_SHARES` of the weight lie."""
    if not values.size or not weight.sum():
        return (0.0,) * len(_SHARES)
    order = np.argsort(values)
    reached = np.cumsum(weight[order])
    at = np.searchsorted(reached, np.array(_SHARES) * reached[-1])
    return tuple(float(value) for value in values[order][at])


def _groups(population: Population, by: NDArray[np.str_], last: Both[Month]) -> tuple[Group, ...]:
    """The groups, the costliest first."""
    found = [_group(population, str(code), by == code, last) for code in np.unique(by)]
    return tuple(sorted(found, key=lambda group: group.cost.before + group.cost.after, reverse=True))


def _group(population: Population, code: str, rows: Bools, last: Both[Month]) -> Group:
    receives = last.before.eligible | last.after.eligible
    return Group(
        code=code,
        households=_sum(population, rows),
        recipients=_both(last, lambda month: _sum(population, rows & month.eligible)),
        cost=_both(last, lambda month: _sum(population, np.where(rows, month.pension, 0))),
        gained=_sum(population, rows & ~last.before.eligible & last.after.eligible),
        lost=_sum(population, rows & last.before.eligible & ~last.after.eligible),
        average_change=_average(last.after.pension - last.before.pension, population.weight, rows & receives),
    )
