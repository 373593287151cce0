"""What only a demonstration has: the personas, the texts that were "sent", messages from other channels, and parsing."""

from __future__ import annotations

import asyncio
import json
from datetime import datetime
from typing import Annotated, Any, Literal, Self

from fastapi import APIRouter, HTTPException, Query
from pydantic import BaseModel, Field, model_validator
from sqlalchemy import exists, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from actions.contacts import identities
from actions.contacts.models import Channel, Contact
from actions.contacts.service import contact_at
from actions.database.engine import transaction
from actions.demo.shown import shown_personas
from actions.identity.vault import vault
from bot.conversations.intake import Incoming, take_in
from bot.conversations.models import Delivery, DeliveryState, SimulatedMessage
from bot.conversations.service import of_contact
from bot.pipeline.dialogue import post
from bot.web.parsing import parsed_as_written
from bot.web.posted import LONGEST_TEXT

router = APIRouter(prefix="/demo")

MOST_TEXTS = 500
_ON_ITS_WAY = 3.0
_HIDDEN = r"[A-Z]{2}\.[A-Za-z0-9]{1,128}"
"""WhatsApp's id of somebody who keeps their phone to themselves (`SA.1234`)."""


class Inbound(BaseModel):
    channel: Literal["whatsapp", "sms", "telegram"]
    sender: str = Field(alias="from", pattern=rf"^(\+9665[0-9]{{8}}|{_HIDDEN})$")
    text: str = Field(pattern=r"\S")
    message_id: str | None = Field(default=None, min_length=1, max_length=200, pattern=r"^[^\x00]*$")

    @model_validator(mode="after")
    def _hides_it_on_whatsapp(self) -> Self:
        if self.channel != "whatsapp" and not self.sender.startswith("+"):
            raise ValueError("only on WhatsApp does anybody come without a phone")
        return self


class Parse(BaseModel):
    texts: list[str] = Field(max_length=MOST_TEXTS)
    now: datetime | None = None


@router.get("/personas")
async def personas() -> dict[str, Any]:
    """The people of the demonstration, so that a visitor can be one of them."""
    return {"personas": shown_personas()}


@router.get("/outbox")
async def outbox(to: Annotated[str, Query(pattern=rf"^(\+?\s?9665[0-9]{{8}}|{_HIDDEN})$")]) -> dict[str, Any]:
    """What the simulated provider sent to a phone, or to somebody who hides theirs, oldest first; waits for what is on its
    way there."""
    address = to if "." in to else "+" + to.strip().lstrip("+").strip()
    await _until_sent(address)
    async with transaction() as session:
        fingerprint = vault().fingerprint("phone", address)
        sent = select(SimulatedMessage).where(SimulatedMessage.to_fingerprint == fingerprint)
        messages = [
            {"channel": str(message.channel), **json.loads(vault().open(message.sealed)), "at": message.at.isoformat()}
            for message in await session.scalars(sent.order_by(SimulatedMessage.id))
        ]
    return {"messages": messages}


@router.post("/inbound", status_code=202)
async def inbound(body: Inbound) -> dict[str, str]:
    """A message as a provider's webhook would bring it; a repeated `message_id` is ignored."""
    if len(body.text) > LONGEST_TEXT:
        raise HTTPException(413, "text_too_long")
    async with transaction() as session:
        contact = await _contact_of(session, Channel(body.channel), body.sender)
        if contact.channel is Channel.TELEGRAM and contact.provider_id_fingerprint is None:
            _open_chat(contact, body.sender.removeprefix("+"))
        conversation = await of_contact(session, contact)
        # A provider's ids are its own for one sender: the same id from another phone is another message.
        provider = f"demo:{body.channel}:{contact.id}"
        incoming = Incoming(text=body.text.replace("\x00", ""), provider=provider, provider_id=body.message_id)
        return {"message": str(await take_in(session, conversation, incoming))}


@router.post("/parse")
async def parse(body: Parse) -> dict[str, Any]:
    """How each text is understood on its own, by the path of a live message; nothing is stored."""
    now = body.now.isoformat() if body.now else None
    return {"results": await parsed_as_written(body.texts, now, post)}


def _open_chat(contact: Contact, chat: str) -> None:
    """Nobody is written to on Telegram by phone: whoever comes in here has a chat whose number is the phone's digits."""
    contact.provider_id_fingerprint = vault().fingerprint(f"{Channel.TELEGRAM}_id", chat)
    contact.provider_id_sealed = vault().seal(chat)


async def _contact_of(session: AsyncSession, channel: Channel, sender: str) -> Contact:
    if sender.startswith("+"):
        return await contact_at(session, channel, sender)
    return await identities.contact_of(session, channel, phone=None, provider_id=sender)


async def _until_sent(address: str) -> None:
    by_id = Contact.provider_id_fingerprint == identities.fingerprint(Channel.WHATSAPP, address)
    waiting = exists().where(
        Delivery.contact_id == Contact.id,
        or_(Contact.address_fingerprint == vault().fingerprint("phone", address), by_id),
        Delivery.state.in_((DeliveryState.QUEUED, DeliveryState.SENDING)),
    )
    end = asyncio.get_running_loop().time() + _ON_ITS_WAY
    while asyncio.get_running_loop().time() < end:
        async with transaction() as session:
            if not await session.scalar(select(waiting)):
                return
        await asyncio.sleep(0.03)


