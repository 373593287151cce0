"""Going on somewhere else, and taking back that a contact belongs to somebody."""

from __future__ import annotations

from uuid import UUID

from actions.contacts import continuing, linking
from actions.contacts.models import HolderSource
from actions.contacts.service import phone_on_file
from actions.dialogue.action import Context, SemanticAction
from actions.dialogue.messages import MENU, Choice, Request, SemanticMessage
from actions.dialogue.opening import prove_identity_first
from actions.dialogue.reply import Reply
from actions.identity.sessions import proved_person
from actions.settings import settings

GO_ON_ELSEWHERE = Choice("choice.go_on_elsewhere", Request("go_on_elsewhere"))


class GoOnElsewhere(SemanticAction):
    """Gives a link to go on with; whoever has proved who they are takes all of it along, on the phone on file."""

    action = "action_go_on_elsewhere"
    asks_when_unsure = False

    async def respond(self, context: Context) -> Reply:
        session, conversation = context.session, context.turn.conversation
        person = await proved_person(session, conversation, context.now)
        phone = await phone_on_file(session, person.beneficiary) if person else None
        token = await continuing.begin(
            session,
            now=context.now,
            conversation=conversation,
            beneficiary=person.beneficiary if person else None,
            phone=phone.contact if phone else None,
        )
        data = {
            "url": continuing.address(settings().public_address, token),
            "expires_at": (context.now + continuing.LIFETIME).isoformat(),
            "phone": phone.masked if phone else None,
        }
        return Reply([SemanticMessage("continue.link", data, () if context.turn.form else (MENU,))])


class UnlinkContact(SemanticAction):
    """Takes back that a contact is linked to the person: the one that is named, else the one they write from. Everybody
    does so for themselves: no mandate reaches so far."""

    action = "action_unlink_contact"
    asks_when_unsure = False

    async def respond(self, context: Context) -> Reply:
        session, conversation = context.session, context.turn.conversation
        person = await proved_person(session, conversation, context.now)
        if person is None:
            return await prove_identity_first(context)
        named = context.turn.value("contact")
        contact = UUID(named) if named else await linking.contact_of(session, conversation)
        before = {link.contact: link for link in await linking.links(session, person.beneficiary)}
        try:
            if contact is None:
                raise linking.NotLinked
            await linking.undo(session, person.beneficiary, contact, f"conversation:{conversation}")
        except linking.NotLinked:
            return Reply([SemanticMessage("contact.not_linked", {}, (MENU,))])
        gone = before[contact]
        data = {"channel": str(gone.channel), "address": gone.address}
        return Reply([SemanticMessage("contact.unlinked", data, (MENU,))])


def shown(link: linking.Link) -> dict[str, str | None]:
    """A link as the person's own data tell it."""
    proved = link.proved_at.isoformat() if link.proved_at else None
    return {"channel": str(link.channel), "address": link.address, "proved_at": proved}


def unlink(link: linking.Link) -> Choice:
    """The choice that takes a link back."""
    return Choice(f"choice.unlink.{link.channel}", Request("unlink_contact", (("contact", str(link.contact)),)))


def may_be_undone(link: linking.Link) -> bool:
    """Whether it is the person's to take back; the phone on file is changed in the benefits file."""
    return link.source is HolderSource.PROVED


ACTIONS = (GoOnElsewhere, UnlinkContact)
