"""The comprehensive service: whether it is for somebody, and the request for a call."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from rasa_sdk.events import EventType, FollowupAction, SlotSet
from sqlalchemy.exc import IntegrityError

from actions.callbacks.models import Callback, PartOfDay
from actions.comprehensive import service
from actions.comprehensive.form import case_of
from actions.comprehensive.models import ComprehensiveRequest
from actions.comprehensive.request_form import ON_FILE
from actions.comprehensive.service import Case, NoSuchPhone
from actions.dialogue.action import Context, SemanticAction
from actions.dialogue.messages import MENU, PERSON, Request, SemanticMessage, intent_choice
from actions.dialogue.opening import OpenTask, SubmitTask
from actions.dialogue.reply import Afterwards, Reply, take_up
from actions.dialogue.tasks import COMPREHENSIVE, COMPREHENSIVE_REQUEST, slots_of
from actions.eligibility.codes import Entitlement
from actions.identity.sessions import Person

SEND = "send_comprehensive"


class BeginComprehensive(OpenTask):
    """Opens the questions; what the request already tells is not asked."""

    action = "action_begin_comprehensive"
    task = COMPREHENSIVE
    needs_person = False


class ComprehensiveResult(SemanticAction):
    """The questions are over: what the rules say, and the request where it may be for them."""

    action = "action_comprehensive_result"
    asks_when_unsure = False

    async def respond(self, context: Context) -> Reply:
        turn = context.turn
        forget: list[EventType] = [SlotSet(name, None) for name in slots_of(COMPREHENSIVE.form)]
        if turn.slot("comp_for") is None:
            return Reply(events=forget)
        case = case_of({name: turn.slot(name) for name in COMPREHENSIVE.slots})
        judged = case.judged(context.now.date())
        entitled = judged.entitled is Entitlement.YES
        reasons = [str(reason) for reason in judged.reasons]
        data = {"entitled": entitled, "reasons": reasons, "for": case.relation, "overdue": judged.overdue}
        if not entitled:
            others = map(intent_choice, ("appoint_carer", "list_benefits", "book_consultation"))
            ways = (PERSON, *others, MENU)
            return Reply([SemanticMessage("comprehensive.result", data, ways)], forget)
        send = Request(SEND, (("comp_case", case.as_json()),))
        return Reply([SemanticMessage("comprehensive.result", data)], [*forget, *take_up(send)])


class SendComprehensive(OpenTask):
    """Opens the request; it needs to know who asks."""

    action = "action_send_comprehensive"
    task = COMPREHENSIVE_REQUEST

    async def refusal(self, context: Context, beneficiary: UUID | None) -> Reply | None:
        assert beneficiary is not None
        told = _told(context)
        if told is None:
            return Reply(events=[FollowupAction("action_begin_comprehensive")])
        known = await service.open_request(context.session, beneficiary, told.relation)
        return None if known is None else Reply([_already(known)])

    def prepare(self, context: Context) -> list[EventType]:
        case = _told(context)
        return [] if case is None else [SlotSet("comp_case", case.as_json())]


class SubmitComprehensive(SubmitTask):
    """Records what was affirmed, once, with the call to make."""

    action = "action_submit_comprehensive"
    task = COMPREHENSIVE_REQUEST
    confirmation = "comp_confirmed"

    def opens_with(self, context: Context) -> str:
        return SEND

    async def answer(self, context: Context, person: Person) -> Reply:
        turn = context.turn
        case = Case.of_json(turn.slot("comp_case"))
        contact = turn.slot("comp_contact")
        phone = None if contact == ON_FILE else contact
        part = PartOfDay(turn.slot("comp_part") or PartOfDay.ANY)
        key = f"{turn.conversation}:{turn.message_id}"
        try:
            async with context.session.begin_nested():
                made, call = await service.request(
                    context.session, person.beneficiary, case, phone, part, key, context.now
                )
        except NoSuchPhone:
            again = [SlotSet("comp_contact", None), SlotSet("comp_confirmed", None)]
            return Reply(events=[*again, FollowupAction(COMPREHENSIVE_REQUEST.form)])
        except IntegrityError:
            known = await service.open_request(context.session, person.beneficiary, case.relation)
            if known is None:
                raise
            return Reply([_already(known)], self.cleared())
        done = SemanticMessage("comprehensive.requested", _requested(made, call), (intent_choice("appoint_carer"), MENU))
        return Reply([done], self.cleared(), Afterwards.RESUME)


def _told(context: Context) -> Case | None:
    """The case that came with the request, or that was told before a proof of identity ended."""
    told: Any = context.turn.value("comp_case") or context.turn.slot("comp_case")
    return None if told is None else Case.of_json(told)


def _requested(made: ComprehensiveRequest, call: Callback) -> dict[str, Any]:
    return {
        "reference": made.reference,
        "for": made.relation,
        "call_from": call.due_from.isoformat(),
        "call_until": call.due_until.isoformat(),
    }


def _already(known: ComprehensiveRequest) -> SemanticMessage:
    data = {"reference": known.reference, "for": known.relation}
    return SemanticMessage("comprehensive.already_requested", data, (PERSON, MENU))


ACTIONS = (BeginComprehensive, ComprehensiveResult, SendComprehensive, SubmitComprehensive)
