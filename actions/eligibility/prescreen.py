"""The pre-screen as a form: only what is still unknown and could change the outcome is asked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any, ClassVar

from actions import clock
from actions.dialogue.fields import Answer, Field, FieldReading, FormContext
from actions.dialogue.form import TaskForm
from actions.dialogue.messages import Choice, SemanticMessage, value_choice, yes_or_no
from actions.dialogue.tasks import PRESCREEN
from actions.eligibility.codes import NationalityException, Question, Role, TransferredGroup
from actions.eligibility.engine import assess
from actions.eligibility.facts import HouseholdFacts
from nlu.arabic.quantity import first_number

_MOST_DEPENDANTS = 30
_MOST_DAYS = 366
_MOST_RIYALS = 1_000_000


class PrescreenField(Field):
    """A question of the pre-screen; `fact` is the field of HouseholdFacts that it fills."""

    question: ClassVar[Question]
    fact: ClassVar[str]

    def is_needed(self, values: Mapping[str, Any]) -> bool:
        return next_question(facts_from(values)) is self.question

    async def ask(self, context: FormContext) -> SemanticMessage:
        return SemanticMessage("eligibility.ask", {"question": str(self.question)}, self.choices())

    def choices(self) -> Sequence[Choice]:
        return ()


class YesNoField(PrescreenField):
    """Read as a plain yes or no, and only when it was asked."""

    def choices(self) -> Sequence[Choice]:
        return yes_or_no()

    async def read(self, context: FormContext, *, asked: bool) -> FieldReading:
        if asked and context.turn.intent in ("affirm", "deny"):
            return Answer("yes" if context.turn.intent == "affirm" else "no")
        return None


class CodeField(PrescreenField):
    """One of a list of codes, or none of them."""

    codes: ClassVar[tuple[str, ...]]

    def choices(self) -> Sequence[Choice]:
        return [value_choice(f"choice.{self.fact}.{code}", self.slot, code) for code in self.codes]

    async def read(self, context: FormContext, *, asked: bool) -> FieldReading:
        chosen = context.turn.value(self.slot)
        if chosen in self.codes:
            return Answer(chosen)
        return Answer("none") if asked and context.turn.intent == "deny" and "none" in self.codes else None


class NumberField(PrescreenField):
    """A number; "none" is zero. `most` is where a slip of the finger is likelier than the truth."""

    entity: ClassVar[str]
    most: ClassVar[int]

    async def read(self, context: FormContext, *, asked: bool) -> FieldReading:
        told = context.turn.value(self.entity)
        if told is None and asked:
            told = first_number(context.turn.text)
        if told is None:
            return Answer(0) if asked and context.turn.intent == "deny" else None
        return Answer(float(told)) if 0 <= float(told) <= self.most else None


class SaudiField(YesNoField):
    slot, question, fact = "elig_saudi", Question.SAUDI, "saudi"


class ExceptionField(CodeField):
    slot, question, fact = "elig_exception", Question.EXCEPTION, "exception"
    codes = tuple(str(code) for code in NationalityException if code is not NationalityException.UNKNOWN)


class DaysAbroadField(NumberField):
    slot, question, fact = "elig_days_abroad", Question.DAYS_ABROAD, "days_abroad"
    entity, most = "days", _MOST_DAYS


class ShelterField(YesNoField):
    slot, question, fact = "elig_in_shelter", Question.IN_SHELTER, "in_shelter"


class RoleField(CodeField):
    """A number of people says that the household has a head."""

    slot, question, fact = "elig_family_role", Question.FAMILY_ROLE, "role"
    codes = (str(Role.HEAD), str(Role.INDEPENDENT))

    async def read(self, context: FormContext, *, asked: bool) -> FieldReading:
        if context.turn.value("count") is not None:
            return Answer(str(Role.HEAD))
        if asked and context.turn.intent in ("affirm", "deny"):
            return Answer(str(Role.HEAD if context.turn.intent == "affirm" else Role.INDEPENDENT))
        return await super().read(context, asked=asked)


class DependentsField(NumberField):
    slot, question, fact = "elig_dependents", Question.DEPENDENTS, "dependants"
    entity, most = "count", _MOST_DEPENDANTS


class EarnedField(NumberField):
    """The wage; an amount in the opening sentence is one, unless another question asked for it."""

    slot, question, fact = "elig_earned_income", Question.EARNED_INCOME, "earned_income"
    entity, most = "money", _MOST_RIYALS

    async def read(self, context: FormContext, *, asked: bool) -> FieldReading:
        opening = context.turn.requested is None
        return await super().read(context, asked=asked) if asked or opening else None


class UnearnedField(NumberField):
    slot, question, fact = "elig_unearned_income", Question.UNEARNED_INCOME, "unearned_income"
    entity, most = "money", _MOST_RIYALS

    async def read(self, context: FormContext, *, asked: bool) -> FieldReading:
        return await super().read(context, asked=asked) if asked else None


class AssetsField(YesNoField):
    slot, question, fact = "elig_assets", Question.ASSETS, "other_assets"


class TransferredField(CodeField):
    slot, question, fact = "elig_transferred", Question.TRANSFERRED_GROUP, "transferred_group"
    codes = tuple(str(code) for code in TransferredGroup if code is not TransferredGroup.UNKNOWN)


FIELDS: tuple[PrescreenField, ...] = (
    SaudiField(),
    ExceptionField(),
    DaysAbroadField(),
    ShelterField(),
    RoleField(),
    DependentsField(),
    EarnedField(),
    UnearnedField(),
    AssetsField(),
    TransferredField(),
)


class PrescreenForm(TaskForm):
    task = PRESCREEN

    def fields(self) -> Sequence[Field]:
        return FIELDS


def facts_from(values: Mapping[str, Any]) -> HouseholdFacts:
    """What has been told so far, as facts of a household."""
    told = {field.fact: _fact(field, values.get(field.slot)) for field in FIELDS}
    return replace(HouseholdFacts(), **told)


@lru_cache(maxsize=256)
def next_question(facts: HouseholdFacts) -> Question | None:
    """The question whose answer matters most now; None when the outcome is settled."""
    return next(iter(assess(facts, _month()).missing), None)


def _fact(field: PrescreenField, value: Any) -> Any:
    if value is None:
        return None
    if isinstance(field, YesNoField):
        return value == "yes"
    if isinstance(field, NumberField):
        return int(value) if field.fact in ("dependants", "days_abroad") else Decimal(str(value))
    return value


def _month() -> date:
    return clock.today().replace(day=1)
