"""A word such as STOP holds from the moment it is read, whatever becomes of the rest of the turn."""

from __future__ import annotations

from actions.contacts.models import Consent, ConsentSource, Contact
from actions.contacts.service import phone_on_file
from actions.database.engine import transaction
from actions.identity.sessions import proved_person
from actions.profile import subscriptions
from bot.channels.consent import consent_in
from bot.conversations.expecting import expecting
from bot.pipeline.context import Turn

_REQUESTS = {Consent.WITHDRAWN: "unsubscribe", Consent.GIVEN: "subscribe"}


async def note(turn: Turn) -> None:
    """Notes what was said in a transaction of its own, and leaves the answer to the dialogue, which goes on with its task."""
    message, conversation = turn.message, turn.conversation
    if message.choice is not None or message.media or not message.text or "request" in message.data:
        return
    contact = await turn.session.get(Contact, conversation.contact_id) if conversation.contact_id else None
    said = consent_in(
        message.text,
        pushes=turn.capabilities.pushes,
        in_task=_in_task(turn),
        withdrawn=contact is not None and contact.opted_out_at is not None,
    )
    if said is None:
        return
    async with transaction() as session:
        person = await proved_person(session, conversation.id, turn.now)
        phone = await phone_on_file(session, person.beneficiary) if person else None
        await subscriptions.change(
            session,
            conversation.id,
            phone.contact if phone else None,
            (),
            subscribed=said is Consent.GIVEN,
            now=turn.now,
            source=ConsentSource.WORD,
        )
    turn.request = {"intent": _REQUESTS[said], "entities": []}


def _in_task(turn: Turn) -> bool:
    last = turn.conversation.last_act or {}
    asks = expecting(last) or (last.get("data") or {}).get("question")
    return bool(asks) or str(last.get("act", "")).endswith(".confirm")
