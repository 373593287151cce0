"""What a carer hears where their mandate ends, and on whose file an answer is."""

from __future__ import annotations

from dataclasses import replace

from rasa_sdk.events import SlotSet

from actions.database.audit import record
from actions.dialogue.action import Context
from actions.dialogue.messages import MENU, PERSON, Choice, Request, SemanticMessage
from actions.dialogue.reply import Afterwards, Reply
from actions.dialogue.tasks import ESTIMATE
from actions.identity.service import Person, act_for, acting_in
from actions.mandates.acting import Standing

OWN = "own"
"""In place of a mandate: one's own file."""

OWN_FILE = Choice("choice.own_file", Request("act_for", (("acting", OWN),)))


async def closed(context: Context) -> Reply | None:
    """Why the mandate of this conversation does not open what is asked; None where there is none. One that is over
    leaves the carer with their own file."""
    under = await acting_in(context.session, context.turn.conversation, context.now)
    if under is None or under.standing is Standing.WITHIN:
        return None
    name = under.person.given_name
    if under.standing is Standing.OUTSIDE:
        data = {"name": name, "scopes": list(under.mandate.scopes)}
        return Reply([SemanticMessage("mandate.outside_scope", data, (OWN_FILE, PERSON, MENU))])
    await act_for(context.session, context.turn.conversation, None, context.now)
    data = {"name": name, "reason": str(under.standing)}
    over = SemanticMessage("mandate.over", data, (MENU, PERSON))
    return Reply([over], [SlotSet(ESTIMATE, None)], Afterwards.LEAVE)


async def looked(context: Context, action: str, person: Person) -> None:
    """Records that a carer looked at the person's file; what they change there is recorded by whatever changes it."""
    await record(context.session, actor="person", kind="mandate.used", subject=person.beneficiary, data={"for": action})


def told_of(person: Person, reply: Reply) -> Reply:
    """The answer to a carer says whose file it is about."""
    if person.carer is None:
        return reply
    of = {"on_behalf_of": person.given_name}
    return replace(reply, messages=[replace(one, data={**one.data, **of}) for one in reply.messages])
