"""What a carer hears where their mandate ends, and on whose file an answer is."""

from __future__ import annotations

from dataclasses import replace

from rasa_sdk.events import SlotSet

from actions.database.audit import record
from actions.dialogue.action import Context
from actions.dialogue.messages import MENU, PERSON, SemanticMessage
from actions.dialogue.reply import Afterwards, Reply, take_up
from actions.dialogue.tasks import ESTIMATE
from actions.identity.sessions import Person, act_for, acting_in, proved_person
from actions.mandates import service
from actions.mandates.acting import Standing
from actions.mandates.models import Scope
from actions.mandates.policy import scopes
from actions.mandates.turning import OWN_FILE, RELATIONS, named, speak_for, turned_to, without_relations


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


async def of_another(context: Context, action: str, person: Person) -> Reply | None:
    """Whoever holds a mandate and asks about its person by name («كم نزل لامي») means that file: it is turned to, and the
    request goes on there. Whoever holds none for a relative whose file they ask for («ابي راتب امي») hears that. None where
    nobody else is meant, or a relative is only part of what is told."""
    turn = context.turn
    mentions = any(turn.value(name) is not None for name in RELATIONS)
    if not mentions or turn.form is not None or scopes().get(action) in (None, Scope.REQUESTS):
        return None
    carer = await proved_person(context.session, turn.conversation, context.now)
    held = await service.held(context.session, carer.beneficiary, context.now.date()) if carer else []
    meant = named(held, turn.as_request())
    if meant is None and turn.value("file_of") is not None:
        # The answer would be from a file that was not asked for.
        return Reply([SemanticMessage("mandate.none", {"side": "held"}, (PERSON, MENU))])
    if carer is None or meant is None or meant.person.id == person.beneficiary:
        return None
    told = await speak_for(context, carer, meant, ways=False)
    request = without_relations(turn.as_request())
    return Reply([told], [*turned_to(context, str(meant.mandate.id)), *take_up(request)])


async def looked(context: Context, action: str, person: Person) -> None:
    """Records that a carer looked at the person's file; what they change there is recorded by whatever changes it."""
    await record(context.session, actor="person", kind="mandate.used", subject=person.beneficiary, data={"for": action})


def told_of(person: Person, reply: Reply) -> Reply:
    """The answer to a carer says whose file it is about, and so does one on a phone that several people use."""
    if person.carer is None and not person.shares_phone:
        return reply
    of = {"on_behalf_of" if person.carer is not None else "file_of": person.given_name}
    return replace(reply, messages=[replace(one, data={**one.data, **of}) for one in reply.messages])
