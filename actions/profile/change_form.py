"""Reporting a change: what changed, in the person's words, and when; nothing is recorded before a yes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any, ClassVar

from rasa_sdk.events import SlotSet

from actions.dialogue.fields import Answer, Field, FieldReading, FormContext, LastWord, Refused
from actions.dialogue.form import TaskForm
from actions.dialogue.messages import Choice, SemanticMessage, value_choice, yes_or_no
from actions.dialogue.tasks import CHANGE
from actions.dialogue.turn import Turn
from actions.profile.changes import report_by
from actions.profile.models import ChangeKind
from nlu.arabic import changes
from nlu.arabic.references import REF
from nlu.arabic.replies import is_none

UNKNOWN = "unknown"
"""In place of a day: nobody knows it any more. The period for reporting counts from the day, but nothing in the law asks
for it to be told."""

NOTHING = "none"
"""In place of details: there is nothing to add."""

CHANGED_ELSEWHERE = frozenset({ChangeKind.PHONE, ChangeKind.BANK_ACCOUNT})
"""Where the new value itself is entered on the platform only: no number is taken here, and no words that may hold one."""

_WORTH = {
    ChangeKind.INCOME: ("money",),
    ChangeKind.JOB: ("money",),
    ChangeKind.DEPENDANT_LEFT: ("relation",),
    ChangeKind.DEATH: ("relation",),
}
"""What an officer must know of a change beside its kind and day, as entities."""

_MAX_DETAILS = 1000
_BARE = 3
_MONTH_DAY_ONE = 1
# What somebody adds when it is read back to them («راتبه أربعة آلاف»).
_ADDS = frozenset({"inform", "report_change"})
_LEAST_ADDED = 2


class KindField(Field):
    """What changed, read from the story or picked; the story is kept, and may already say all that matters."""

    slot = "change_kind"
    resets = ("change_details", "change_confirmed")
    entities = ("change_kind",)

    def recognises(self, turn: Turn) -> bool:
        return super().recognises(turn) or (turn.requested == self.slot and changes.kind(turn.text) is not None)

    async def ask(self, context: FormContext) -> SemanticMessage:
        choices = [value_choice(f"choice.change.{kind}", "change_kind", str(kind)) for kind in ChangeKind]
        return _question("kind", choices)

    async def read(self, context: FormContext, *, asked: bool) -> FieldReading:
        turn, known = context.turn, context.values[self.slot]
        told = turn.value("change_kind") or changes.kind(turn.text)
        # What is said about the details may name another kind («ترك شغله لانه تزوج»): it is only heard where kinds are asked.
        if told is None or told == known or not (asked or known is None or turn.value("change_kind")):
            return None
        story = without_numbers(turn.text)
        if story and ChangeKind(told) not in CHANGED_ELSEWHERE:
            slot = "change_details" if _says_enough(ChangeKind(told), turn) else "change_told"
            return Answer(told, [_kept(context, slot, story)])
        return Answer(told)


class DetailsField(Field):
    """A line in the person's own words; "nothing" is an answer."""

    slot = "change_details"
    resets = ("change_confirmed",)
    free_text = True

    def is_needed(self, values: Mapping[str, Any]) -> bool:
        return values.get(self.slot) is None and values.get("change_kind") not in CHANGED_ELSEWHERE

    async def ask(self, context: FormContext) -> SemanticMessage:
        return _question("details", [value_choice("choice.nothing_to_add", "details", NOTHING)])

    async def read(self, context: FormContext, *, asked: bool) -> FieldReading:
        turn, told = context.turn, context.values["change_told"]
        words = without_numbers(turn.text)
        if turn.value("date") is not None and turn.is_bare_value:
            return None  # the day alone is no story: it answers the next question
        if turn.requested == ConfirmField.slot and turn.intent in _ADDS and len(words.split()) >= _LEAST_ADDED:
            before = details_of(context.values)
            return Answer(f"{before}\n{words}"[:_MAX_DETAILS] if before else words)
        if turn.value("details") == NOTHING or (asked and _is_nothing(turn, words)):
            return Answer(told or NOTHING)
        if not asked or context.values["change_kind"] is None or not words:
            return None
        if turn.intent == "affirm" and len(words.split()) <= _BARE:
            return None
        return Answer(f"{told}\n{words}"[:_MAX_DETAILS] if told else words)


