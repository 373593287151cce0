"""What the rules ask of a household besides money, and who belongs to it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

import numpy as np

from actions.demo.facts import NO_EXCEPTION, NO_GROUP, Codes, Counts, Flags
from actions.demo.names import Names
from actions.demo.population.draw import Draw
from actions.demo.population.people import People, born
from actions.people.models import NationalityException, Relation, TransferredGroup

_GROWN_UP = 18
_CHILD_SPACING = 2
_ELDEST_AT_HOME = 26
_LAST_MOTHERHOOD, _LAST_FATHERHOOD = 45, 60
_OLD = 66  # from here on it is grandchildren who live with one


@dataclass(frozen=True, slots=True)
class Homes:
    """One a row, in the order of the people who head them."""

    ids: list[UUID]
    dependants: Counts
    spouse: Flags
    parent: Flags
    exception: Codes
    days_abroad: Counts
    in_shelter: Flags
    other_assets: Flags
    transferred_group: Codes


@dataclass(frozen=True, slots=True)
class Member:
    """A dependant in the household of a row."""

    row: int
    name: str
    relation: Relation
    birth_date: date


def draw_homes(draw: Draw, people: People, told: Any) -> Homes:
    """A household for each of the people, with groups and exceptions that fit them."""
    family, home = told["dependants"], told["household"]
    dependants = np.where(people.independent, 0, draw.index(family["weights"]) + 1)
    married = draw.chance(family["spouse"]) & ~people.female & (dependants > 0)
    covered = draw.chance(told["people"]["non_saudi_covered"]) & ~people.saudi
    away = np.where(draw.chance(home["abroad_a_while"]), draw.between(*home["abroad_a_while_days"]), 0)
    return Homes(
        ids=draw.uuids(),
        dependants=dependants,
        spouse=married,
        parent=draw.chance(family["parent"]) & (dependants > 1),
        exception=np.where(covered, _exception(people), NO_EXCEPTION),
        days_abroad=np.where(draw.chance(home["abroad_long"]), draw.between(*home["abroad_long_days"]), away),
        in_shelter=draw.chance(home["in_shelter"]),
        other_assets=draw.chance(home["other_assets"]),
        transferred_group=np.where(draw.chance(home["transferred"]) & people.saudi, _group(people, told), NO_GROUP),
    )


def _exception(people: People) -> Codes:
    return np.select(
        [people.disability, people.independent, people.female],
        [
            NationalityException.CARD_DISABILITY.value,
            NationalityException.CHILDREN_OF_SAUDI_MOTHER.value,
            NationalityException.WIDOW_OR_DIVORCEE.value,
        ],
        NO_EXCEPTION,
    )


def _group(people: People, told: Any) -> Codes:
    return np.select(
        [people.ages >= told["categories"]["old_from"], people.disability],
        [TransferredGroup.ELDERLY.value, TransferredGroup.DISABILITY.value],
        NO_GROUP,
    )


def draw_members(draw: Draw, people: People, homes: Homes, today: date) -> Iterator[Member]:
    """The dependants of every household: a spouse first, then children from the oldest on, a parent last."""
    names = Names()
    rows = np.repeat(np.arange(len(homes.ids)), homes.dependants)
    places = np.arange(len(rows)) - np.repeat(np.cumsum(homes.dependants) - homes.dependants, homes.dependants)
    women = draw.rng.random(len(rows)) < 0.5
    relations = _relations(people, homes, rows, places, women)
    ages = _ages(draw, people, homes, rows, places, relations)
    born_on = born(draw, ages, today).tolist()
    female_names, male_names = (draw.rng.choice(names.of(sex), len(rows)).tolist() for sex in (True, False))
    fathers, families = draw.rng.choice(names.male, len(homes.ids)).tolist(), draw.rng.choice(names.family, len(rows))
    for nth, (row, relation) in enumerate(zip(rows.tolist(), relations.tolist(), strict=True)):
        kind = Relation(relation)
        given = female_names[nth] if kind in _FEMALE else male_names[nth]
        if kind in _CHILDREN:  # named after the father, who is the head where that is a man
            father = fathers[row] if people.female[row] else people.given[row]
            name = f"{given} {father} {people.family[row]}"
        else:
            name = f"{given} {fathers[row]} {families[nth] if kind is Relation.WIFE else people.family[row]}"
        yield Member(row, name, kind, born_on[nth])


_CHILDREN = frozenset({Relation.SON, Relation.DAUGHTER})
_YOUNG = frozenset({Relation.SON, Relation.DAUGHTER, Relation.GRANDSON, Relation.GRANDDAUGHTER})
_FEMALE = frozenset({Relation.DAUGHTER, Relation.GRANDDAUGHTER, Relation.WIFE, Relation.MOTHER, Relation.SISTER})


def _relations(people: People, homes: Homes, rows: Counts, places: Counts, women: Flags) -> Codes:
    head = people.ages[rows]
    spouse = homes.spouse[rows] & (places == 0)
    parent = homes.parent[rows] & (places == homes.dependants[rows] - 1) & (head < _OLD)
    young = head - _GROWN_UP - _CHILD_SPACING * (places - homes.spouse[rows]) >= 0
    grand = head >= _OLD
    return np.select(
        [spouse, parent & women, parent, grand & women, grand, young & women, young, women],
        [
            Relation.WIFE.value,
            Relation.MOTHER.value,
            Relation.FATHER.value,
            Relation.GRANDDAUGHTER.value,
            Relation.GRANDSON.value,
            Relation.DAUGHTER.value,
            Relation.SON.value,
            Relation.SISTER.value,
        ],
        Relation.BROTHER.value,
    )


def _ages(draw: Draw, people: People, homes: Homes, rows: Counts, places: Counts, relations: Codes) -> Counts:
    """Spouses about as old as the head, children a generation younger, parents a generation older."""
    head = people.ages[rows]
    spread = draw.rng.integers(0, 8, len(rows))
    eldest = np.minimum(head - _GROWN_UP, _ELDEST_AT_HOME) - _CHILD_SPACING * (places - homes.spouse[rows])
    child = np.maximum(eldest - spread % _CHILD_SPACING - 1, 0)
    own = np.isin(relations, [*_CHILDREN])
    return np.select(
        [relations == Relation.WIFE, np.isin(relations, [Relation.MOTHER, Relation.FATHER]), own],
        [
            np.maximum(head - spread, _GROWN_UP),
            head + 20 + spread,
            np.maximum(child, head - np.where(people.female[rows], _LAST_MOTHERHOOD, _LAST_FATHERHOOD)),
        ],
        np.where(np.isin(relations, [*_YOUNG]), child, np.maximum(head - 6 - spread, 3)),
    )
