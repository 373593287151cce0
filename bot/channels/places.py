"""A position on the map as the city it lies near: what a person's place means to this service, and all of it that is kept."""

from __future__ import annotations

from dataclasses import dataclass

from actions.clinics.geography import nearest_city, region_of
from bot.render import catalogue


@dataclass(frozen=True, slots=True)
class NamedPlace:
    """`city` and `region` are codes of the contract."""

    city: str
    region: str

    def name(self, language: str) -> str:
        """What people call it."""
        return catalogue(language).of("city", self.city)

    def as_data(self) -> dict[str, str]:
        return {"city": self.city, "region": self.region}


def place_near(latitude: float, longitude: float) -> NamedPlace | None:
    """The city near a position (degrees); None abroad and in the open desert."""
    city = nearest_city((latitude, longitude))
    region = region_of(city)
    return NamedPlace(city, region) if city is not None and region is not None else None
