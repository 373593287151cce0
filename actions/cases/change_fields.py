"""The questions before a case is changed: what is added, whether it is opened again, whether it is withdrawn."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from rasa_sdk.events import SlotSet

from actions.cases import words
from actions.cases.fields import own_words, too_many_files
from actions.cases.filing import files_of
from actions.cases.finding import asked_for, cases_of, events_of, find_case
from actions.cases.models import Case, CaseStatus
from actions.cases.policy import policy
from actions.cases.reading import wants_reopening
from actions.cases.states import Actor, may
from actions.cases.views import nothing_open, summary, the_others
from actions.dialogue.fields import Answer, Ended, Field, FieldReading, FormContext, LastWord, Refused
from actions.dialogue.messages import Choice, SemanticMessage, intent_choice, yes_or_no
from actions.dialogue.tasks import ADD_TO_CASE, WITHDRAW_CASE, Task
from actions.dialogue.turn import Turn
from actions.identity.sessions import current_person
from nlu.arabic.replies import is_none


class WhichField(Field):
    """The case, known when the form opens; another of the person's own takes its place when its number is told."""

    entities = ("case_reference",)
    task: ClassVar[Task]

    def recognises(self, turn: Turn) -> bool:
        return super().recognises(turn) and turn.intent in ("inform", self.task.name, "track_case", "deny", "affirm")

    async def ask(self, context: FormContext) -> SemanticMessage | Ended:
        return Ended([nothing_open(None)])

    async def read(self, context: FormContext, *, asked: bool) -> FieldReading:
        named = context.turn.value("case_reference")
        if named is None or named == context.values.get(self.slot):
            return None
        case = await own_case(context, named)
        if case is not None and self.fits(case):
            return Answer(named)
        if case is None and not await is_known(context):
            return Answer(named)  # whose it is will be seen once identity is proved again
        return Refused(nothing_open(named, case))

    def fits(self, case: Case) -> bool:
        return case.status.is_open


class AddedWhichField(WhichField):
    slot, task = "add_case", ADD_TO_CASE
    resets = ("add_sure",)


class WithdrawnWhichField(WhichField):
    slot, task = "withdraw_which", WITHDRAW_CASE
    resets = ("withdraw_confirmed",)

    def fits(self, case: Case) -> bool:
        return may(case.status, CaseStatus.WITHDRAWN, Actor.PERSON)


class ReopenField(LastWord):
    """A case that is over is opened again only after a word."""

    slot = "add_reopen"

    def is_needed(self, values: Mapping[str, Any]) -> bool:
        return values.get(self.slot) == REOPEN_ASKED

    async def ask(self, context: FormContext) -> SemanticMessage:
        return SemanticMessage("case.reopen.confirm", await about(context, context.values["add_case"]), yes_or_no())

    async def read(self, context: FormContext, *, asked: bool) -> FieldReading:
        if asked and wants_reopening(context.turn):
            return Answer(True)
        return await super().read(context, asked=asked)

    def task_name(self, context: FormContext) -> str:
        return ADD_TO_CASE.name


# The value of `add_reopen` while its question stands open.
REOPEN_ASKED = "asked"


