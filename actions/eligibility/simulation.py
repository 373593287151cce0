"""Running the rules over columns of households: the one place that touches OpenFisca's machinery."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
from numpy.typing import NDArray
from openfisca_core.periods import DateUnit, Instant, Period
from openfisca_core.simulations import Simulation
from openfisca_core.taxbenefitsystems import TaxBenefitSystem

from actions.eligibility.entities import Household, Person
from actions.eligibility.system import system
from actions.eligibility.vectors import Bools, Floats


@dataclass(frozen=True, slots=True)
class Columns:
    """Input variables of `households` households, each variable with a value for every one.

    `homes` gives the household of every person, whose first person is the provider; None: one person each.
    """

    households: int
    values: Mapping[str, NDArray[Any]]
    homes: NDArray[np.intp] | None = None


class Run:
    """The rules over some households in the month of `on`; variables are computed when they are asked for."""

    def __init__(self, columns: Columns, on: date, rules: TaxBenefitSystem | None = None) -> None:
        """`rules` are those of a reform; those in force otherwise."""
        self.period = month_of(on)
        self._simulation = _simulation(columns, rules or system())
        for name, values in columns.values.items():
            self._simulation.set_input(name, self.period, values)

    def amounts(self, name: str) -> Floats:
        """The values of a variable that is a number or an amount."""
        values: Floats = self._simulation.calculate(name, self.period)
        return values

    def flags(self, name: str) -> Bools:
        """The values of a variable that is true or false."""
        values: Bools = self._simulation.calculate(name, self.period)
        return values

    def indices(self, name: str) -> NDArray[np.int16]:
        """The values of a variable that is a code, as indices in the order of the code."""
        values: NDArray[np.int16] = self._simulation.calculate(name, self.period).view(np.ndarray)
        return values


def month_of(on: date) -> Period:
    """The month of `on`: what is assessed is a month, by the rules in force on its first day."""
    return Period((DateUnit.MONTH, Instant((on.year, on.month, 1)), 1))


def _simulation(columns: Columns, rules: TaxBenefitSystem) -> Simulation:
    populations = rules.instantiate_entities()
    homes = np.arange(columns.households) if columns.homes is None else columns.homes
    persons, households = populations[Person.key], populations[Household.key]
    persons.count, households.count = len(homes), columns.households
    persons.ids, households.ids = np.arange(persons.count), np.arange(households.count)
    households.members_entity_id = homes
    if persons.count > households.count:
        households.members_role = np.where(_first_of_home(homes), Household.PROVIDER, Household.DEPENDANT)
    return Simulation(rules, populations)


def _first_of_home(homes: NDArray[np.intp]) -> Bools:
    first = np.zeros(len(homes), dtype=np.bool_)
    first[np.unique(homes, return_index=True)[1]] = True
    return first