class DateField(Field):
    """The day on which it happened; a rough one will do, one to come will not."""

    slot = "change_date"
    resets = ("change_confirmed",)
    entities = ("date", "day_unknown")

    def recognises(self, turn: Turn) -> bool:
        return super().recognises(turn) or turn.requested == self.slot

    async def ask(self, context: FormContext) -> SemanticMessage:
        way_out = [value_choice("choice.dont_know", "day_unknown", True)] if context.tries else []
        return _question("date", [*_days(context.now.date()), *way_out])

    async def read(self, context: FormContext, *, asked: bool) -> FieldReading:
        turn, today = context.turn, context.now.date()
        picked = turn.value("date") if turn.chosen and not turn.text else None
        day = date.fromisoformat(picked) if picked else changes.happened(turn.text, today)
        if day is None and asked:
            day = changes.happened_in(turn.text, today)
        if day is None and asked and self._is_given_up(context):
            return Answer(UNKNOWN)
        if day is None:
            coming = asked and changes.is_coming(turn.text, today)
            return Refused(_question("date", _days(today), problem="future")) if coming else None
        return None if day.isoformat() == context.values[self.slot] else Answer(day.isoformat())

    def _is_given_up(self, context: FormContext) -> bool:
        """Whoever does not know is asked once more for a rough day; after that, not knowing is the answer."""
        return bool(context.turn.value("day_unknown")) or (context.tries > 0 and changes.is_unknown_day(context.turn.text))


class ConfirmField(LastWord):
    slot = "change_confirmed"

    async def ask(self, context: FormContext) -> SemanticMessage:
        return SemanticMessage("change.confirm", change_data(context.values), yes_or_no())

    def corrected(self, context: FormContext) -> FieldReading:
        """A no with more words is about what was told, where something was."""
        if context.values["change_details"] is None:
            return None
        context.values["change_details"] = context.values["change_told"] = None
        return Answer(None, [SlotSet("change_details", None), SlotSet("change_told", None)])

    def task_name(self, context: FormContext) -> str:
        return CHANGE.name


class ChangeForm(TaskForm):
    task = CHANGE
    _fields: ClassVar[tuple[Field, ...]] = (KindField(), DetailsField(), DateField(), ConfirmField())

    def fields(self) -> Sequence[Field]:
        return self._fields


def change_data(values: Mapping[str, Any]) -> dict[str, Any]:
    """What is read back, and the last day of the duty to report it; no days where that of the change is not known."""
    happened = happened_on(values)
    return {
        "kind": values["change_kind"],
        "details": details_of(values),
        "date": None if happened is None else happened.isoformat(),
        "report_by": None if happened is None else report_by(happened).isoformat(),
    }


def happened_on(values: Mapping[str, Any]) -> date | None:
    """The day of the change; None where it is not known."""
    told: str = values["change_date"]
    return None if told == UNKNOWN else date.fromisoformat(told)


def details_of(values: Mapping[str, Any]) -> str | None:
    """The person's words; None where there are none."""
    details: str | None = values["change_details"]
    return None if details == NOTHING else details


def without_numbers(text: str) -> str:
    """The words without ids, phones and bank accounts: they are not taken here, not even sealed."""
    return " ".join(REF.sub(" ", text).split())[:_MAX_DETAILS]


def _says_enough(kind: ChangeKind, turn: Turn) -> bool:
    worth = _WORTH.get(kind)
    if worth is None or (worth == ("money",) and changes.has_ended(turn.text)):
        return True
    return any(turn.value(entity) is not None for entity in worth)


def _kept(context: FormContext, slot: str, story: str) -> Any:
    context.values[slot] = story
    context.changed.add(slot)
    return SlotSet(slot, story)


def _is_nothing(turn: Turn, words: str) -> bool:
    return is_none(words) or (turn.intent == "deny" and len(words.split()) <= _BARE)


def _days(today: date) -> list[Choice]:
    days = {"today": today, "yesterday": today - timedelta(days=1), "month_start": today.replace(day=_MONTH_DAY_ONE)}
    return [value_choice(f"choice.day.{name}", "date", day.isoformat()) for name, day in days.items()]


def _question(name: str, choices: Sequence[Choice], **data: Any) -> SemanticMessage:
    return SemanticMessage("change.ask", {"question": name, **data}, choices)
