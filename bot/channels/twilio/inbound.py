"""From a received message to a message in a conversation, in one transaction."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from actions import clock
from actions.contacts import consent
from actions.contacts.identities import contact_of
from actions.contacts.models import ConsentSource, Contact
from actions.jobs import defer
from bot.channels.payloads import belongs_to, keep_payload
from bot.channels.places import NamedPlace, place_near
from bot.channels.twilio.received import Received
from bot.channels.twilio.signature import Form
from bot.conversations.intake import Incoming, take_in
from bot.conversations.models import Choice, Conversation, Delivery, Message
from bot.conversations.service import of_contact

PROVIDER = "twilio"
FETCH_MEDIA = "fetch_twilio_media"


async def take(session: AsyncSession, received: Received, form: Form, token: str | None) -> None:
    """Keeps all that came and, unless it came before, makes a message of it that waits for its answer."""
    payload = await keep_payload(session, PROVIDER, received.sid, dict(form.multi_items()), token)
    if payload is None:
        return
    contact = await contact_of(session, received.channel, phone=received.phone, provider_id=received.provider_id)
    contact.sender, contact.unreachable_at = received.sender or contact.sender, None
    message = None if await _answered_by_twilio(session, contact, received) else await _message(session, contact, received)
    await belongs_to(session, payload, contact, message)
    if message is not None and received.media:
        await defer(session, FETCH_MEDIA, payload=payload)


async def _answered_by_twilio(session: AsyncSession, contact: Contact, received: Received) -> bool:
    """Twilio takes STOP and START itself where the messaging service is set so: it has answered, we only note it."""
    match received.opt_out:
        case "STOP":
            consent.withdraw(session, contact, ConsentSource.PROVIDER, clock.now())
        case "START":
            consent.give(session, contact, ConsentSource.PROVIDER, clock.now())
        case "HELP":
            pass
        case _:
            return not received.says_something
    return True


async def _message(session: AsyncSession, contact: Contact, received: Received) -> int:
    conversation = await of_contact(session, contact)
    quoted = await _quoted(session, contact, received.replied_to)
    place = _place(received)
    words = received.words or (place.name(conversation.language) if place else "")
    incoming = Incoming(
        text=words or None,
        choice=await _tapped(session, conversation, received.payload, quoted),
        provider=PROVIDER,
        provider_id=received.sid,
        quoted=quoted,
        place=place.as_data() if place else None,
        awaits_media=bool(received.media),
        # A sticker, a poll, a place abroad: something was sent that nothing can be made of.
        rejected=() if words or received.media else ("type",),
    )
    return await take_in(session, conversation, incoming)


def _place(received: Received) -> NamedPlace | None:
    """The place that was sent; words beside it say more than it does."""
    if received.place is None or received.words:
        return None
    return place_near(received.place.latitude, received.place.longitude)


async def _quoted(session: AsyncSession, contact: Contact, sid: str | None) -> int | None:
    """Which message of ours the person answered to by quoting it."""
    if sid is None:
        return None
    ours = select(Delivery.message_id).where(Delivery.provider_sid == sid, Delivery.contact_id == contact.id)
    return await session.scalar(ours)


async def _tapped(session: AsyncSession, conversation: Conversation, payload: str | None, quoted: int | None) -> str | None:
    """The choice behind a tapped button: its place among those of the message it was under, the last one where that is
    not known. What means nothing to us is no choice: its words count."""
    if payload is None or not payload.isdecimal() or len(payload) > _LONGEST_PLACE:
        return None
    offered = select(Choice.value).join(Message, Message.id == Choice.message_id)
    offered = offered.where(Choice.conversation_id == conversation.id, Choice.position == int(payload))
    if quoted is not None:
        offered = offered.where(Choice.message_id == quoted)
    return await session.scalar(offered.order_by(Choice.message_id.desc()).limit(1))


_LONGEST_PLACE = 3
