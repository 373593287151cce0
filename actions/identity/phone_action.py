"""Giving one's phone where the channel does not tell it, and what is said once it is proved."""

from __future__ import annotations

from uuid import UUID

from rasa_sdk.events import EventType, SlotSet

from actions.contacts import linking, phones, wishes
from actions.contacts.models import Contact
from actions.dialogue.action import Context, SemanticAction
from actions.dialogue.messages import MENU, Request, SemanticMessage, intent_choice
from actions.dialogue.opening import OpenTask
from actions.dialogue.reply import Reply
from actions.dialogue.tasks import OFFERED, PHONE, slots_of
from actions.dialogue.turn import FURTHER
from actions.identity.phone_form import ON_FILE
from actions.identity.sessions import proved_person
from actions.identity.vault import vault

_UNASKED = Request(PHONE.name, (("unasked", True),))


class GivePhone(OpenTask):
    """Opens the question for a phone. It is asked unasked once; whoever speaks of their phone themselves is heard again, also
    with another number in place of the one that was proved."""

    action = "action_give_phone"
    task = PHONE
    needs_person = False
    asks_when_unsure = False

    async def respond(self, context: Context) -> Reply:
        contact = await phones.hiding_phone(context.session, context.turn.conversation)
        if contact is None or (contact.phone_id is not None and not await self._is_another(context, contact.phone_id)):
            told = context.turn.value("unasked") is not None
            return Reply() if told else Reply([SemanticMessage("phone.not_needed", {}, (MENU,))])
        contact.phone_asked_at = contact.phone_asked_at or context.now
        return await super().respond(context)

    def prepare(self, context: Context) -> list[EventType]:
        return [SlotSet("phone_other", OFFERED)] if context.turn.value("unasked") is not None else []

    async def _is_another(self, context: Context, proved: UUID) -> bool:
        """Whether they write a number, and not the one that is proved."""
        written = context.turn.value("phone")
        number = await vault().reveal(context.session, written) if written is not None else None
        if number is None:
            return False
        known = await context.session.get_one(Contact, proved)
        return known.address_fingerprint != vault().fingerprint("phone", number)


class PhoneGiven(SemanticAction):
    """The form is over: what the phone is good for, where it was proved."""

    action = "action_phone_given"
    asks_when_unsure = False

    async def respond(self, context: Context) -> Reply:
        turn = context.turn
        forget: list[EventType] = [SlotSet(name, None) for name in slots_of(PHONE.form)]
        if turn.slot("phone_number") != ON_FILE and not turn.slot("phone_code"):
            return Reply(events=forget)
        notices = await self._notices_follow(context)
        steps = (intent_choice("ask_my_status"), MENU) if notices else (MENU,)
        return Reply([SemanticMessage("phone.proved", {"to": turn.slot("phone_to"), "notices": notices}, steps)], forget)

    async def _notices_follow(self, context: Context) -> bool:
        """Whether what the person is told unasked comes here from now on: only with the number on file."""
        session, conversation, now = context.session, context.turn.conversation, context.now
        person = await proved_person(session, conversation, now)
        contact = await linking.contact_of(session, conversation)
        if person is None or contact is None or not await linking.is_own(session, person.beneficiary, contact):
            return False
        await wishes.follow(session, person.beneficiary, contact, now, context.turn.message_id)
        return True


async def asked_for(context: Context) -> list[EventType]:
    """The question for a phone, to be asked once all that was asked before is answered; nothing where one is known."""
    if not await phones.is_to_be_asked(context.session, context.turn.conversation):
        return []
    return [SlotSet(FURTHER, [request.as_json() for request in (*context.turn.further, _UNASKED)])]


ACTIONS = (GivePhone, PhoneGiven)
