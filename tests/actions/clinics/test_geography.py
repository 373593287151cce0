"""Regions of cities, and the clinics nearest to a region."""

from __future__ import annotations

import pytest
from sqlalchemy.ext.asyncio import AsyncSession

from actions.clinics.geography import nearest, region_of
from actions.clinics.service import clinics
from actions.database.base import REGIONS


@pytest.mark.parametrize(
    ("city", "region"), [("jeddah", "makkah"), ("abha", "asir"), ("dammam", "eastern"), ("atlantis", None), (None, None)]
)
def test_a_city_lies_in_its_region(city: str | None, region: str | None) -> None:
    assert region_of(city) == region


@pytest.mark.parametrize("region", REGIONS)
async def test_every_region_has_two_nearest_cities_with_a_clinic(demo_reading: AsyncSession, region: str) -> None:
    near = nearest(region, await clinics(demo_reading))
    assert len({clinic.city for clinic in near}) == len(near) == 2


async def test_the_nearest_clinic_to_a_region_that_has_one_is_its_own(demo_reading: AsyncSession) -> None:
    assert nearest("riyadh", await clinics(demo_reading))[0].region == "riyadh"


async def test_each_city_of_a_clinic_lies_in_the_region_of_the_clinic(demo_reading: AsyncSession) -> None:
    assert [c.code for c in await clinics(demo_reading) if region_of(c.city) != c.region] == []
