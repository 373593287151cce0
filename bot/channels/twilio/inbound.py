"""From a received message to one in a conversation: kept first, taken up in a transaction of its own."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from starlette.datastructures import ImmutableMultiDict

from actions import clock
from actions.contacts import consent
from actions.contacts.identities import contact_of
from actions.contacts.models import ConsentSource, Contact
from bot.channels.payloads import keep, opened
from bot.channels.places import request_at
from bot.channels.twilio.contents import READ
from bot.channels.twilio.received import Received
from bot.channels.twilio.signature import Form
from bot.conversations.intake import Incoming, take_in
from bot.conversations.models import Choice, Conversation, Delivery, InboundPayload
from bot.conversations.service import of_contact
from bot.render.titles import cut_titles
from nlu.arabic.normaliser import normalise

PROVIDER = "twilio"


async def arrived(form: Form, token: str | None) -> bool:
    """Commits a message as it came; False where it came before. Malformed where it cannot be one of a person."""
    received = Received.of(form)
    return await keep(PROVIDER, received.sid, dict(form.multi_items()), party=form["From"], token=token)


async def take_up(session: AsyncSession, payload: InboundPayload) -> None:
    """Makes a message, which waits for its answer, of a webhook that was kept."""
    received = Received.of(ImmutableMultiDict(opened(payload)))
    contact = await contact_of(session, received.channel, phone=received.phone, provider_id=received.provider_id)
    contact.sender, contact.unreachable_at = received.sender or contact.sender, None
    payload.contact_id = contact.id
    if received.opt_out is not None:
        _note_consent(session, contact, received.opt_out)
    elif received.says_something:
        payload.message_id = await _message(session, contact, received)


def _note_consent(session: AsyncSession, contact: Contact, word: str) -> None:
    """Twilio takes STOP, START and HELP itself where the messaging service is set so: it has answered, we only note it."""
    match word:
        case "STOP":
            consent.withdraw(session, contact, ConsentSource.PROVIDER, clock.now())
        case "START":
            consent.give(session, contact, ConsentSource.PROVIDER, clock.now())


async def _message(session: AsyncSession, contact: Contact, received: Received) -> int:
    conversation = await of_contact(session, contact)
    quoted = await _quoted(session, contact, received.replied_to)
    known = replace(
        await _meaning(session, conversation, received, quoted),
        provider=PROVIDER,
        provider_id=received.sid,
        quoted=quoted,
    )
    return await take_in(session, conversation, known)


async def _meaning(
    session: AsyncSession, conversation: Conversation, received: Received, quoted: int | None
) -> Incoming:
    """What was said: words beside a place say more than the place does. A sticker or a poll says nothing we understand."""
    if received.words or received.media:
        choice = await _tapped(session, conversation, received, quoted)
        files = tuple({"reference": one.url, **({"type": one.type} if one.type else {})} for one in received.media)
        return Incoming(text=received.words or None, choice=choice, media=files, reads=received.payload == READ)
    if received.place is not None:
        return await request_at(session, conversation, received.place)
    return Incoming(answer={"act": "message.unsupported", "data": {"kind": "other"}})


async def _quoted(session: AsyncSession, contact: Contact, sid: str | None) -> int | None:
    """Which message of ours the person answered to by quoting it."""
    if sid is None:
        return None
    ours = select(Delivery.message_id).where(Delivery.provider_sid == sid, Delivery.contact_id == contact.id)
    return await session.scalar(ours)


async def _tapped(
    session: AsyncSession, conversation: Conversation, received: Received, quoted: int | None
) -> str | None:
    """The choice behind a tapped button: its place among those of the message it was under. Where that message is not known,
    the last one with these very words in this place: a tap on an old button must not say yes to a new question. What means
    nothing to us is no choice: its words count."""
    place = received.payload or ""
    if not place.isdecimal() or len(place) > _LONGEST_PLACE:
        return None
    offered = select(Choice).where(Choice.conversation_id == conversation.id, Choice.position == int(place))
    if quoted is not None:
        found = await session.scalar(offered.where(Choice.message_id == quoted))
        return found.value if found is not None else None
    lately = await session.scalars(offered.order_by(Choice.message_id.desc()).limit(_LOOKED_BACK))
    return next((option.value for option in lately if _says(option.title, received.title or received.text)), None)


def _says(title: str, shown: str) -> bool:
    """Whether a button with this title shows these words."""
    return any(normalise(shown).text == normalise(one).text for one in (title, *cut_titles(title)))


_LONGEST_PLACE = 3
_LOOKED_BACK = 30
"""Messages with as many choices that an old button may be under."""
