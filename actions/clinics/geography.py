"""Which region a city lies in, and which clinics are nearest to a region that has none."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from math import asin, cos, radians, sin, sqrt
from pathlib import Path

import yaml

from actions.clinics.models import Clinic
from nlu.arabic import places

_EARTH_KM = 6371.0
_NEAREST = 2


def region_of(city: str | None) -> str | None:
    """The region of a city code; None for no city or one that is not known."""
    return places.region_of(city) if city else None


def nearest(region: str, clinics: Sequence[Clinic]) -> list[Clinic]:
    """The clinics closest to the capital of a region, the nearest first; one a city."""
    here = _capitals()[region]
    by_city: dict[str, Clinic] = {}
    for clinic in sorted(clinics, key=lambda clinic: _kilometres(here, (float(clinic.latitude), float(clinic.longitude)))):
        by_city.setdefault(clinic.city, clinic)
    return list(by_city.values())[:_NEAREST]


@lru_cache(maxsize=1)
def _capitals() -> dict[str, tuple[float, float]]:
    read = yaml.safe_load((Path(__file__).parent / "geography.yaml").read_text(encoding="utf-8"))
    return {region: (latitude, longitude) for region, (latitude, longitude) in read.items()}


def _kilometres(one: tuple[float, float], other: tuple[float, float]) -> float:
    """The distance along a great circle."""
    (lat1, lon1), (lat2, lon2) = ((radians(a), radians(b)) for a, b in (one, other))
    half = sin((lat2 - lat1) / 2) ** 2 + cos(lat1) * cos(lat2) * sin((lon2 - lon1) / 2) ** 2
    return 2 * _EARTH_KM * asin(sqrt(half))
