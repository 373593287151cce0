"""Which region a city lies in, and which clinics are nearest to a region that has none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import asin, cos, radians, sin, sqrt
from pathlib import Path

import yaml

from actions.clinics.models import Clinic

_EARTH_KM = 6371.0
_NEAREST = 2


def region_of(city: str | None) -> str | None:
    """The region of a city code; None for no city or one that is not known."""
    return next((code for code, region in _regions().items() if city in region.cities), None)


def nearest(region: str, clinics: Sequence[Clinic]) -> list[Clinic]:
    """The clinics closest to the capital of a region, the nearest first; one a city."""
    here = _regions()[region].capital
    by_city: dict[str, Clinic] = {}
    for clinic in sorted(clinics, key=lambda clinic: _kilometres(here, (float(clinic.latitude), float(clinic.longitude)))):
        by_city.setdefault(clinic.city, clinic)
    return list(by_city.values())[:_NEAREST]


@dataclass(frozen=True, slots=True)
class _Region:
    capital: tuple[float, float]
    cities: frozenset[str]


@lru_cache(maxsize=1)
def _regions() -> dict[str, _Region]:
    read = yaml.safe_load((Path(__file__).parent / "geography.yaml").read_text(encoding="utf-8"))
    return {code: _Region(tuple(told["capital"]), frozenset(told["cities"])) for code, told in read.items()}


def _kilometres(one: tuple[float, float], other: tuple[float, float]) -> float:
    """The distance along a great circle."""
    (lat1, lon1), (lat2, lon2) = ((radians(a), radians(b)) for a, b in (one, other))
    half = sin((lat2 - lat1) / 2) ** 2 + cos(lat1) * cos(lat2) * sin((lon2 - lon1) / 2) ** 2
    return 2 * _EARTH_KM * asin(sqrt(half))
