"""Opening, filing and following a case."""

from __future__ import annotations

from uuid import UUID

from rasa_sdk.events import EventType
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from actions.cases import words
from actions.cases.filing import Draft, file_case
from actions.cases.finding import cases_of, find_case
from actions.cases.form import prepared
from actions.cases.models import Case, CaseKind, Wording
from actions.cases.reading import kind_meant, meant, reopening
from actions.cases.views import add_choice, guided, listed, nothing_open, status
from actions.cases.windows import (
    AlreadyDecided,
    AlreadyOpen,
    MayObject,
    NothingToObject,
    Objecting,
    TooLate,
    guidance,
    may_object,
)
from actions.dialogue.action import Context
from actions.dialogue.messages import MENU, PERSON, Json, SemanticMessage, intent_choice
from actions.dialogue.opening import OpenTask, PersonAction, SubmitTask
from actions.dialogue.reply import Reply, take_up
from actions.dialogue.tasks import CASE, task_of_form
from actions.dialogue.turn import Turn
from actions.identity.sessions import Person


class BeginCase(OpenTask):
    """Opens the form with whatever the request has told already."""

    task = CASE
    kind: CaseKind

    async def respond(self, context: Context) -> Reply:
        again = reopening(context.turn)
        return Reply(events=take_up(again)) if again else await super().respond(context)

    def prepare(self, context: Context) -> list[EventType]:
        files = [str(file) for file in context.turn.values("attachment")]
        return prepared(self.kind, context.turn.text.strip(), files)


class BeginObjection(BeginCase):
    action = "action_begin_objection"
    kind = CaseKind.OBJECTION

    async def refusal(self, context: Context, beneficiary: UUID | None) -> Reply | None:
        assert beneficiary is not None
        objecting = await may_object(context.session, beneficiary, context.now.date())
        refused = await _why_not(context, beneficiary, objecting)
        return Reply([refused]) if refused else None


class BeginComplaint(BeginCase):
    action = "action_begin_complaint"
    kind = CaseKind.COMPLAINT


class SubmitCase(SubmitTask):
    """Files what was affirmed, once: the message that affirmed it is the key."""

    action = "action_submit_case"
    task = CASE
    confirmation = "case_confirmed"

    def opens_with(self, context: Context) -> str:
        return context.turn.task or task_of_form(CASE.form, {"case_kind": context.turn.slot("case_kind")})

    async def answer(self, context: Context, person: Person) -> Reply:
        draft, key = _draft(context.turn), f"{context.turn.conversation}:{context.turn.message_id}"
        late = False
        if draft.kind is CaseKind.OBJECTION and not await _is_filed(context, key):
            # Days may have passed and decisions may have changed while the questions were answered.
            objecting = await may_object(context.session, person.beneficiary, context.now.date())
            if not isinstance(objecting, MayObject):
                refused = await _why_not(context, person.beneficiary, objecting)
                return Reply([refused] if refused else [], self.cleared())
            late = objecting.late
        try:
            async with context.session.begin_nested():
                case = await file_case(context.session, person.beneficiary, draft, key, context.now)
        except IntegrityError:
            found = await may_object(context.session, person.beneficiary, context.now.date())
            if not isinstance(found, AlreadyOpen):
                raise
            return Reply([_already_open(found.reference)], self.cleared())
        return Reply([await _filed(context, case, late=late, to_come=bool(context.turn.slot("case_later")))], self.cleared())


class TrackCase(PersonAction):
    """Where a case stands: the one that is named, else the first of the kind; all of them where all are asked for."""

    action = "action_track_case"

    async def respond(self, context: Context) -> Reply:
        again = reopening(context.turn)
        return Reply(events=take_up(again)) if again else await super().respond(context)

    async def answer(self, context: Context, person: Person) -> Reply:
        turn, session = context.turn, context.session
        if words.asks_for_all(turn.text):
            cases = await cases_of(session, person.beneficiary, kind_meant(turn))
            if len(cases) > 1:
                return Reply([listed(cases)])
        found = await meant(session, person.beneficiary, turn)
        if found.case is None:
            return Reply([nothing_open(found.reference)])
        return Reply([await status(session, found.case, context.now.date(), found.others)])


async def _why_not(context: Context, beneficiary: UUID, objecting: Objecting) -> SemanticMessage | None:
    """What to say where no objection can be filed, with every way that is left; None where one can."""
    match objecting:
        case NothingToObject():
            choices = (intent_choice("file_complaint"), intent_choice("ask_my_status"), PERSON)
            return SemanticMessage("case.nothing_to_object", {}, choices)
        case AlreadyOpen(reference):
            return _already_open(reference)
        case AlreadyDecided(reference):
            decided = await find_case(context.session, beneficiary, reference)
            assert decided is not None
            return await status(context.session, decided, context.now.date())
        case TooLate(deadline):
            choices = (intent_choice("file_complaint"), intent_choice("faq/objection_rules"), PERSON)
            return SemanticMessage("case.too_late", {"deadline": deadline.isoformat()}, choices)
        case MayObject():
            return None


def _already_open(reference: str) -> SemanticMessage:
    named = ("case_reference", reference)
    choices = [intent_choice(intent, named) for intent in ("track_case", "add_to_case", "withdraw_case")]
    return SemanticMessage("case.already_open", {"reference": reference}, [*choices, PERSON])


def _draft(turn: Turn) -> Draft:
    kind = CaseKind(turn.slot("case_kind"))
    offered = kind is CaseKind.OBJECTION and turn.slot("case_wording") != Wording.OWN
    return Draft(
        kind=kind,
        subject=turn.slot("case_subject"),
        reason=turn.slot("case_reason"),
        details=turn.slot("case_details"),
        attachments=tuple(UUID(one) for one in turn.slot("case_attachment") or ()),
        wording=Wording.OFFERED if offered else Wording.OWN,
        conversation=turn.conversation,
    )


async def _is_filed(context: Context, key: str) -> bool:
    return await context.session.scalar(select(Case.id).where(Case.idempotency_key == key)) is not None


async def _filed(context: Context, case: Case, *, late: bool, to_come: bool) -> SemanticMessage:
    data: dict[str, Json] = {
        "reference": case.reference,
        "kind": str(case.kind),
        "respond_by": case.respond_by.isoformat() if case.respond_by else None,
        "late": late,
        "attachment_later": to_come,
    }
    if case.kind is CaseKind.COMPLAINT:
        data |= guided(await guidance(context.session, case.beneficiary_id, case.category, context.now.date()))
    follow = intent_choice("track_case", ("case_reference", case.reference))
    return SemanticMessage("case.filed", data, (follow, add_choice(case), MENU))


ACTIONS = (BeginObjection, BeginComplaint, SubmitCase, TrackCase)
