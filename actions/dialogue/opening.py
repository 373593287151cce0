"""Requests that need to know who asks, and requests that open a task of several turns."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Sequence
from dataclasses import replace
from typing import ClassVar
from uuid import UUID

from rasa_sdk.events import EventType, FollowupAction, SlotSet

from actions.dialogue import mandates
from actions.dialogue.action import Context, SemanticAction
from actions.dialogue.messages import Choice, Json, Request, SemanticMessage, yes_or_no
from actions.dialogue.newcomers import somebody_else
from actions.dialogue.reply import Afterwards, Reply
from actions.dialogue.tasks import VERIFY, Task, slots_of
from actions.dialogue.turn import Turn
from actions.feedback import service as feedback
from actions.identity.sessions import Person, current_person, proved_person

# The acts that tell that a task is done.
DONE = frozenset(
    {
        "case.filed",
        "appointment.booked",
        "appointment.rescheduled",
        "benefit.applied",
        "path.applied",
        "change.reported",
        "comprehensive.requested",
    }
)
PENDING = "pending"
SWITCH_TO = "switch_to"


async def who_asks(context: Context, *, own_file: bool) -> Person | None:
    """Whose file the request is about: of the person for whom a carer acts, or with `own_file` always one's own. Nobody's
    who is known where the request brings somebody else's number; what is only about oneself may name others."""
    if not own_file and await somebody_else(context):
        return None
    of = proved_person if own_file else current_person
    return await of(context.session, context.turn.conversation, context.now)


class PersonAction(SemanticAction):
    """An answer from a person's record: who asks is proved first, then the same request goes on."""

    own_file: ClassVar[bool] = False

    async def respond(self, context: Context) -> Reply:
        person = await who_asks(context, own_file=self.own_file)
        if person is None:
            return await prove_identity_first(context)
        another = None if self.own_file else await mandates.of_another(context, self.action, person)
        if another is not None:
            return another
        if person.carer is not None:
            await mandates.looked(context, self.action, person)
        return mandates.told_of(person, await self.answer(context, person))

    @abstractmethod
    async def answer(self, context: Context, person: Person) -> Reply:
        """The answer for this person and nobody else."""


class OpenTask(SemanticAction):
    """Opens a form. In the middle of another task it asks for a word first."""

    task: ClassVar[Task]
    needs_person: ClassVar[bool] = True
    own_file: ClassVar[bool] = False

    async def respond(self, context: Context) -> Reply:
        turn = context.turn
        if turn.form is not None and turn.form != VERIFY.form and not turn.is_only_offered:
            return ask_to_switch(context, *self.also_said(turn))
        beneficiary = None
        if self.needs_person:
            person = await who_asks(context, own_file=self.own_file)
            if person is None:
                return await prove_identity_first(context, *self.also_said(turn))
            another = None if self.own_file else await mandates.of_another(context, self.action, person)
            if another is not None:
                return another
            if person.carer is not None:
                await mandates.looked(context, self.action, person)
            beneficiary = person.beneficiary
        refusal = await self.refusal(context, beneficiary)
        if refusal is not None:
            forget = [SlotSet(name, None) for name in slots_of(self.task.form)]
            return Reply(refusal.messages, [*refusal.events, *forget], refusal.afterwards)
        events = await self.prepared(context, beneficiary)
        # A proof of identity that this task does not wait for, or what was only offered, is over: two forms cannot be open.
        afterwards = Afterwards.WAIT if turn.form is None else Afterwards.LEAVE
        return Reply(events=[*events, FollowupAction(self.task.form)], afterwards=afterwards)

    async def refusal(self, context: Context, beneficiary: UUID | None) -> Reply | None:
        """What to say when there is nothing to do here for this person; None when the form may open."""
        return None

    def prepare(self, context: Context) -> list[EventType]:
        """Slots that are known before the form asks anything."""
        return []

    async def prepared(self, context: Context, beneficiary: UUID | None) -> list[EventType]:
        """The same, where it takes a look at the person's record."""
        return self.prepare(context)


    def also_said(self, turn: Turn) -> Sequence[tuple[str, Json]]:
        """What the words say that no entity tells: kept with the request when it has to wait, for the words are not."""
        return ()


async def prove_identity_first(context: Context, *also: tuple[str, Json]) -> Reply:
    """Keeps the request and opens the proof of identity; inside it, the newer request takes the older one's place. Who
    has proved it, but acts under a mandate that does not open this, hears that."""
    turn = context.turn
    closed = await mandates.closed(context)
    if closed is not None:
        return closed
    keep = SlotSet(PENDING, turn.as_request(*also).as_json())
    if turn.form == VERIFY.form:
        return Reply(events=[keep])
    if turn.form is not None and not turn.is_only_offered:
        return ask_to_switch(context, *also)
    afterwards = Afterwards.WAIT if turn.form is None else Afterwards.LEAVE
    return Reply(events=[keep, FollowupAction(VERIFY.form)], afterwards=afterwards)


def ask_to_switch(context: Context, *also: tuple[str, Json]) -> Reply:
    """Asks for a word before a task is left for another; the form waits meanwhile."""
    turn = context.turn
    assert turn.form is not None
    data = {"from": turn.task, "to": turn.intent}
    question = SemanticMessage("switch.confirm", data, yes_or_no())
    return Reply([question], [SlotSet(SWITCH_TO, turn.as_request(*also).as_json())], Afterwards.WAIT)


async def asked_how_it_went(context: Context, person: Person, task: str, reply: Reply) -> Reply:
    """Puts the question whether it went well under the word that a task is done, where the person is due for it."""
    if not reply.messages or reply.messages[0].act not in DONE:
        return reply
    asked = await feedback.ask(context.session, person.beneficiary, task, context.now)
    if asked is None:
        return reply
    done, *rest = reply.messages
    taps = [_rating(asked, content=True), _rating(asked, content=False)]
    asking = replace(done, data={**done.data, "asks_rating": True}, choices=[*done.choices, *taps])
    return replace(reply, messages=[asking, *rest])


def _rating(asked: UUID, *, content: bool) -> Choice:
    label = "choice.rating.good" if content else "choice.rating.bad"
    return Choice(label, Request("rate", (("rating_asked", str(asked)), ("content", content))))


class SubmitTask(PersonAction):
    """Does what a form's last answer affirmed. A proof of identity that ended meanwhile is asked for again, and the
    form then opens with all that was said in it, to be affirmed anew."""

    task: ClassVar[Task]
    confirmation: ClassVar[str]
    asks_when_unsure: ClassVar[bool] = False
    own_file: ClassVar[bool] = False

    async def respond(self, context: Context) -> Reply:
        if not context.turn.slot(self.confirmation):
            return Reply(events=self.cleared())
        person = await who_asks(context, own_file=self.own_file)
        if person is not None:
            reply = mandates.told_of(person, await self.answer(context, person))
            return await asked_how_it_went(context, person, self.opens_with(context), reply)
        closed = await mandates.closed(context)
        if closed is not None:
            return Reply(closed.messages, [*self.cleared(), *closed.events], closed.afterwards)
        keep = SlotSet(PENDING, Request(self.opens_with(context)).as_json())
        return Reply(events=[SlotSet(self.confirmation, None), keep, FollowupAction(VERIFY.form)])

    def opens_with(self, context: Context) -> str:
        """The intent that opens the form again."""
        return self.task.name

    def cleared(self) -> list[EventType]:
        """Forgets what was said in the form."""
        return [SlotSet(name, None) for name in slots_of(self.task.form)]
