"""Appointing a carer, seeing and ending mandates, and speaking of the file of somebody who gave one."""

from __future__ import annotations

from typing import ClassVar
from uuid import UUID

from rasa_sdk.events import EventType, FollowupAction, SlotSet

from actions.dialogue.action import Context, SemanticAction
from actions.dialogue.messages import MENU, PERSON, Choice, Request, SemanticMessage, intent_choice
from actions.dialogue.opening import PENDING, OpenTask, PersonAction, SubmitTask, prove_identity_first
from actions.dialogue.reply import Afterwards, Reply, as_request, take_up
from actions.dialogue.tasks import ACT_FOR, END_MANDATE, MANDATE, VERIFY, slots_of
from actions.identity.sessions import Person, act_for, proved_person
from actions.mandates import service
from actions.mandates.choosing import both_sides_of, meant, of_whom
from actions.mandates.form import forget_code
from actions.mandates.models import Scope
from actions.mandates.policy import policy
from actions.mandates.service import OWN, TooManyCarers, Wish, in_words
from actions.mandates.turning import held_in_words, named, speak_for, turned_to
from actions.people.models import Relation

APPOINT, SHOW, END = intent_choice("appoint_carer"), intent_choice("show_mandates"), intent_choice("end_mandate")


class AppointCarer(OpenTask):
    """Opens the appointment for whoever is elderly or has a disability on file."""

    action = "action_appoint_carer"
    task = MANDATE
    own_file: ClassVar[bool] = True

    async def refusal(self, context: Context, beneficiary: UUID | None) -> Reply | None:
        assert beneficiary is not None
        today = context.now.date()
        if not await service.may_appoint(context.session, beneficiary, today):
            ways = (intent_choice("request_comprehensive_service"), PERSON, MENU)
            return Reply([SemanticMessage("mandate.not_entitled", {}, ways)])
        if len(await service.given(context.session, beneficiary, today)) >= policy().most_carers:
            return Reply([too_many()])
        return None


class SubmitMandate(SubmitTask):
    """Records the mandate that was read back and confirmed with a code, once."""

    action = "action_submit_mandate"
    task = MANDATE
    confirmation = "mandate_confirmed"
    own_file: ClassVar[bool] = True

    async def respond(self, context: Context) -> Reply:
        turn = context.turn
        person = await proved_person(context.session, turn.conversation, context.now)
        if turn.slot(self.confirmation) and (person is None or not turn.slot("mandate_code")):
            keep = SlotSet(PENDING, Request(MANDATE.name).as_json())
            return Reply(events=[*forget_code(), keep, FollowupAction(VERIFY.form)])
        return await super().respond(context)

    async def answer(self, context: Context, person: Person) -> Reply:
        turn = context.turn
        wish = Wish(
            carer=bytes.fromhex(turn.slot("mandate_carer")),
            masked=turn.slot("mandate_masked"),
            relation=Relation(turn.slot("mandate_relation")),
            scopes=tuple(Scope(one) for one in turn.slot("mandate_scopes")),
            ends_on=service.ends_on(context.now.date(), turn.slot("mandate_months")),
        )
        key = f"{turn.conversation}:{turn.message_id}"
        try:
            made = await service.appoint(context.session, person.beneficiary, wish, key, context.now)
        except TooManyCarers:
            return Reply([too_many()], self.cleared())
        (told,) = in_words([made])
        return Reply([SemanticMessage("mandate.appointed", told, (SHOW, MENU))], self.cleared(), Afterwards.RESUME)


class ShowMandates(PersonAction):
    """Who acts for the person, and for whom they act."""

    action = "action_show_mandates"
    own_file: ClassVar[bool] = True

    async def answer(self, context: Context, person: Person) -> Reply:
        given, held = await both_sides_of(context.session, person.beneficiary, context.now.date())
        if not given and not held:
            return Reply([await none_at_all(context, person)])
        data = {"given": in_words(given), "held": [held_in_words(one) for one in held]}
        acts = (intent_choice("act_for"),) if held else ()
        return Reply([SemanticMessage("mandate.list", data, (*acts, END, MENU))])


