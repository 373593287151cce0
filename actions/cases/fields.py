"""The questions before a case is filed: what it is about, why, the person's own words, and files."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from rasa_sdk.events import EventType, SlotSet

from actions.benefits.models import Decision
from actions.benefits.service import current_decision
from actions.cases import words
from actions.cases.models import CaseKind
from actions.cases.policy import OWN_WORDS, complaint_subjects, objection_reasons, policy
from actions.dialogue.fields import Answer, Field, FieldReading, FormContext
from actions.dialogue.messages import Choice, SemanticMessage, value_choice
from actions.dialogue.reply import say
from actions.identity.sessions import current_person

_MAX_DETAILS = 4000
_BARE = 3
# An answer of so few words names the matter; what happened is still to be told.
_NAMES_ONLY = 3


class ListedField(Field):
    """One of the common answers, or the person's own words, which are then the details too."""

    resets = ("case_confirmed",)
    free_text = True
    label: ClassVar[str]
    question: ClassVar[str]

    @abstractmethod
    async def listed(self, context: FormContext) -> Sequence[str]:
        """What is offered, in order."""

    @abstractmethod
    def possible(self) -> Sequence[str]:
        """Every answer that can have been offered."""

    @abstractmethod
    def told_by(self, text: str) -> str | None:
        """The answer that the words amount to."""

    async def ask(self, context: FormContext) -> SemanticMessage:
        choices = [value_choice(f"choice.{self.label}.{code}", self.slot, code) for code in await self.listed(context)]
        return await question(self.question, context, choices)

    async def read(self, context: FormContext, *, asked: bool) -> FieldReading:
        chosen = context.turn.value(self.slot)
        if chosen in self.possible():
            return Answer(chosen)
        told = own_words(context)
        if not asked or not told:
            return None
        known = context.values.get("case_details")
        keeps = len(told.split()) > _NAMES_ONLY
        events = remember_details(context, f"{known}\n{told}" if known else told) if keeps else []
        return Answer(self.told_by(told) or OWN_WORDS, events)


class SubjectField(ListedField):
    """What a complaint is about; an objection is always against the decision in force."""

    slot, question, label = "case_subject", "subject", "complaint"

    async def listed(self, context: FormContext) -> Sequence[str]:
        return complaint_subjects()

    def possible(self) -> Sequence[str]:
        return complaint_subjects()

    def told_by(self, text: str) -> str | None:
        return words.subject_of(text)

    def is_needed(self, values: Mapping[str, Any]) -> bool:
        return values.get("case_kind") == CaseKind.COMPLAINT and values.get(self.slot) is None


class ReasonField(ListedField):
    """Why the person objects: what can be wrong about a decision with these reasons."""

    slot, question, label = "case_reason", "reason", "objection"

    async def listed(self, context: FormContext) -> Sequence[str]:
        decision = await decision_of(context)
        return policy().reasons_for(reasons_of(decision))

    def possible(self) -> Sequence[str]:
        return objection_reasons()

    def told_by(self, text: str) -> str | None:
        return words.reason_of(text, objection_reasons())

    def is_needed(self, values: Mapping[str, Any]) -> bool:
        return values.get("case_kind") == CaseKind.OBJECTION and values.get(self.slot) is None


class DetailsField(Field):
    """The matter in the person's own words."""

    slot = "case_details"
    resets = ("case_confirmed",)
    free_text = True

    async def ask(self, context: FormContext) -> SemanticMessage:
        return await question("details", context, [], previous=context.values.get("case_previous"))

    async def read(self, context: FormContext, *, asked: bool) -> FieldReading:
        told = own_words(context)
        return Answer(told) if asked and told else None


def too_many_files() -> SemanticMessage:
    return say("attachment.too_many", most=policy().most_files)


def remember_details(context: FormContext, details: str) -> list[EventType]:
    """Keeps these as the details, however the question for them stands."""
    context.values["case_details"] = details[:_MAX_DETAILS]
    return [SlotSet("case_details", context.values["case_details"])]


async def question(name: str, context: FormContext, choices: Sequence[Choice], **more: Any) -> SemanticMessage:
    """A question about the case; for an objection with the decision's own reasons, which help to answer it."""
    kind = context.values["case_kind"]
    data: dict[str, Any] = {"question": name, "kind": kind, **{key: value for key, value in more.items() if value}}
    if kind == CaseKind.OBJECTION and name in ("reason", "details"):
        data["because"] = list(reasons_of(await decision_of(context)))
    return SemanticMessage("case.ask", data, choices)


async def decision_of(context: FormContext) -> Decision | None:
    """The decision in force of whoever is known here; None when the proof of identity has ended meanwhile."""
    person = await current_person(context.session, context.turn.conversation, context.now)
    return await current_decision(context.session, person.beneficiary) if person else None


def reasons_of(decision: Decision | None) -> tuple[str, ...]:
    return tuple(str(reason.code) for reason in decision.reasons) if decision else ()


def own_words(context: FormContext) -> str:
    """What the person wrote, also beside a file; nothing where it is a bare yes or no."""
    told = (context.turn.text or context.turn.value("caption") or "").strip()[:_MAX_DETAILS]
    return "" if context.turn.intent in ("affirm", "deny") and len(told.split()) <= _BARE else told
