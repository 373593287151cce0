"""The clinics of the demo: where they are, and that there is always a time, but for one service in one region."""

from __future__ import annotations

from datetime import timedelta
from itertools import product

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from actions.clinics.models import Appointment, Clinic, Mode, Service, Slot, Specialist, WaitlistEntry
from actions.demo import data
from actions.eligibility.months import add_months
from actions.eligibility.working_days import is_working_day
from actions.people.models import Beneficiary
from tests.conftest import NOW

TODAY = NOW.date()
WITH_CLINICS = {"riyadh", "makkah", "madinah", "eastern", "asir", "najran", "jazan"}
SERVICES = {
    "economic",
    "social",
    "psychological",
    "career_guidance",
    "financial_guidance",
    "physical_health",
    "employment",
    "entrepreneurship",
    "training",
    "legal",
    "housing",
}


async def test_the_sites_are_in_the_seven_regions_and_in_cities_people_live_in(demo_reading: AsyncSession) -> None:
    clinics = (await demo_reading.scalars(select(Clinic))).all()
    regions = data.read("regions")
    assert {clinic.region for clinic in clinics} == WITH_CLINICS
    assert 18 <= len(clinics) <= 20
    assert all(clinic.city in regions[clinic.region]["cities"] and clinic.is_sample for clinic in clinics)


async def test_the_eleven_services_are_given_at_every_site(demo_reading: AsyncSession) -> None:
    clinics = set(await demo_reading.scalars(select(Clinic.code)))
    staff = await demo_reading.execute(select(Specialist.clinic_code, Specialist.service_code))
    given = {(clinic, service) for clinic, service in staff}
    assert set(await demo_reading.scalars(select(Service.code))) == SERVICES
    assert given == set(product(clinics, SERVICES))


async def test_every_clinic_is_free_within_two_weeks_in_both_modes_except_for_what_is_full(
    demo_reading: AsyncSession,
) -> None:
    free = (
        select(Clinic.code, Clinic.region, Specialist.service_code, Slot.mode)
        .join(Specialist, Specialist.clinic_code == Clinic.code)
        .join(Slot, Slot.specialist_id == Specialist.id)
        .outerjoin(Appointment, (Appointment.slot_id == Slot.id) & (Appointment.status == "booked"))
        .where(Appointment.id.is_(None), Slot.starts_at > NOW, Slot.starts_at < NOW + timedelta(days=14))
        .distinct()
    )
    found = {(clinic, service, mode) for clinic, _region, service, mode in await demo_reading.execute(free)}
    clinics = (await demo_reading.scalars(select(Clinic))).all()
    expected = {
        (clinic.code, service, mode)
        for clinic, service, mode in product(clinics, SERVICES, Mode)
        if (clinic.region, service) != ("najran", "legal")
    }
    assert found == expected


async def test_legal_advice_in_najran_is_booked_to_the_last_time_and_people_wait(demo_reading: AsyncSession) -> None:
    times = (
        select(Slot.id, Appointment.id)
        .join(Specialist, Specialist.id == Slot.specialist_id)
        .join(Clinic, Clinic.code == Specialist.clinic_code)
        .outerjoin(Appointment, (Appointment.slot_id == Slot.id) & (Appointment.status == "booked"))
        .where(Clinic.region == "najran", Specialist.service_code == "legal")
    )
    booked = [appointment for _slot, appointment in await demo_reading.execute(times)]
    assert booked
    assert all(booked)
    waiting = select(func.count()).where(WaitlistEntry.region == "najran", WaitlistEntry.service_code == "legal")
    assert (await demo_reading.scalar(waiting) or 0) > 0


async def test_it_is_the_population_that_fills_it(demo_reading: AsyncSession) -> None:
    query = select(Beneficiary.name_en).join(Appointment).join(Slot).join(Specialist)
    names = await demo_reading.scalars(query.where(Specialist.service_code == "legal"))
    assert set(names) == {None}


async def test_times_are_on_working_days_of_three_months_from_tomorrow_outside_of_the_prayers(
    demo_reading: AsyncSession,
) -> None:
    slots = (await demo_reading.scalars(select(Slot.starts_at).distinct())).all()
    days = {at.date() for at in slots}
    last = add_months(TODAY, 3)
    everyday = {TODAY + timedelta(days=ahead) for ahead in range(1, (last - TODAY).days + 1)}
    assert days == {day for day in everyday if is_working_day(day)}
    assert {day.weekday() for day in days} == {6, 0, 1, 2, 3}
    hours = {f"{at:%H:%M}" for at in slots}
    assert min(hours) >= "08:00"
    assert max(hours) <= "14:00"
    assert not {hour for hour in hours if "11:00" < hour < "13:00"}
