"""Drawing the population and writing all of it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy.ext.asyncio import AsyncSession

from actions.demo import data
from actions.demo.clinics import Offered
from actions.demo.copying import Progress
from actions.demo.facts import Facts
from actions.demo.population.bookings import write_bookings, write_plans
from actions.demo.population.cases import write_cases
from actions.demo.population.decisions import write_cards, write_decisions, write_payments
from actions.demo.population.draw import Draw
from actions.demo.population.file import write_homes, write_incomes, write_people, write_phones
from actions.demo.population.homes import Homes, draw_homes, draw_members
from actions.demo.population.incomes import Incomes, draw_incomes
from actions.demo.population.outcomes import Outcomes, believable, decide, facts_of
from actions.demo.population.people import People, draw_people
from actions.identity.vault import Vault


@dataclass(frozen=True, slots=True)
class Drawn:
    """A population before it is stored, one household a row, and the source of what is still to be drawn."""

    draw: Draw
    people: People
    homes: Homes
    incomes: Incomes
    outcomes: Outcomes

    @property
    def facts(self) -> Facts:
        """What the rules read of it today."""
        return facts_of(self.people, self.homes, self.incomes, 0)


def draw_population(households: int, today: date, taken_ids: Collection[str]) -> Drawn:
    """Draw `households` households and decide them as of `today`; identity numbers avoid `taken_ids`."""
    told = data.read("population")
    draw = Draw(told["seed"], households)
    people = draw_people(draw, today, taken_ids, told["people"])
    homes = draw_homes(draw, people, told)
    incomes = believable(people, homes, draw_incomes(draw, people, told["incomes"]), today)
    return Drawn(draw, people, homes, incomes, decide(draw, people, homes, incomes, today, told))


async def load_population(
    session: AsyncSession,
    households: int,
    today: date,
    vault: Vault,
    taken_ids: Collection[str],
    offered: Sequence[Offered],
    progress: Progress,
) -> None:
    """Store `households` households; identity numbers avoid `taken_ids`, bookings use the times `offered`."""
    told = data.read("population")
    drawn = draw_population(households, today, taken_ids)
    draw, people, homes, incomes, outcomes = drawn.draw, drawn.people, drawn.homes, drawn.incomes, drawn.outcomes
    await write_people(session, people, homes, outcomes, vault, progress)
    await write_phones(session, people, vault, progress)
    await write_homes(session, people, homes, draw_members(draw, people, homes, today), progress)
    await write_incomes(session, homes, incomes, today, progress)
    await write_decisions(session, people, outcomes, today, progress)
    await write_payments(session, people, outcomes, incomes, today, progress)
    await write_cards(session, draw, people, outcomes, today, told["cards"], progress)
    await write_bookings(session, draw, people, outcomes, offered, today, told["bookings"], progress)
    await write_plans(session, draw, people, outcomes, today, told["plans"], progress)
    await write_cases(session, draw, people, outcomes, today, told["cases"], progress)
