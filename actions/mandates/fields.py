"""The questions of appointing a carer: who, what they are to the person, what for, and for how long."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from rasa_sdk.events import EventType, SlotSet

from actions.dialogue.fields import Answer, Field, FieldReading, FormContext, Refused
from actions.dialogue.messages import Choice, SemanticMessage, value_choice
from actions.dialogue.turn import Turn
from actions.identity.form import CANCEL
from actions.identity.sessions import proved_person
from actions.identity.vault import vault
from actions.mandates.models import Scope
from actions.mandates.policy import policy
from actions.people.models import Beneficiary, Relation
from nlu.arabic import mandates

ALL, ENOUGH = "all", "enough"
_OFFERED = (
    Relation.DAUGHTER, Relation.SON, Relation.WIFE, Relation.HUSBAND, Relation.SISTER, Relation.BROTHER, Relation.OTHER,
)  # fmt: skip


class CarerField(Field):
    """The carer's own identity number. What is kept is its keyed hash and its masked form, never the number, and
    nobody is told whether it is on file."""

    slot = "mandate_carer"
    resets = ("mandate_confirmed",)
    entities = ("national_id", "malformed_id")

    async def ask(self, context: FormContext) -> SemanticMessage:
        return question("carer", [CANCEL])

    async def read(self, context: FormContext, *, asked: bool) -> FieldReading:
        turn = context.turn
        if asked and turn.value("malformed_id") is not None:
            return Refused(question("carer", [CANCEL], problem="invalid"))
        reference = turn.value("national_id")
        national_id = await vault().reveal(context.session, reference) if reference else None
        if national_id is None:
            return None
        carer = vault().fingerprint("id", national_id)
        person = await proved_person(context.session, turn.conversation, context.now)
        if person is not None:
            own = await context.session.get_one(Beneficiary, person.beneficiary)
            if own.national_id_fingerprint == carer:
                return Refused(question("carer", [CANCEL], problem="self"))
        return Answer(carer.hex(), [kept(context, "mandate_masked", vault().mask("id", national_id))])


class RelationField(Field):
    """What the carer is to the person, as the person says it."""

    slot = "mandate_relation"
    resets = ("mandate_confirmed",)
    entities = ("relation",)

    async def ask(self, context: FormContext) -> SemanticMessage:
        return question("relation", [value_choice(f"choice.relation.{one}", "relation", str(one)) for one in _OFFERED])

    async def read(self, context: FormContext, *, asked: bool) -> FieldReading:
        told = context.turn.value("relation")
        if told is None or told == context.values[self.slot] or not (asked or context.values[self.slot] is None):
            return None
        return Answer(str(Relation(told)) if told in Relation else str(Relation.OTHER))


class ScopesField(Field):
    """What the carer may do: all of it, or one after the other by tapping; in words whatever is named."""

    slot = "mandate_scopes"
    resets = ("mandate_confirmed",)
    entities = ("scope",)

    def recognises(self, turn: Turn) -> bool:
        return super().recognises(turn) or (turn.requested == self.slot and bool(mandates.scopes(turn.text)))

    def settles(self, turn: Turn) -> bool:
        return bool(mandates.scopes(turn.text)) and not turn.chosen

    async def ask(self, context: FormContext) -> SemanticMessage:
        some = context.values["mandate_some"] or []
        first = _tap(ENOUGH) if some else _tap(ALL)
        left = [_tap(scope) for scope in Scope if scope not in some]
        return question("scopes", [first, *left], chosen=some)

    async def read(self, context: FormContext, *, asked: bool) -> FieldReading:
        turn, some = context.turn, list(context.values["mandate_some"] or [])
        tapped = turn.value("scope")
        if tapped == ALL:
            return self._done(context, list(Scope))
        if tapped in set(Scope):
            some = [scope for scope in Scope if scope == tapped or scope in some]
            if len(some) == len(Scope):
                return self._done(context, some)
            context.wishes.append(kept(context, "mandate_some", [str(scope) for scope in some]))
            return None
        if not asked:
            return None
        told = mandates.scopes(turn.text)
        if told:
            return self._done(context, list(Scope) if ALL in told else [s for s in Scope if s in told or s in some])
        finished = tapped == ENOUGH or turn.intent == "deny" or mandates.is_enough(turn.text)
        return self._done(context, [Scope(one) for one in some]) if some and finished else None

    def _done(self, context: FormContext, scopes: Sequence[Scope]) -> Answer:
        return Answer([str(scope) for scope in scopes], [kept(context, "mandate_some", None)])


class MonthsField(Field):
    """For how long, in months; never without an end."""

    slot = "mandate_months"
    resets = ("mandate_confirmed",)

    def recognises(self, turn: Turn) -> bool:
        return turn.requested == self.slot and mandates.months(turn.text) is not None

    async def ask(self, context: FormContext) -> SemanticMessage:
        return question("months", _lengths())

    async def read(self, context: FormContext, *, asked: bool) -> FieldReading:
        if not asked:
            return None
        tapped = context.turn.value("count") if context.turn.chosen else None
        months = tapped or mandates.months(context.turn.text)
        if months is None:
            return None
        most = policy().months[-1]
        if months > most:
            return Refused(question("months", _lengths(), problem="too_long", most=most))
        return Answer(int(months))


def question(name: str, choices: Sequence[Choice], **data: Any) -> SemanticMessage:
    return SemanticMessage("mandate.ask", {"question": name, **data}, choices)


def kept(context: FormContext, slot: str, value: Any) -> EventType:
    """Remembers something beside the answer itself."""
    context.values[slot] = value
    return SlotSet(slot, value)


def _tap(scope: str) -> Choice:
    return value_choice(f"choice.scope.{scope}", "scope", str(scope))


def _lengths() -> list[Choice]:
    return [value_choice(f"choice.months.{months}", "count", months) for months in policy().months]
