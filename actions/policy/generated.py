"""Made-up households, drawn as those of the demonstration."""

from __future__ import annotations

from datetime import date

from actions.demo.population.load import draw_population
from actions.policy.population import Population, PopulationRefused, weights

_LARGEST = 2_000_000


def generated_population(households: int, today: date) -> Population:
    """So many households, the same for the same number and day; PopulationRefused for a number that cannot be."""
    if not 1 <= households <= _LARGEST:
        raise PopulationRefused(f"A population can be generated of 1 to {_LARGEST:,} households.")
    drawn = draw_population(households, today, ())
    columns = dict(drawn.facts.columns()) | {"age": drawn.people.ages}
    return Population(columns, drawn.people.region, drawn.outcomes.category, weights(households))
