"""Signing in and out, and what goes on once identity is proved."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from rasa_sdk.events import EventType, FollowupAction, SlotSet

from actions.contacts.action import GO_ON_ELSEWHERE
from actions.contacts.linking import contact_of
from actions.dialogue.action import Context, SemanticAction
from actions.dialogue.fields import Answer, Ended, FormContext
from actions.dialogue.messages import MENU, Choice, Request, SemanticMessage, intent_choice
from actions.dialogue.newcomers import somebody_else
from actions.dialogue.opening import PENDING, prove_identity_first
from actions.dialogue.reply import Afterwards, Reply, as_request, say, take_up
from actions.dialogue.tasks import ACT_FOR, ESTIMATE, VERIFY, slots_of
from actions.identity.form import code_sent, send
from actions.identity.phone_action import asked_for
from actions.identity.sessions import Person, end_session, proved_person
from actions.mandates.service import HeldMandate
from actions.mandates.service import held as mandates_held
from actions.mandates.turning import named, others_forgotten, speak_for, turned_to, without_relations
from actions.profile.open_items import OpenItem, open_items

LAST_PERSON = "last_person"
OWN_MATTERS = frozenset(
    {
        "appoint_carer", "show_mandates", "end_mandate", "show_my_data", "delete_my_data", "request_data_copy", "subscribe",
        "unsubscribe",
    }
)  # fmt: skip
"""Requests that are about oneself whoever else one acts for."""


class VerifyIdentity(SemanticAction):
    """Somebody wants to sign in without asking for anything yet."""

    action = "action_verify_identity"

    async def respond(self, context: Context) -> Reply:
        newcomer = await somebody_else(context)
        person = None if newcomer else await proved_person(context.session, context.turn.conversation, context.now)
        if person is not None:
            # Whoever holds the phone now may be somebody else: leaving is offered beside going on.
            return Reply([SemanticMessage("verify.done", {"name": person.given_name}, [MENU, intent_choice("log_out")])])
        if context.turn.form is not None:
            return await prove_identity_first(context)
        return Reply(events=[SlotSet(PENDING, None), FollowupAction(VERIFY.form)])


class ResendCode(SemanticAction):
    """A new code in place of the one that did not arrive."""

    action = "action_resend_code"

    async def respond(self, context: Context) -> Reply:
        turn = context.turn
        if turn.form != VERIFY.form:
            return await VerifyIdentity().respond(context)
        if turn.slot("verify_id") is None:
            return Reply(afterwards=Afterwards.ASK_AGAIN)
        values = {name: turn.slot(name) for name in VERIFY.slots}
        form = FormContext(context.session, turn, context.now, values)
        match await send(form, UUID(turn.slot("verify_id"))):
            case Answer(_, events):
                return Reply([code_sent(form.values["verify_to"], renewed=True)], events, Afterwards.WAIT)
            case Ended(messages, events):
                return Reply(messages, events, Afterwards.LEAVE)
        return Reply(afterwards=Afterwards.ASK_AGAIN)


class VerificationDone(SemanticAction):
    """The form is over: the request that waited goes on in the same reply."""

    action = "action_verification_done"
    asks_when_unsure = False

    async def respond(self, context: Context) -> Reply:
        turn = context.turn
        forget: list[EventType] = [SlotSet(name, None) for name in (*slots_of(VERIFY.form), PENDING)]
        person = await proved_person(context.session, turn.conversation, context.now)
        if person is None or not turn.slot("verify_code"):
            return Reply(events=forget)
        pending = as_request(turn.slot(PENDING)) if turn.slot(PENDING) else None
        before, beneficiary = turn.slot(LAST_PERSON), str(person.beneficiary)
        forget.append(SlotSet(LAST_PERSON, beneficiary))
        if before is not None and before != beneficiary:
            # What another person had begun in this conversation is theirs.
            forget += others_forgotten()
        items = await open_items(context.session, person.beneficiary, context.now)
        data = {"name": person.given_name, "open": [item.as_data() for item in items]}
        held = await mandates_held(context.session, person.beneficiary, context.now.date())
        if held and (pending is None or pending.intent not in OWN_MATTERS):
            return await self._for_whom(context, person, SemanticMessage("verify.done", data), held, pending, forget)
        done = SemanticMessage("verify.done", data, () if pending else await _next_steps(context, items))
        return Reply([done], [*forget, *await asked_for(context), *(take_up(pending) if pending else ())])

    async def _for_whom(
        self,
        context: Context,
        carer: Person,
        done: SemanticMessage,
        held: Sequence[HeldMandate],
        pending: Request | None,
        forget: list[EventType],
    ) -> Reply:
        """Whoever acts for others says of whose file they speak, unless the request that waits has said it."""
        meant = named(held, pending) if pending else None
        if pending is None or meant is None:
            waits = SlotSet(PENDING, pending.as_json() if pending and pending.intent != ACT_FOR.name else None)
            return Reply([done], [*forget, waits, FollowupAction(ACT_FOR.form)], Afterwards.WAIT)
        only_that = pending.intent == ACT_FOR.name
        told = await speak_for(context, carer, meant, ways=only_that)
        forget += turned_to(context, str(meant.mandate.id))
        if only_that:
            return Reply([done, told], forget)
        return Reply([done, told], forget + take_up(without_relations(pending)))


async def _next_steps(context: Context, items: Sequence[OpenItem]) -> tuple[Choice, ...]:
    """What stands open first, then what most people ask for, and going on where they can be written to."""
    wanted = dict.fromkeys([*(_STEP_OF[item.kind] for item in items), "ask_my_status", "show_card"])
    elsewhere = await contact_of(context.session, context.turn.conversation) is None
    return (*(intent_choice(intent) for intent in wanted), *([GO_ON_ELSEWHERE] if elsewhere else ()), MENU)


_STEP_OF = {"appointment": "show_appointments", "case": "track_case", "card": "show_card"}


class LogOut(SemanticAction):
    action = "action_log_out"

    async def respond(self, context: Context) -> Reply:
        await end_session(context.session, context.turn.conversation, context.now)
        return Reply([say("verify.logged_out")], [SlotSet(ESTIMATE, None)], Afterwards.LEAVE)


ACTIONS = (VerifyIdentity, ResendCode, VerificationDone, LogOut)
