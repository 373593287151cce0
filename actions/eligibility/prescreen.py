"""The pre-screen as a form: only what is still unknown and could change the outcome is asked."""

from __future__ import annotations

from abc import abstractmethod
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
from actions.dialogue.turn import Turn
from actions.eligibility.codes import NationalityException, Question, Role, TransferredGroup
from actions.eligibility.engine import assess
from actions.eligibility.facts import HouseholdFacts
from actions.eligibility.heard import affirms, amounts, denies, people, said, told_incomes
from nlu.arabic import household_answers
from nlu.arabic.answers import correction, is_below_zero, is_unsure
from nlu.arabic.household_answers import has_no_children
from nlu.arabic.income_answers import has_no_earnings, has_no_other_income, incomes
from nlu.arabic.quantity import first_number
from nlu.arabic.questions import is_request
from nlu.arabic.time_answers import days_abroad, length_of_time

_MOST_DEPENDANTS = 30
_MOST_DAYS = 366
_MOST_RIYALS = 1_000_000


class PrescreenField(Field):
    """A question of the pre-screen; `fact` is the field of HouseholdFacts that it fills.

    What is told in passing is read at any time; a bare yes, no or number only where it was asked for.
    """

    question: ClassVar[Question]
    fact: ClassVar[str]

    @abstractmethod
    def find(self, turn: Turn, *, asked: bool) -> Any:
        """The answer in the message, or None."""

    def recognises(self, turn: Turn) -> bool:
        asked = turn.requested == self.slot
        if asked and (is_unsure(turn.text) or is_below_zero(turn.text)):
            return True  # an attempt at an answer: the question is asked again
        return not is_request(turn.text) and self.find(turn, asked=asked) is not None

    async def read(self, context: FormContext, *, asked: bool) -> FieldReading:
        found = self.find(context.turn, asked=asked)
        return None if found is None else Answer(found)

    def is_needed(self, values: Mapping[str, Any]) -> bool:
        return next_question(facts_from(values)) is self.question

    async def ask(self, context: FormContext) -> SemanticMessage:
        return SemanticMessage("eligibility.ask", {"question": str(self.question)}, self.choices())

    def choices(self) -> Sequence[Choice]:
        return ()


class YesNoField(PrescreenField):
    """`told` reads the fact from words; a plain yes or no is one only when it was asked."""

    def choices(self) -> Sequence[Choice]:
        return yes_or_no()

    @abstractmethod
    def told(self, text: str, *, asked: bool) -> bool | None:
        """The fact in the words of a message."""

    def find(self, turn: Turn, *, asked: bool) -> Any:
        told = self.told(said(turn), asked=asked)
        if told is None and asked:
            told = True if affirms(turn) else False if denies(turn) else None
        return None if told is None else "yes" if told else "no"


class CodeField(PrescreenField):
    """One of a list of codes, or none of them."""

    codes: ClassVar[tuple[str, ...]]

    def choices(self) -> Sequence[Choice]:
        return [value_choice(f"choice.{self.fact}.{code}", self.slot, code) for code in self.codes]

    def find(self, turn: Turn, *, asked: bool) -> Any:
        chosen = turn.value(self.slot)
        if chosen in self.codes:
            return chosen
        return "none" if asked and "none" in self.codes and denies(turn) else None


class NumberField(PrescreenField):
    """A number. `most` is where a slip of the finger is likelier than the truth."""

    most: ClassVar[int]
    # The least that a number without any word for it can be here, besides zero.
    least: ClassVar[int] = 0

    @abstractmethod
    def told(self, turn: Turn, text: str, *, asked: bool) -> Any:
        """The number in the words of a message."""

    def find(self, turn: Turn, *, asked: bool) -> Any:
        text = said(turn)
        if is_below_zero(text):
            return None
        target, number = corrected(turn, text)
        if target is not None:
            return number if target is self else None
        told = self.told(turn, text, asked=asked)
        if told is None and asked and denies(turn):
            told = 0
        return float(told) if told is not None and self.can_be(told) else None

    def can_be(self, number: Any) -> bool:
        return 0 <= float(number) <= self.most

    def can_be_bare(self, number: Any) -> bool:
        """Whether a number without any word for it can be meant here."""
        return self.can_be(number) and (number == 0 or float(number) >= self.least)


class SaudiField(YesNoField):
    slot, question, fact = "elig_saudi", Question.SAUDI, "saudi"

    def told(self, text: str, *, asked: bool) -> bool | None:
        return household_answers.saudi(text)


