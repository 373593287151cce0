"""What a person who comes back should hear first: what is near, or waits for them."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from actions.cards.models import Card, CardStatus
from actions.cards.service import card_of
from actions.cases.models import Case, CaseStatus
from actions.clinics.service import upcoming

# Near enough that hearing of it now still helps.
NEAR_APPOINTMENT = timedelta(days=2)
NEAR_EXPIRY = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class OpenItem:
    """`kind` is `appointment`, `case` or `card`; `at` an ISO time or date, None for a case."""

    kind: str
    reference: str | None
    at: str | None

    def as_data(self) -> dict[str, Any]:
        return asdict(self)


async def open_items(session: AsyncSession, beneficiary: UUID, now: datetime) -> list[OpenItem]:
    """An appointment of today or tomorrow, cases that wait for a document, a card that ends soon; the most urgent first."""
    items = [
        OpenItem("appointment", one.reference, one.starts_at.isoformat())
        for one in await upcoming(session, beneficiary, now)
        if one.starts_at - now <= NEAR_APPOINTMENT
    ]
    waiting = select(Case.reference).where(
        Case.beneficiary_id == beneficiary, Case.status == CaseStatus.MORE_INFO_NEEDED
    )
    items += [OpenItem("case", reference, None) for reference in await session.scalars(waiting.order_by(Case.filed_at))]
    card = await card_of(session, beneficiary)
    if card is not None and _ends_soon(card, now):
        items.append(OpenItem("card", None, card.expires_on.isoformat() if card.expires_on else None))
    return items


def _ends_soon(card: Card, now: datetime) -> bool:
    if card.status is not CardStatus.ACTIVE or card.expires_on is None:
        return False
    return now.date() <= card.expires_on <= now.date() + NEAR_EXPIRY
