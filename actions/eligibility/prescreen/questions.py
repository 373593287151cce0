"""The questions of the pre-screen, in the order in which they are asked, and how each is read."""

from __future__ import annotations

from typing import Any

from actions.dialogue.turn import Turn
from actions.eligibility.codes import NationalityException, Role, TransferredGroup
from actions.eligibility.prescreen.field import PrescreenField
from actions.eligibility.prescreen.heard import (
    EARNED,
    UNEARNED,
    affirms,
    amounts,
    denies,
    nothing_comes_in,
    people,
    said,
    told_incomes,
)
from actions.eligibility.prescreen.kinds import CodeField, NumberField, YesNoField
from nlu.arabic import household_answers, openings
from nlu.arabic.exceptions import exception
from nlu.arabic.household_answers import has_no_children
from nlu.arabic.income_answers import Incomes, has_no_earnings, has_no_other_income
from nlu.arabic.quantity import first_number
from nlu.arabic.time_answers import days_abroad, length_of_time

_OF_CARDS = (NationalityException.CARD_DISABILITY, NationalityException.CARD_ORPHAN, NationalityException.CARD_WIDOW)


class SaudiField(YesNoField):
    slot = "elig_saudi"

    def told(self, text: str, *, asked: bool) -> bool | None:
        told = household_answers.saudi(text)
        # Mobility cards are held by who has no nationality.
        return False if told is None and exception(text) in _OF_CARDS else told


class ExceptionField(CodeField):
    slot = "elig_exception"
    codes = tuple(str(code) for code in NationalityException if code is not NationalityException.UNKNOWN)

    def find(self, turn: Turn, *, asked: bool) -> Any:
        told = None if household_answers.saudi(said(turn)) else exception(said(turn), asked=asked)
        return told if told is not None and turn.value(self.slot) is None else super().find(turn, asked=asked)


class DaysAbroadField(NumberField):
    slot = "elig_days_abroad"

    def told(self, turn: Turn, text: str, *, asked: bool) -> Any:
        return turn.value("days") if turn.value("days") is not None else days_abroad(text, asked=asked)


class ShelterField(YesNoField):
    """Who tells of a dwelling of their own lives in no home of the state."""

    slot = "elig_in_shelter"

    def told(self, text: str, *, asked: bool) -> bool | None:
        told = household_answers.shelter(text)
        return False if told is None and openings.lives_at_home(text) else told


class RoleField(CodeField):
    """A number of people says whether the household has a head."""

    slot = "elig_family_role"
    codes = (str(Role.HEAD), str(Role.INDEPENDENT))

    def find(self, turn: Turn, *, asked: bool) -> Any:
        counted = people(turn)
        if counted is not None:
            return str(Role.HEAD if counted else Role.INDEPENDENT)
        told = super().find(turn, asked=asked) or household_answers.role(said(turn))
        if told is None and asked:
            told = str(Role.HEAD) if affirms(turn) else str(Role.INDEPENDENT) if denies(turn) else None
        return str(Role.INDEPENDENT) if told is None and openings.lives_alone(said(turn)) else told


class DependentsField(NumberField):
    slot = "elig_dependents"

    def told(self, turn: Turn, text: str, *, asked: bool) -> Any:
        counted = people(turn)
        if counted is not None or not asked:
            return counted
        if has_no_children(text):
            return 0
        return None if amounts(turn) or length_of_time(text) is not None else first_number(text)

    def problem(self, turn: Turn) -> str | None:
        """A sum of money is no number of people that is too large."""
        return super().problem(turn) if people(turn) is not None or not amounts(turn) else None


class EarnedField(NumberField):
    """The wage; an amount without a name in the opening sentence is one, too."""

    slot = "elig_earned_income"

    def told(self, turn: Turn, text: str, *, asked: bool) -> Any:
        found = told_incomes(turn, text)
        if found.earned is not None:
            return found.earned
        if openings.has_no_wage(text) or (asked and has_no_earnings(text)):
            return 0
        if found.unnamed is not None and (asked or turn.requested is None):
            return found.unnamed
        only_other = found.unearned is not None and openings.is_only_income(text)
        return 0 if only_other or (turn.requested != UNEARNED and nothing_comes_in(text)) else None


class UnearnedField(NumberField):
    slot = "elig_unearned_income"

    def told(self, turn: Turn, text: str, *, asked: bool) -> Any:
        found = told_incomes(turn, text)
        if found.unearned is not None:
            return found.unearned
        if asked:
            return 0 if has_no_other_income(text) else found.unnamed
        only_wage = found.earned is not None and (openings.is_only_income(text) or has_no_other_income(text))
        nothing = turn.requested != EARNED and found == Incomes() and nothing_comes_in(text)
        return 0 if only_wage or nothing else None


class AssetsField(YesNoField):
    slot = "elig_assets"

    def told(self, text: str, *, asked: bool) -> bool | None:
        return household_answers.assets(text, asked=asked)


class TransferredField(CodeField):
    slot = "elig_transferred"
    codes = tuple(str(code) for code in TransferredGroup if code is not TransferredGroup.UNKNOWN)


class SeparateField(YesNoField):
    """Whether the dwelling is their own: never asked for, but who lives with relatives is no independent."""

    slot = "elig_separate"

    def told(self, text: str, *, asked: bool) -> bool | None:
        return False if openings.lives_with_family(text) else None


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
    SeparateField(),
)


def facts_told(turn: Turn) -> dict[str, Any]:
    """The slots that a message fills by itself, outside any question."""
    found = {field.slot: field.find(turn, asked=False) for field in FIELDS}
    return {slot: value for slot, value in found.items() if value is not None}