class ExceptionField(CodeField):
    slot, question, fact = "elig_exception", Question.EXCEPTION, "exception"
    codes = tuple(str(code) for code in NationalityException if code is not NationalityException.UNKNOWN)


class DaysAbroadField(NumberField):
    slot, question, fact = "elig_days_abroad", Question.DAYS_ABROAD, "days_abroad"
    most = _MOST_DAYS

    def told(self, turn: Turn, text: str, *, asked: bool) -> Any:
        return turn.value("days") if turn.value("days") is not None else days_abroad(text, asked=asked)


class ShelterField(YesNoField):
    slot, question, fact = "elig_in_shelter", Question.IN_SHELTER, "in_shelter"

    def told(self, text: str, *, asked: bool) -> bool | None:
        return household_answers.shelter(text)


class RoleField(CodeField):
    """A number of people says that the household has a head."""

    slot, question, fact = "elig_family_role", Question.FAMILY_ROLE, "role"
    codes = (str(Role.HEAD), str(Role.INDEPENDENT))

    def find(self, turn: Turn, *, asked: bool) -> Any:
        if people(turn):
            return str(Role.HEAD)
        told = super().find(turn, asked=asked) or household_answers.role(said(turn))
        if told is None and asked:
            told = str(Role.HEAD) if affirms(turn) else str(Role.INDEPENDENT) if denies(turn) else None
        return told


class DependentsField(NumberField):
    slot, question, fact = "elig_dependents", Question.DEPENDENTS, "dependants"
    most = _MOST_DEPENDANTS

    def told(self, turn: Turn, text: str, *, asked: bool) -> Any:
        counted = people(turn)
        if counted or not asked:
            return counted or None
        if has_no_children(text):
            return 0
        return None if amounts(turn) or length_of_time(text) is not None else first_number(text)


class IncomeField(NumberField):
    most, least = _MOST_RIYALS, 100


class EarnedField(IncomeField):
    """The wage; an amount without a name in the opening sentence is one, too."""

    slot, question, fact = "elig_earned_income", Question.EARNED_INCOME, "earned_income"

    def told(self, turn: Turn, text: str, *, asked: bool) -> Any:
        found = told_incomes(turn, text)
        if found.earned is not None:
            return found.earned
        if asked or turn.requested is None:
            return 0 if asked and has_no_earnings(text) else found.unnamed
        return None


class UnearnedField(IncomeField):
    slot, question, fact = "elig_unearned_income", Question.UNEARNED_INCOME, "unearned_income"

    def told(self, turn: Turn, text: str, *, asked: bool) -> Any:
        found = told_incomes(turn, text)
        if found.unearned is not None:
            return found.unearned
        return (0 if has_no_other_income(text) else found.unnamed) if asked else None


class AssetsField(YesNoField):
    slot, question, fact = "elig_assets", Question.ASSETS, "other_assets"

    def told(self, text: str, *, asked: bool) -> bool | None:
        return household_answers.assets(text, asked=asked)


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


def corrected(turn: Turn, text: str) -> tuple[NumberField | None, float]:
    """The number field that a correction without a name for its number is about: the last that was answered and can hold it."""
    number = correction(text)
    if number is None or people(turn) or turn.requested is None:
        return None, 0
    told = amounts(turn)
    found = incomes(text, told)
    if found.earned is not None or found.unearned is not None:
        return None, 0
    days, number = length_of_time(text), Decimal(str(told[-1])) if told and Decimal(str(told[-1])) == number * 1000 else number
    for field in _answered(turn):
        if days is not None and isinstance(field, DaysAbroadField) and field.can_be(days):
            return field, float(days)
        if days is None and field.can_be_bare(number):
            return field, float(number)
    return None, 0


def facts_from(values: Mapping[str, Any]) -> HouseholdFacts:
    """What has been told so far, as facts of a household."""
    told = {field.fact: _fact(field, values.get(field.slot)) for field in FIELDS}
    return replace(HouseholdFacts(), **told)


@lru_cache(maxsize=256)
def next_question(facts: HouseholdFacts) -> Question | None:
    """The question whose answer matters most now; None when the outcome is settled."""
    return next(iter(assess(facts, _month()).missing), None)


def _answered(turn: Turn) -> list[NumberField]:
    """The number fields with an answer, the last one before the open question first."""
    asked = next((place for place, field in enumerate(FIELDS) if field.slot == turn.requested), len(FIELDS))
    order = [*reversed(FIELDS[:asked]), *reversed(FIELDS[asked:])]
    return [field for field in order if isinstance(field, NumberField) and turn.slot(field.slot) is not None]


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
