"""Adding to a case, having one opened again, withdrawing one."""

from __future__ import annotations

from uuid import UUID

from rasa_sdk.events import EventType, SlotSet

from actions.cases import changing, words
from actions.cases.change_fields import REOPEN_ASKED
from actions.cases.fields import too_many_files
from actions.cases.finding import find_case
from actions.cases.models import Case, CaseStatus
from actions.cases.reading import Meant, kind_meant, meant, wants_reopening
from actions.cases.states import Actor, NotAllowed, may
from actions.cases.views import REOPEN_AGREED, add_choice, nothing_open, status, summary
from actions.dialogue.action import Context
from actions.dialogue.messages import MENU, SemanticMessage, intent_choice
from actions.dialogue.opening import OpenTask, SubmitTask
from actions.dialogue.reply import Afterwards, Reply
from actions.dialogue.tasks import ADD_TO_CASE, WITHDRAW_CASE
from actions.dialogue.turn import Turn
from actions.identity.sessions import Person


class BeginAddToCase(OpenTask):
    """The case that waits for something, else the newest open one; one that is over is opened again where it may be."""

    action = "action_begin_add_to_case"
    task = ADD_TO_CASE

    async def refusal(self, context: Context, beneficiary: UUID | None) -> Reply | None:
        assert beneficiary is not None
        found = await _case_to_add_to(context, beneficiary)
        if found.case is None:
            return Reply([nothing_open(found.reference)])
        if found.case.status.is_open or await changing.may_reopen(context.session, found.case, context.now.date()):
            return None
        return Reply([await status(context.session, found.case, context.now.date())])

    async def prepared(self, context: Context, beneficiary: UUID | None) -> list[EventType]:
        assert beneficiary is not None
        case, turn = (await _case_to_add_to(context, beneficiary)).case, context.turn
        assert case is not None
        again = turn.slot("add_case") == case.reference
        events: list[EventType] = [SlotSet("add_case", case.reference)]
        if not case.status.is_open and not (again and turn.slot("add_reopen")):
            agreed = turn.value("reopen") == REOPEN_AGREED
            events.append(SlotSet("add_reopen", True if agreed else REOPEN_ASKED))
        return [*events, *(_given_before(turn) if again else _given(turn))]


def _given_before(turn: Turn) -> list[EventType]:
    """What was given before identity had to be proved again: nobody is asked for it twice."""
    kept = turn.slot("add_given") is None and (turn.slot("add_words") or turn.slot("add_files"))
    return [SlotSet("add_given", "words")] if kept else []


def _given(turn: Turn) -> list[EventType]:
    """What the request has brought along already: files, or words that say what is to be added."""
    files, told = [str(one) for one in turn.values("attachment")], turn.text.strip()
    if files:
        caption = turn.value("caption")
        return [SlotSet("add_files", files), SlotSet("add_words", caption), SlotSet("add_given", "files")]
    if words.tells_an_addition(told):
        matter = words.addition_in(told)
        return [SlotSet("add_words", matter), SlotSet("add_said", True), SlotSet("add_given", "words")]
    return [SlotSet("add_document", True)] if words.speaks_of_document(told) else []


class SubmitAddToCase(SubmitTask):
    action = "action_submit_add_to_case"
    task = ADD_TO_CASE
    confirmation = "add_given"

    async def answer(self, context: Context, person: Person) -> Reply:
        turn = context.turn
        reference = turn.slot("add_case")
        case = await find_case(context.session, person.beneficiary, reference)
        if case is None:
            return Reply([nothing_open(reference)], self.cleared())
        addition = changing.Addition(turn.slot("add_words"), tuple(UUID(one) for one in turn.slot("add_files") or ()))
        change = changing.reopen if turn.slot("add_reopen") is True else changing.add
        try:
            done = await change(context.session, case.id, addition, _asking(context))
        except NotAllowed:
            return Reply([await status(context.session, case, context.now.date())], self.cleared())
        except changing.TooManyFiles:
            return Reply([too_many_files()], self.cleared())
        updated = _updated(done, reopened=turn.slot("add_reopen") is True)
        # Words that were just told are for the file, whatever requests they may look like.
        told_now = addition.words is not None and addition.words == turn.text.strip()
        return Reply([updated], self.cleared(), Afterwards.LEAVE if told_now else Afterwards.RESUME)


class BeginWithdrawCase(OpenTask):
    action = "action_begin_withdraw_case"
    task = WITHDRAW_CASE

    async def refusal(self, context: Context, beneficiary: UUID | None) -> Reply | None:
        assert beneficiary is not None
        found = await meant(context.session, beneficiary, context.turn, only_open=True)
        if found.case is not None and may(found.case.status, CaseStatus.WITHDRAWN, Actor.PERSON):
            return None
        last = found.case
        if last is None and found.reference is None:
            last = await find_case(context.session, beneficiary, None, kind_meant(context.turn))
        return Reply([nothing_open(found.reference, last)])

    async def prepared(self, context: Context, beneficiary: UUID | None) -> list[EventType]:
        assert beneficiary is not None
        kept = context.turn.slot("withdraw_which")
        case = (await meant(context.session, beneficiary, context.turn, only_open=True)).case
        assert case is not None
        return [SlotSet("withdraw_which", kept or case.reference)]


class SubmitWithdrawCase(SubmitTask):
    action = "action_submit_withdraw_case"
    task = WITHDRAW_CASE
    confirmation = "withdraw_confirmed"

    async def answer(self, context: Context, person: Person) -> Reply:
        reference = context.turn.slot("withdraw_which")
        case = await find_case(context.session, person.beneficiary, reference)
        if case is None:
            return Reply([nothing_open(reference)], self.cleared())
        try:
            case = await changing.withdraw(context.session, case.id, _asking(context))
        except NotAllowed:
            return Reply([nothing_open(reference, case)], self.cleared())
        follow = intent_choice("track_case", ("case_reference", case.reference))
        return Reply([SemanticMessage("case.withdrawn", summary(case), (follow, MENU))], self.cleared())


async def _case_to_add_to(context: Context, beneficiary: UUID) -> Meant:
    turn = context.turn
    kept = turn.slot("add_case")
    if kept is not None and turn.value("case_reference") is None:
        return Meant(await find_case(context.session, beneficiary, kept), reference=kept)
    found = await meant(context.session, beneficiary, turn, only_open=not wants_reopening(turn))
    if found.case is not None or found.reference is not None:
        return found
    return await meant(context.session, beneficiary, turn)


def _asking(context: Context) -> changing.Asking:
    turn = context.turn
    return changing.Asking(turn.conversation, f"{turn.conversation}:{turn.message_id}", context.now)


def _updated(case: Case, *, reopened: bool) -> SemanticMessage:
    follow = intent_choice("track_case", ("case_reference", case.reference))
    return SemanticMessage("case.updated", {**summary(case), "reopened": reopened}, (add_choice(case), follow, MENU))


ACTIONS = (BeginAddToCase, SubmitAddToCase, BeginWithdrawCase, SubmitWithdrawCase)
