"""What is drawn or made for a person at the edge: the picture of a card, the calendar file of an appointment."""

from __future__ import annotations

import asyncio
from typing import Any
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from actions.cards.models import Card
from actions.clinics.service import get_appointment
from actions.identity.vault import vault
from actions.people.models import Beneficiary
from actions.settings import settings
from bot.media.store import keep
from bot.render import MediaWish
from bot.render.calendar import appointment_ics
from bot.render.card import CardFace, draw_card


async def make(session: AsyncSession, conversation: UUID, wish: MediaWish, language: str) -> dict[str, Any]:
    """Makes and keeps what a message wishes for; LookupError for a kind nobody makes."""
    match wish.kind:
        case "card":
            picture = await asyncio.to_thread(draw_card, await _face(session, UUID(wish.id)), language)
            return await keep(session, conversation, picture, "image/png")
        case "appointment":
            appointment = await get_appointment(session, UUID(wish.id))
            if appointment is None:
                raise LookupError(f"no appointment {wish.id}")
            return await keep(session, conversation, appointment_ics(appointment, language), "text/calendar")
    raise LookupError(f"nobody makes a {wish.kind}")


async def _face(session: AsyncSession, card_id: UUID) -> CardFace:
    card = await session.get_one(Card, card_id)
    holder = await session.get_one(Beneficiary, card.beneficiary_id)
    masked = vault().mask("id", vault().open(holder.national_id_sealed))
    url = f"{settings().public_address}/c/{card.token}"
    return CardFace(holder.name_ar, masked, str(card.status), card.expires_on, url)
