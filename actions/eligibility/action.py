"""The pre-screen's opening and its result, and estimates from a sentence, a file, or a change of either."""

from __future__ import annotations

from rasa_sdk.events import SlotSet

from actions.benefits.household import facts_on_file
from actions.dialogue.action import Context, SemanticAction
from actions.dialogue.opening import OpenTask
from actions.dialogue.reply import Afterwards, Reply
from actions.dialogue.tasks import ESTIMATE, PRESCREEN, VERIFY, slots_of
from actions.eligibility.codes import Role
from actions.eligibility.estimate.conversation import Estimates, answered, ask_household, follow
from actions.eligibility.estimate.heard import Heard, facts_of
from actions.eligibility.estimate.kept import Basis, Facts, Kept, kept
from actions.eligibility.facts import HouseholdFacts
from actions.eligibility.prescreen.told import facts_from, next_question, slots_from
from actions.identity.sessions import current_person


class BeginPrescreen(OpenTask):
    """Would somebody qualify: an estimate for whoever asks, without asking who they are. Whose identity is proved
    already is answered from the household on file, unless they ask for somebody else."""

    action = "action_begin_prescreen"
    task = PRESCREEN
    needs_person = False

    async def respond(self, context: Context) -> Reply:
        heard = Heard(context.turn)
        if context.turn.form not in (None, VERIFY.form):
            return await super().respond(context)
        known = await known_to(context)
        if heard.is_about_another:
            return await self.opened(context, None)
        if known.record is not None:
            return follow(heard, known, Kept.of(Basis.RECORD, known.record))
        return await self.opened(context, known.last)

    async def opened(self, context: Context, last: Kept | None) -> Reply:
        """Opens the questions. The figures of an estimate made before are not asked for again; what an earlier
        supposition had left open is."""
        opened = await super().respond(context)
        forget = SlotSet(ESTIMATE, None if last is None else last.as_json())
        told = slots_from(HouseholdFacts(**dict(last.facts))) if last is not None and last.basis is Basis.SENTENCE else {}
        events = [SlotSet(name, value) for name, value in told.items() if value is not None]
        return Reply(opened.messages, [forget, *events, *opened.events], opened.afterwards)


class EstimateAmount(SemanticAction):
    """An amount from one sentence of figures, or what would change it. What a sentence does not tell is presumed to be
    as for most people, and the answer says so; without figures the questions are opened instead."""

    action = "action_estimate_amount"

    async def respond(self, context: Context) -> Reply:
        heard = Heard(context.turn)
        known = Estimates(None, None, context.now.date()) if heard.is_about_another else await known_to(context)
        is_new = heard.tells_household and not heard.supposes
        if known.last is not None and not is_new:
            return while_asked(context, follow(heard, known, known.last))
        if known.record is not None:
            return follow(heard, known, Kept.of(Basis.RECORD, known.record))
        return await self.from_sentence(context, heard, known)

    async def from_sentence(self, context: Context, heard: Heard, known: Estimates) -> Reply:
        """Nothing is known but what this message tells, and what the questions were answered with so far."""
        moves = heard.supposes and any(event.kind != "becomes" for event in heard.events)
        told = {**answered_so_far(context), **facts_of(heard.given if moves else heard.told)}
        if not any(name in told for name in ("dependants", "role", "earned_income", "unearned_income")):
            if moves and context.turn.form is None:
                return ask_household(heard, known)
            return await BeginPrescreen().respond(context)
        if "dependants" not in told and "role" not in told:
            told["role"] = str(Role.INDEPENDENT)
        estimate = Kept(Basis.SENTENCE, told)
        if known.assess(estimate.now()).missing:
            return await BeginPrescreen().respond(context)
        return follow(heard, known, estimate) if moves else known.told(estimate)


class PrescreenResult(SemanticAction):
    action = "action_prescreen_result"
    asks_when_unsure = False

    async def respond(self, context: Context) -> Reply:
        values = {name: context.turn.slot(name) for name in PRESCREEN.slots}
        cleared = [SlotSet(name, None) for name in slots_of(PRESCREEN.form)]
        if all(value is None for value in values.values()) or next_question(values) is not None:
            return Reply(events=cleared)
        reply = answered(values, context.turn.slot(ESTIMATE), await known_to(context))
        return Reply(reply.messages, [*cleared, *reply.events])


def answered_so_far(context: Context) -> Facts:
    """The answers of the pre-screen that is open; none where it is not."""
    if context.turn.form != PRESCREEN.form:
        return {}
    return Kept.of(Basis.SENTENCE, facts_from({name: context.turn.slot(name) for name in PRESCREEN.slots})).facts


def while_asked(context: Context, reply: Reply) -> Reply:
    """Another supposition while the question of the first stands open: that question stays open."""
    asked = (context.turn.slot(ESTIMATE) or {}).get("asked")
    if context.turn.form != PRESCREEN.form or asked is None:
        return reply
    if not reply.messages:
        return Reply(afterwards=Afterwards.ASK_AGAIN)  # what the new one leaves open is not asked on top of it
    stored = [event["value"] for event in reply.events if event.get("name") == ESTIMATE]
    return Reply(reply.messages, [SlotSet(ESTIMATE, {**stored[-1], "asked": asked})])


async def known_to(context: Context) -> Estimates:
    """What can be built upon: the last estimate, and the household on file of a person whose identity is proved."""
    person = await current_person(context.session, context.turn.conversation, context.now)
    today = context.now.date()
    record = None if person is None else await facts_on_file(context.session, person.beneficiary, today)
    last = kept(context.turn.slot(ESTIMATE))
    if last is not None and last.basis is Basis.RECORD and record is None:
        last = None  # the proof of identity is over, and with it what rested on the file
    return Estimates(last, record, today)


ACTIONS = (BeginPrescreen, EstimateAmount, PrescreenResult)