class EndMandate(OpenTask):
    """Ends a mandate that the person gave or holds; after one yes it opens nothing any more."""

    action = "action_end_mandate"
    task = END_MANDATE
    own_file: ClassVar[bool] = True

    async def refusal(self, context: Context, beneficiary: UUID | None) -> Reply | None:
        assert beneficiary is not None
        given, held = await both_sides_of(context.session, beneficiary, context.now.date())
        if given or held:
            return None
        return Reply([SemanticMessage("mandate.none", {}, (PERSON, MENU))])

    async def prepared(self, context: Context, beneficiary: UUID | None) -> list[EventType]:
        assert beneficiary is not None
        given, held = await both_sides_of(context.session, beneficiary, context.now.date())
        found = meant(given, held, context.turn)
        return [] if found is None else [SlotSet("ending_which", str(found))]


class SubmitEndMandate(SubmitTask):
    """Ends it, once, and leaves the other file at once."""

    action = "action_submit_end_mandate"
    task = END_MANDATE
    confirmation = "ending_confirmed"
    own_file: ClassVar[bool] = True

    async def answer(self, context: Context, person: Person) -> Reply:
        which = UUID(context.turn.slot("ending_which"))
        given, held = await both_sides_of(context.session, person.beneficiary, context.now.date())
        told = of_whom(given, held, which)
        ended = await service.end(context.session, which, person.beneficiary, context.now)
        if ended is None:
            return Reply([SemanticMessage("mandate.none", {}, (PERSON, MENU))], self.cleared())
        if told["side"] == "held":
            await act_for(context.session, context.turn.conversation, None, context.now)
        data = {**told, "reference": ended.reference}
        return Reply([SemanticMessage("mandate.ended", data, (MENU,))], self.cleared(), Afterwards.RESUME)


class ActFor(OpenTask):
    """Whoever holds a mandate says of whose file they speak."""

    action = "action_act_for"
    task = ACT_FOR
    own_file: ClassVar[bool] = True

    async def refusal(self, context: Context, beneficiary: UUID | None) -> Reply | None:
        assert beneficiary is not None
        if context.turn.value("acting") == OWN:
            return None
        if await service.held(context.session, beneficiary, context.now.date()):
            return None
        return Reply([SemanticMessage("mandate.none", {"side": "held"}, (PERSON, MENU))])

    async def prepared(self, context: Context, beneficiary: UUID | None) -> list[EventType]:
        from_tap = context.turn.value("acting")
        if from_tap is not None:
            return [SlotSet("whom_file", str(from_tap))]
        assert beneficiary is not None
        held = await service.held(context.session, beneficiary, context.now.date())
        found = named(held, context.turn.as_request())
        return [] if found is None else [SlotSet("whom_file", str(found.mandate.id))]


class SubmitWhom(SemanticAction):
    """From here on the conversation is about that file; what waited for this goes on."""

    action = "action_submit_whom"
    asks_when_unsure = False

    async def respond(self, context: Context) -> Reply:
        turn, wanted = context.turn, context.turn.slot("whom_file")
        forget: list[EventType] = [SlotSet(name, None) for name in slots_of(ACT_FOR.form)]
        if wanted is None:
            return Reply(events=forget)
        person = await proved_person(context.session, turn.conversation, context.now)
        if person is None:
            return await prove_identity_first(context)
        pending = turn.slot(PENDING)
        after = [SlotSet(PENDING, None), *(take_up(as_request(pending)) if pending else ())]
        if wanted == OWN:
            await act_for(context.session, turn.conversation, None, context.now)
            own = SemanticMessage("mandate.own", {"name": person.given_name}, () if pending else own_ways())
            return Reply([own], [*forget, *turned_to(context, OWN), *after])
        held = await service.held(context.session, person.beneficiary, context.now.date())
        found = next((one for one in held if str(one.mandate.id) == wanted), None)
        if found is None:
            return Reply([SemanticMessage("mandate.none", {"side": "held"}, (PERSON, MENU))], [*forget, *after])
        told = await speak_for(context, person, found, ways=not pending)
        return Reply([told], [*forget, *turned_to(context, wanted), *after])


def own_ways() -> tuple[Choice, ...]:
    return (intent_choice("ask_my_status"), intent_choice("act_for"), MENU)


def too_many() -> SemanticMessage:
    return SemanticMessage("mandate.too_many", {"most": policy().most_carers}, (END, PERSON, MENU))


async def none_at_all(context: Context, person: Person) -> SemanticMessage:
    """That there is no mandate, with the way to give one for whoever may."""
    may = await service.may_appoint(context.session, person.beneficiary, context.now.date())
    return SemanticMessage("mandate.none", {}, (APPOINT, MENU) if may else (PERSON, MENU))


ACTIONS = (
    AppointCarer,
    SubmitMandate,
    ShowMandates,
    EndMandate,
    SubmitEndMandate,
    ActFor,
    SubmitWhom,
)
