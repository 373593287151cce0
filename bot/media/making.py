"""What is drawn or made for a person at the edge: the picture of a card, the calendar file and the slip of an
appointment."""

from __future__ import annotations

import asyncio
from typing import Any
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from actions.cards.models import Card
from actions.clinics.models import Appointment
from actions.clinics.service import get_appointment
from actions.identity.vault import vault
from actions.people.models import Beneficiary
from actions.settings import settings
from bot.media.store import keep
from bot.render import MediaWish
from bot.render.calendar import appointment_ics
from bot.render.card import CardFace, draw_card
from bot.render.slip import draw_slip, slip_face


async def make(session: AsyncSession, conversation: UUID, wish: MediaWish, language: str) -> dict[str, Any]:
    """Makes and keeps what a message wishes for; LookupError for a kind nobody makes."""
    match wish.kind:
        case "card":
            picture = await asyncio.to_thread(draw_card, await _face(session, UUID(wish.id)), language)
            return await keep(session, conversation, picture, "image/png")
        case "appointment":
            appointment = await _appointment(session, wish.id)
            return await keep(session, conversation, appointment_ics(appointment, language), "text/calendar")
        case "slip":
            appointment = await _appointment(session, wish.id)
            picture = await asyncio.to_thread(draw_slip, slip_face(appointment, language), language)
            return await keep(session, conversation, picture, "image/png")
    raise LookupError(f"nobody makes a {wish.kind}")


async def _appointment(session: AsyncSession, number: str) -> Appointment:
    found = await get_appointment(session, UUID(number))
    if found is None:
        raise LookupError(f"no appointment {number}")
    return found


async def _face(session: AsyncSession, card_id: UUID) -> CardFace:
    card = await session.get_one(Card, card_id)
    holder = await session.get_one(Beneficiary, card.beneficiary_id)
    masked = vault().mask("id", vault().open(holder.national_id_sealed))
    url = f"{settings().public_address}/c/{card.token}"
    return CardFace(holder.name_ar, masked, str(card.status), card.expires_on, url)
