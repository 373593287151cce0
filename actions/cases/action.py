"""Opening, filing and following a case."""

from __future__ import annotations

from uuid import UUID

from rasa_sdk.events import EventType, SlotSet
from sqlalchemy.exc import IntegrityError

from actions.cases import service
from actions.cases.form import NO_ATTACHMENT
from actions.cases.models import Case, CaseKind
from actions.dialogue.action import Context
from actions.dialogue.messages import MENU, PERSON, SemanticMessage, intent_choice
from actions.dialogue.opening import OpenTask, PersonAction, SubmitTask
from actions.dialogue.reply import Reply, say
from actions.dialogue.tasks import CASE, task_of_form
from actions.identity.service import Person


class BeginObjection(OpenTask):
    action = "action_begin_objection"
    task = CASE

    async def refusal(self, context: Context, beneficiary: UUID | None) -> Reply | None:
        assert beneficiary is not None
        match await service.may_object(context.session, beneficiary, context.now.date()):
            case service.NothingToObject():
                choices = (intent_choice("file_complaint"), intent_choice("ask_my_status"), PERSON)
                return Reply([SemanticMessage("case.nothing_to_object", {}, choices)])
            case service.AlreadyOpen(reference):
                follow = intent_choice("track_case", ("case_reference", reference))
                return Reply([SemanticMessage("case.already_open", {"reference": reference}, (follow, PERSON))])
            case service.TooLate(deadline):
                choices = (intent_choice("file_complaint"), intent_choice("faq/objection_rules"), PERSON)
                return Reply([SemanticMessage("case.too_late", {"deadline": deadline.isoformat()}, choices)])
        return None

    def prepare(self, context: Context) -> list[EventType]:
        return [SlotSet("case_kind", CaseKind.OBJECTION), SlotSet("case_subject", "decision")]


class BeginComplaint(OpenTask):
    action = "action_begin_complaint"
    task = CASE

    def prepare(self, context: Context) -> list[EventType]:
        return [SlotSet("case_kind", CaseKind.COMPLAINT)]


class SubmitCase(SubmitTask):
    """Files what was affirmed, once: the message that affirmed it is the key."""

    action = "action_submit_case"
    task = CASE
    confirmation = "case_confirmed"

    def opens_with(self, context: Context) -> str:
        return context.turn.task or task_of_form(CASE.form, {"case_kind": context.turn.slot("case_kind")})

    async def answer(self, context: Context, person: Person) -> Reply:
        turn = context.turn
        kind = CaseKind(turn.slot("case_kind"))
        attachment = turn.slot("case_attachment")
        draft = service.Draft(
            kind=kind,
            category=turn.slot("case_subject"),
            reason=turn.slot("case_reason"),
            details=turn.slot("case_details"),
            attachments=() if attachment == NO_ATTACHMENT else (UUID(attachment),),
        )
        late = False
        if kind is CaseKind.OBJECTION:
            allowed = await service.may_object(context.session, person.beneficiary, context.now.date())
            late = isinstance(allowed, service.MayObject) and allowed.late
        try:
            async with context.session.begin_nested():
                key = f"{turn.conversation}:{turn.message_id}"
                case = await service.file_case(context.session, person.beneficiary, draft, key, context.now)
        except IntegrityError:
            found = await service.may_object(context.session, person.beneficiary, context.now.date())
            reference = found.reference if isinstance(found, service.AlreadyOpen) else ""
            return Reply([say("case.already_open", reference=reference)], self.cleared())
        return Reply([_filed(case, late)], self.cleared())


class TrackCase(PersonAction):
    action = "action_track_case"

    async def answer(self, context: Context, person: Person) -> Reply:
        reference = context.turn.value("case_reference")
        case = await service.find_case(context.session, person.beneficiary, reference)
        if case is None:
            choices = (intent_choice("file_objection"), intent_choice("file_complaint"), PERSON)
            return Reply([SemanticMessage("case.none", {"reference": reference}, choices)])
        data = {
            "reference": case.reference,
            "status": str(case.status),
            "respond_by": case.respond_by.isoformat() if case.respond_by else None,
            "kind": str(case.kind),
            "filed_on": case.filed_at.date().isoformat(),
        }
        return Reply([SemanticMessage("case.status", data, (PERSON, MENU))])


def _filed(case: Case, late: bool) -> SemanticMessage:
    data = {
        "reference": case.reference,
        "kind": str(case.kind),
        "respond_by": case.respond_by.isoformat() if case.respond_by else None,
        "late": late,
    }
    follow = intent_choice("track_case", ("case_reference", case.reference))
    return SemanticMessage("case.filed", data, (follow, MENU))


ACTIONS = (BeginObjection, BeginComplaint, SubmitCase, TrackCase)
