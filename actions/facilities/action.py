"""Which benefits there are and which are one's own, one of them in words, and applying for it."""

from __future__ import annotations

from uuid import UUID

from rasa_sdk.events import EventType, SlotSet
from sqlalchemy.exc import IntegrityError

from actions.dialogue.action import Context, SemanticAction
from actions.dialogue.messages import MENU, Choice, Request, SemanticMessage, intent_choice
from actions.dialogue.opening import OpenTask, SubmitTask, prove_identity_first
from actions.dialogue.reply import Afterwards, Reply
from actions.dialogue.tasks import BENEFIT
from actions.eligibility.codes import BenefitCode
from actions.facilities import service, views
from actions.facilities.form import NOTHING, refusal
from actions.identity.sessions import Person, current_person


class ListBenefits(SemanticAction):
    """All benefits: one's own by the file, or in general with a way to see one's own."""

    action = "action_list_benefits"

    async def respond(self, context: Context) -> Reply:
        today = context.now.date()
        person = await current_person(context.session, context.turn.conversation, context.now)
        if person is None and context.turn.value("own"):
            return await prove_identity_first(context)
        if person is None:
            data = {"benefits": [views.listed(one, personal=False) for one in service.in_general(today)], "general": True}
            own = Choice("choice.my_benefits", Request("list_benefits", (("own", True),)))
            return Reply([SemanticMessage("benefit.list", data, (own, intent_choice("ask_benefit"), MENU))])
        mine = await service.benefits_of(context.session, person.beneficiary, today)
        data = {"benefits": [views.listed(one, personal=True) for one in mine], "general": False}
        ways = (intent_choice("ask_benefit"), intent_choice("apply_benefit"), MENU)
        return Reply([SemanticMessage("benefit.list", data, ways)])


class AskBenefit(SemanticAction):
    """One benefit: what it is, how it is had, and whether it is one's own where that is known."""

    action = "action_ask_benefit"

    async def respond(self, context: Context) -> Reply:
        named = context.turn.value("benefit")
        if named is None:
            return Reply([views.which()])
        code, today = BenefitCode(named), context.now.date()
        person = await current_person(context.session, context.turn.conversation, context.now)
        if person is None and context.turn.value("own"):
            return await prove_identity_first(context)
        if person is None:
            return Reply([views.told(service.one_in_general(code, today), today, personal=False)])
        benefit = await service.benefit_of(context.session, person.beneficiary, code, today)
        return Reply([views.told(benefit, today, personal=True)])


class ApplyBenefit(OpenTask):
    """Opens the application. What comes by itself needs neither an application nor a proof of identity."""

    action = "action_apply_benefit"
    task = BENEFIT

    async def respond(self, context: Context) -> Reply:
        named = context.turn.value("benefit")
        if named is not None and service.one_in_general(BenefitCode(named), context.now.date()).automatic:
            return await AskBenefit().respond(context)
        return await super().respond(context)

    async def refusal(self, context: Context, beneficiary: UUID | None) -> Reply | None:
        assert beneficiary is not None
        named = context.turn.value("benefit") or context.turn.slot("benefit_code")
        today = context.now.date()
        said = None if named is None else await refusal(context.session, beneficiary, BenefitCode(named), today)
        return None if said is None else Reply([said])

    def prepare(self, context: Context) -> list[EventType]:
        named = context.turn.value("benefit")
        return [] if named is None else [SlotSet("benefit_code", named)]


class SubmitBenefit(SubmitTask):
    """Applies for what was affirmed, once."""

    action = "action_submit_benefit"
    task = BENEFIT
    confirmation = "benefit_confirmed"

    async def answer(self, context: Context, person: Person) -> Reply:
        turn = context.turn
        code = BenefitCode(turn.slot("benefit_code"))
        details = turn.slot("benefit_details")
        words = None if details == NOTHING else details
        key = f"{turn.conversation}:{turn.message_id}"
        try:
            async with context.session.begin_nested():
                made = await service.apply(context.session, person.beneficiary, code, words, key, context.now)
        except IntegrityError:
            known = await service.open_application(context.session, person.beneficiary, code)
            if known is None:
                raise
            return Reply([views.already(known)], self.cleared())
        data = {"code": str(code), "reference": made.reference}
        done = SemanticMessage("benefit.applied", data, (intent_choice("list_benefits"), MENU))
        return Reply([done], self.cleared(), Afterwards.RESUME)


ACTIONS = (ListBenefits, AskBenefit, ApplyBenefit, SubmitBenefit)
