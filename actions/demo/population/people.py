"""The heads and independents: who they are, where they live, how they are reached."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

import numpy as np
from numpy.typing import NDArray

from actions.demo import data
from actions.demo.facts import Codes, Counts, Flags
from actions.demo.names import Names
from actions.demo.population.draw import Draw
from actions.demo.sealing import national_id

_CITIZEN, _RESIDENT = "19", "29"  # first digits of a range that is not in issue
_BODIES = 10_000_000  # what seven digits between those and the check digit can be
_FIRST_PHONE = 966500100000  # above the personas' and in a range that is not assigned


@dataclass(frozen=True, slots=True)
class People:
    """One a row. `phones` is None where none is on file; two rows may share one."""

    ids: list[UUID]
    national_ids: list[str]
    phones: list[str | None]
    names: list[str]
    given: list[str]
    family: list[str]
    female: Flags
    independent: Flags
    ages: Counts
    birth_dates: NDArray[Any]
    saudi: Flags
    disability: Flags
    region: Codes
    city: Codes


def draw_people(draw: Draw, today: date, taken_ids: Collection[str], told: Any) -> People:
    """People whose identity numbers are none of `taken_ids`."""
    independent = draw.chance(told["independents"])
    female = np.where(independent, draw.chance(told["women_among_independents"]), draw.chance(told["women_among_heads"]))
    ages = np.where(independent, _ages(draw, told["independent_age"]), _ages(draw, told["head_age"])).astype(np.int64)
    saudi = ~draw.chance(told["non_saudi"])
    region, city = _places(draw)
    given, father, family = _names(draw, female)
    return People(
        ids=draw.uuids(),
        national_ids=_national_ids(draw, saudi, taken_ids),
        phones=_phones(draw, told),
        names=[" ".join(parts) for parts in zip(given, father, family, strict=True)],
        given=given,
        family=family,
        female=female,
        independent=independent,
        ages=ages,
        birth_dates=born(draw, ages, today),
        saudi=saudi,
        disability=draw.chance(told["disability"]),
        region=region,
        city=city,
    )


def born(draw: Draw, ages: Counts, today: date) -> NDArray[Any]:
    """Days of birth of people who are as old as `ages` on `today`."""
    month = np.datetime64(today, "M") - (12 * ages).astype("timedelta64[M]")
    days = np.minimum(today.day, 28) - 1 - draw.rng.integers(0, 365, len(ages))
    birth_dates: NDArray[Any] = month.astype("datetime64[D]") + days.astype("timedelta64[D]")
    return birth_dates


def _ages(draw: Draw, told: Any) -> Counts:
    return draw.bell(told["mean"], told["deviation"], told["youngest"], told["oldest"]).astype(np.int64)


def _places(draw: Draw) -> tuple[Codes, Codes]:
    regions = data.read("regions")
    region = draw.code({code: told["inhabitants"] for code, told in regions.items()})
    city = np.empty(draw.size, dtype="U24")
    for code, told in regions.items():
        city = np.where(region == code, draw.code(told["cities"]), city)
    return region, city


def _names(draw: Draw, female: Flags) -> tuple[list[str], list[str], list[str]]:
    names = Names()
    given = np.where(female, draw.rng.choice(names.female, draw.size), draw.rng.choice(names.male, draw.size))
    return (
        given.tolist(),
        draw.rng.choice(names.male, draw.size).tolist(),
        draw.rng.choice(names.family, draw.size).tolist(),
    )


def _national_ids(draw: Draw, saudi: Flags, taken: Collection[str]) -> list[str]:
    bodies = np.delete(np.arange(_BODIES), [int(number[2:9]) for number in taken])
    drawn = draw.rng.choice(bodies, draw.size, replace=False).tolist()
    return [
        national_id(f"{_CITIZEN if citizen else _RESIDENT}{body:07d}")
        for citizen, body in zip(saudi.tolist(), drawn, strict=True)
    ]


def _phones(draw: Draw, told: Any) -> list[str | None]:
    number = np.arange(draw.size)
    number = np.where(draw.chance(told["shared_phone"]) & (number > 0), number - 1, number)
    phones = [f"+{_FIRST_PHONE + nth}" for nth in number.tolist()]
    return [None if absent else phone for absent, phone in zip(draw.chance(told["without_phone"]), phones, strict=True)]
