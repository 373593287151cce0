"""Applying for one benefit: which, what is worth adding where somebody must judge it, and nothing is sent before a yes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, ClassVar
from uuid import UUID

from rasa_sdk.events import SlotSet
from sqlalchemy.ext.asyncio import AsyncSession

from actions.dialogue.fields import ALWAYS_HEARD, Answer, Ended, Field, FieldReading, FormContext, LastWord
from actions.dialogue.form import TaskForm
from actions.dialogue.messages import SemanticMessage, value_choice, yes_or_no
from actions.dialogue.tasks import BENEFIT
from actions.dialogue.turn import Turn
from actions.eligibility.codes import BenefitCode
from actions.facilities import service, views
from actions.facilities.service import AlreadyApplied, ComesByItself, MayApply, NotEntitled
from actions.identity.sessions import current_person
from nlu.arabic.questions import is_request
from nlu.arabic.replies import is_none

# Where somebody weighs the case, a line about it saves a call.
_WEIGHED = frozenset(
    {
        BenefitCode.SCHOOL_TRANSPORT,
        BenefitCode.SOFT_LOAN,
        BenefitCode.DEVELOPMENTAL_HOUSING,
        BenefitCode.UNIVERSITY_ADMISSION,
    }
)
NOTHING = "none"
"""In place of details: there is nothing to add."""

_SAME_WISH = frozenset({"apply_benefit", "ask_benefit", "start_project", "find_training", "find_job", "report_change"})
_CERTAIN = 0.85
_MAX_DETAILS = 1000
_BARE = 3


class BenefitField(Field):
    """Which of the ten; one that cannot be applied for ends the form with the reason."""

    slot = "benefit_code"
    resets = ("benefit_details", "benefit_confirmed")
    entities = ("benefit",)

    async def ask(self, context: FormContext) -> SemanticMessage:
        choices = [value_choice(f"choice.benefit.{code}", "benefit", str(code)) for code in BenefitCode]
        return SemanticMessage("benefit.ask", {"question": "benefit"}, choices)

    async def read(self, context: FormContext, *, asked: bool) -> FieldReading:
        named = context.turn.value("benefit")
        if named is None or named == context.values[self.slot]:
            return None
        # Words about the wish itself may name another benefit («قرض لباص المدرسة»): only a tap changes it then.
        if context.turn.requested == "benefit_details" and not context.turn.chosen:
            return None
        person = await current_person(context.session, context.turn.conversation, context.now)
        if person is None:  # the proof of identity ended meanwhile: it is asked for again at the end
            return Answer(named)
        said = await refusal(context.session, person.beneficiary, BenefitCode(named), context.now.date())
        return Answer(named) if said is None else Ended([said])


class DetailsField(Field):
    """A line in the person's own words; "nothing" is an answer."""

    slot = "benefit_details"
    resets = ("benefit_confirmed",)

    def recognises(self, turn: Turn) -> bool:
        """Any words but a plain request of another kind: whoever says what a loan is for speaks of a project."""
        if turn.requested != self.slot or turn.intent in ALWAYS_HEARD:
            return False
        return turn.intent in _SAME_WISH or not (is_request(turn.text) and turn.confidence >= _CERTAIN)

    def is_needed(self, values: Mapping[str, Any]) -> bool:
        return values.get(self.slot) is None and values.get("benefit_code") in _WEIGHED

    async def ask(self, context: FormContext) -> SemanticMessage:
        choices = [value_choice("choice.nothing_to_add", "details", NOTHING)]
        return SemanticMessage("benefit.ask", {"question": "details", "code": context.values["benefit_code"]}, choices)

    async def read(self, context: FormContext, *, asked: bool) -> FieldReading:
        turn = context.turn
        if turn.value("details") == NOTHING:
            return Answer(NOTHING)
        if not asked or context.changed:
            return None
        words = turn.text.strip()[:_MAX_DETAILS]
        if is_none(words) or (turn.intent == "deny" and len(words.split()) <= _BARE):
            return Answer(NOTHING)
        if not words or (turn.intent == "affirm" and len(words.split()) <= _BARE):
            return None
        return Answer(words)


class ConfirmField(LastWord):
    slot = "benefit_confirmed"
    affirming = ("apply_benefit",)

    async def ask(self, context: FormContext) -> SemanticMessage:
        details = context.values.get("benefit_details")
        data = {"code": context.values["benefit_code"], "details": None if details == NOTHING else details}
        return SemanticMessage("benefit.confirm", data, yes_or_no())

    def corrected(self, context: FormContext) -> FieldReading:
        """A no with more words is about what was written, where something was."""
        if context.values.get("benefit_details") in (None, NOTHING):
            return None
        context.values["benefit_details"] = None
        return Answer(None, [SlotSet("benefit_details", None)])

    def task_name(self, context: FormContext) -> str:
        return BENEFIT.name


class BenefitForm(TaskForm):
    task = BENEFIT
    _fields: ClassVar[tuple[Field, ...]] = (BenefitField(), DetailsField(), ConfirmField())

    def fields(self) -> Sequence[Field]:
        return self._fields


async def refusal(session: AsyncSession, beneficiary: UUID, code: BenefitCode, on: date) -> SemanticMessage | None:
    """Why this person cannot apply for this benefit now; None where they can."""
    match await service.may_apply(session, beneficiary, code, on):
        case NotEntitled(benefit) | ComesByItself(benefit):
            return views.told(benefit, on, personal=True)
        case AlreadyApplied(application):
            return views.already(application)
        case MayApply():
            return None
