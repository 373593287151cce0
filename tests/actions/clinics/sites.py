"""Two clinics with a specialist each for one service, and one for another service."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

from sqlalchemy.ext.asyncio import AsyncSession

from actions.clinics.models import Clinic, Mode, Service, Slot, Specialist


def clinic(code: str, region: str, city: str) -> Clinic:
    return Clinic(
        code=code,
        region=region,
        city=city,
        name_ar=code,
        name_en=code,
        latitude=Decimal("24.7"),
        longitude=Decimal("46.7"),
        address_ar="عنوان",
        is_sample=True,
    )


class Sites:
    """What there is to book; `specialists` by name."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session
        self.specialists: dict[str, int] = {}

    async def build(self) -> None:
        self._session.add_all([Service(code="psychological", position=2), Service(code="legal", position=1)])
        self._session.add_all([clinic("ruh", "riyadh", "riyadh"), clinic("jed", "makkah", "jeddah")])
        await self._session.flush()
        for name, site, given in (
            ("riyadh", "ruh", "psychological"),
            ("jeddah", "jed", "psychological"),
            ("lawyer", "ruh", "legal"),
        ):
            who = Specialist(clinic_code=site, service_code=given, name_ar="أ. سارة", offers_remote=True)
            self._session.add(who)
            await self._session.flush()
            self.specialists[name] = who.id

    async def slot(self, who: str, at: datetime, mode: Mode = Mode.IN_PERSON) -> Slot:
        made = Slot(specialist_id=self.specialists[who], starts_at=at, minutes=30, mode=mode)
        self._session.add(made)
        await self._session.flush()
        return made