class GivenField(Field):
    """Words or files: whatever comes is taken."""

    slot = "add_given"
    free_text = True
    entities = ("attachment",)
    resets = ("add_sure",)

    async def ask(self, context: FormContext) -> SemanticMessage:
        values = context.values
        name = "attachment" if values.get("add_document") else "details"
        data: dict[str, Any] = {"question": name, **await about(context, values["add_case"]), "adding": True}
        case = await own_case(context, values["add_case"])
        if case is not None and case.status is CaseStatus.MORE_INFO_NEEDED:
            asking = asked_for(await events_of(context.session, case.id))
            data["needs"] = asking.data.get("needs", []) if asking else []
        choices = [*await others(context, ADD_TO_CASE, values["add_case"]), intent_choice("stop")]
        return SemanticMessage("case.ask", data, choices)

    async def read(self, context: FormContext, *, asked: bool) -> FieldReading:
        files = [str(one) for one in context.turn.values("attachment")]
        if files:
            return await self._kept(context, files)
        if not asked or context.turn.value("case_reference") is not None:
            return None
        if is_none(context.turn.text) or context.turn.intent == "deny":
            return Ended([SemanticMessage("cancelled", {"task": ADD_TO_CASE.name})])
        told = own_words(context)
        only_wishes = context.turn.intent == ADD_TO_CASE.name and words.only_wants_to_send(told)
        if not told or only_wishes:
            return None
        context.values["add_words"] = told
        return Answer("words", [SlotSet("add_words", told), SlotSet("add_said", None)])

    async def _kept(self, context: FormContext, files: Sequence[str]) -> FieldReading:
        case = await own_case(context, context.values["add_case"])
        if case is not None and await files_of(context.session, case.id) + len(files) > policy().most_files:
            return Refused(too_many_files())
        caption = context.turn.value("caption")
        context.values["add_files"] = files
        events = [SlotSet("add_files", files), *([SlotSet("add_words", caption), SlotSet("add_said", None)] if caption else [])]
        return Answer("files", events)


class SureField(LastWord):
    """Words that came with the wish to add are read back: they may have been meant for us rather than for the file."""

    slot = "add_sure"

    def is_needed(self, values: Mapping[str, Any]) -> bool:
        return bool(values.get("add_said")) and values.get(self.slot) is None

    async def ask(self, context: FormContext) -> SemanticMessage:
        reference = context.values["add_case"]
        data = {**await about(context, reference), "details": context.values["add_words"]}
        choices = [*yes_or_no(), *await others(context, ADD_TO_CASE, reference)]
        return SemanticMessage("case.add.confirm", data, choices)

    async def read(self, context: FormContext, *, asked: bool) -> FieldReading:
        if not asked or context.changed or context.turn.intent != "deny":
            return await super().read(context, asked=asked)
        forget = ("add_words", "add_said", "add_given")
        context.values.update(dict.fromkeys(forget))
        edit = words.edit_of(context.turn.text)
        if edit is not None and edit.added:
            context.values.update(add_words=edit.added, add_given="words")
            return Answer(True, [SlotSet("add_words", edit.added), SlotSet("add_said", None), SlotSet("add_given", "words")])
        return Answer(None, [SlotSet(name, None) for name in forget])

    def task_name(self, context: FormContext) -> str:
        return ADD_TO_CASE.name


class WithdrawField(LastWord):
    """Nothing is withdrawn before this has been affirmed."""

    slot = "withdraw_confirmed"
    affirming = (WITHDRAW_CASE.name,)

    async def ask(self, context: FormContext) -> SemanticMessage:
        reference = context.values["withdraw_which"]
        choices = [*yes_or_no(), *await others(context, WITHDRAW_CASE, reference)]
        return SemanticMessage("case.withdraw.confirm", await about(context, reference), choices)

    def task_name(self, context: FormContext) -> str:
        return WITHDRAW_CASE.name


async def own_case(context: FormContext, reference: str) -> Case | None:
    """The case of whoever is known here; a proof of identity that ended meanwhile finds none."""
    person = await current_person(context.session, context.turn.conversation, context.now)
    return await find_case(context.session, person.beneficiary, reference) if person else None


async def is_known(context: FormContext) -> bool:
    return await current_person(context.session, context.turn.conversation, context.now) is not None


async def about(context: FormContext, reference: str) -> dict[str, Any]:
    """What is told of the case: all of its summary to whom it belongs, else no more than they have said themselves."""
    case = await own_case(context, reference)
    return summary(case) if case is not None else {"reference": reference}


async def others(context: FormContext, task: Task, reference: str) -> list[Choice]:
    """Other open cases of the person, of which the same can be asked."""
    person = await current_person(context.session, context.turn.conversation, context.now)
    if person is None:
        return []
    cases = await cases_of(context.session, person.beneficiary)
    return the_others(task.name, [case for case in cases if case.status.is_open and case.reference != reference])
