"""The kinds of questions: yes or no, one of a list, a number."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Sequence
from typing import Any, ClassVar

from actions import clock
from actions.dialogue.messages import Choice, value_choice, yes_or_no
from actions.dialogue.turn import Turn
from actions.eligibility.prescreen.correction import NUMBERS, Limits, corrected
from actions.eligibility.prescreen.field import PrescreenField
from actions.eligibility.prescreen.heard import affirms, amounts, denies, said
from actions.eligibility.prescreen.told import NO, YES
from nlu.arabic.answers import is_below_zero
from nlu.arabic.quantity import first_number


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
        return None if told is None else YES if told else NO


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
    """A number within limits."""

    @property
    def limits(self) -> Limits:
        return NUMBERS[self.slot]

    @abstractmethod
    def told(self, turn: Turn, text: str, *, asked: bool) -> Any:
        """The number in the words of a message."""

    def find(self, turn: Turn, *, asked: bool) -> Any:
        told = self._number(turn, asked=asked)
        return float(told) if told is not None and self.limits.allow(told) else None

    def problem(self, turn: Turn) -> str | None:
        text = said(turn)
        if is_below_zero(text):
            return "negative"
        if told_day := turn.value("date"):
            return "future_date" if str(told_day) > clock.today().isoformat() else "date"
        told = self._number(turn, asked=True)
        if told is None and self.find(turn, asked=True) is None:
            told = next(iter(amounts(turn)), None) or first_number(text)
        return "too_large" if told is not None and float(told) > self.limits.most else None

    def _number(self, turn: Turn, *, asked: bool) -> Any:
        text = said(turn)
        if is_below_zero(text):
            return None
        aim = corrected(turn, text)
        if aim is not None:
            return aim[1] if aim[0] == self.slot else None
        told = self.told(turn, text, asked=asked)
        return 0 if told is None and asked and denies(turn) else told
