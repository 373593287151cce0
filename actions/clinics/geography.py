"""Which region a city lies in, and which clinics are nearest to a place that has none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import asin, cos, radians, sin, sqrt
from pathlib import Path

import yaml

from actions.clinics.models import Clinic

type Position = tuple[float, float]

_EARTH_KM = 6371.0
_NEAREST = 2
# Farther than the cities lie apart in the empty quarters of the land.
_NEAR_KM = 200.0


def region_of(city: str | None) -> str | None:
    """The region of a city code; None for no city or one that is not known."""
    return next((code for code, region in _regions().items() if city in region.cities), None)


def nearest(place: str, clinics: Sequence[Clinic], most: int = _NEAREST) -> list[Clinic]:
    """The clinics closest to a city, or to the capital of a region, the nearest first; one a city."""
    here = _position(place)
    by_city: dict[str, Clinic] = {}
    for clinic in sorted(clinics, key=lambda clinic: _kilometres(here, _of(clinic))):
        by_city.setdefault(clinic.city, clinic)
    return list(by_city.values())[:most]


def city_near(here: Position) -> str | None:
    """The city closest to a position; None where none lies within a day's errand of it."""
    cities = {city: at for region in _regions().values() for city, at in region.cities.items()}
    city = min(cities, key=lambda one: _kilometres(here, cities[one]))
    return city if _kilometres(here, cities[city]) <= _NEAR_KM else None


@dataclass(frozen=True, slots=True)
class _Region:
    capital: Position
    cities: dict[str, Position]


@lru_cache(maxsize=1)
def _regions() -> dict[str, _Region]:
    read = yaml.safe_load((Path(__file__).parent / "geography.yaml").read_text(encoding="utf-8"))
    return {
        code: _Region(tuple(told["capital"]), {city: tuple(at) for city, at in told["cities"].items()})
        for code, told in read.items()
    }


def _position(place: str) -> Position:
    """Where a city or the seat of a region lies; a name that both share is the same place. KeyError for no place."""
    regions = _regions()
    return regions[place].capital if place in regions else regions[region_of(place) or place].cities[place]


def _of(clinic: Clinic) -> Position:
    return float(clinic.latitude), float(clinic.longitude)


def _kilometres(one: Position, other: Position) -> float:
    """The distance along a great circle."""
    (lat1, lon1), (lat2, lon2) = ((radians(a), radians(b)) for a, b in (one, other))
    half = sin((lat2 - lat1) / 2) ** 2 + cos(lat1) * cos(lat2) * sin((lon2 - lon1) / 2) ** 2
    return 2 * _EARTH_KM * asin(sqrt(half))
