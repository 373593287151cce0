"""Of whose file a carer speaks, and which mandate is to end: one of those in force, named or tapped."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, ClassVar
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from actions.dialogue.fields import Answer, Field, FieldReading, FormContext, LastWord
from actions.dialogue.form import TaskForm
from actions.dialogue.messages import Choice, SemanticMessage, value_choice, yes_or_no
from actions.dialogue.tasks import ACT_FOR, END_MANDATE
from actions.dialogue.turn import Turn
from actions.identity.sessions import proved_person
from actions.mandates import service
from actions.mandates.models import Mandate
from actions.mandates.service import OWN, HeldMandate, fitting
from nlu.arabic import mandates
from nlu.arabic.care import is_for_oneself


class WhomField(Field):
    """Oneself, or somebody whose mandate one holds."""

    slot = "whom_file"
    entities = ("acting",)

    def recognises(self, turn: Turn) -> bool:
        return super().recognises(turn) or turn.value("relation") is not None or _is_own(turn)

    async def ask(self, context: FormContext) -> SemanticMessage:
        held = await _held(context)
        people = [
            {"mandate": str(one.mandate.id), "name": one.person.given_name, "relation": str(one.mandate.relation)}
            for one in held
        ]
        own = value_choice("choice.own_file", "acting", OWN)
        choices = [value_choice("choice.member", "acting", one["mandate"], name=one["name"]) for one in people]
        return SemanticMessage("mandate.for_whom", {"question": "member", "people": people}, [own, *choices])

    async def read(self, context: FormContext, *, asked: bool) -> FieldReading:
        turn, tapped = context.turn, context.turn.value("acting")
        if tapped is not None:
            return Answer(str(tapped))
        if not asked:
            return None
        if _is_own(turn):
            return Answer(OWN)
        found = fitting(await _held(context), list(turn.values("relation")), turn.text)
        return None if found is None else Answer(str(found.mandate.id))


class WhichField(Field):
    """Which mandate is to end, of those that one gave or holds; not asked where there is only one."""

    slot = "ending_which"
    resets = ("ending_confirmed",)
    entities = ("acting",)

    def recognises(self, turn: Turn) -> bool:
        return super().recognises(turn) or turn.value("relation") is not None

    async def ask(self, context: FormContext) -> SemanticMessage:
        given, held = await both_sides(context)
        choices: list[Choice] = [
            value_choice(f"choice.relation.{one.relation}", "acting", str(one.id)) for one in given
        ]
        choices += [value_choice("choice.member", "acting", str(o.mandate.id), name=o.person.given_name) for o in held]
        return SemanticMessage("mandate.ask", {"question": "member"}, choices)

    async def read(self, context: FormContext, *, asked: bool) -> FieldReading:
        turn, tapped = context.turn, context.turn.value("acting")
        if tapped is not None:
            return Answer(str(tapped))
        if not asked:
            return None
        given, held = await both_sides(context)
        found = meant(given, held, turn)
        return None if found is None else Answer(str(found))


class EndField(LastWord):
    slot = "ending_confirmed"
    affirming = ("end_mandate",)

    async def ask(self, context: FormContext) -> SemanticMessage:
        given, held = await both_sides(context)
        which = UUID(context.values["ending_which"])
        return SemanticMessage("mandate.end.confirm", of_whom(given, held, which), yes_or_no())

    def task_name(self, context: FormContext) -> str:
        return END_MANDATE.name


class WhomForm(TaskForm):
    task = ACT_FOR
    _fields: ClassVar[tuple[Field, ...]] = (WhomField(),)

    def fields(self) -> Sequence[Field]:
        return self._fields


class EndMandateForm(TaskForm):
    task = END_MANDATE
    _fields: ClassVar[tuple[Field, ...]] = (WhichField(), EndField())

    def fields(self) -> Sequence[Field]:
        return self._fields


def meant(given: Sequence[Mandate], held: Sequence[HeldMandate], turn: Turn) -> UUID | None:
    """The mandate that the words can only mean: the only one there is, or the only one of the relative who is named."""
    if len(given) + len(held) == 1:
        return given[0].id if given else held[0].mandate.id
    told = set(turn.values("relation"))
    mine = [one.id for one in given if one.relation in told]
    theirs = fitting(held, list(told), turn.text)
    found = [*mine, *([theirs.mandate.id] if theirs else [])]
    return found[0] if len(found) == 1 else None


def of_whom(given: Sequence[Mandate], held: Sequence[HeldMandate], which: UUID) -> Mapping[str, Any]:
    """How the mandate is spoken of: by what the carer is to the one who gave it, or by whose file it opens."""
    for one in given:
        if one.id == which:
            return {"side": "given", "relation": str(one.relation), "masked": one.carer_masked}
    for other in held:
        if other.mandate.id == which:
            return {"side": "held", "name": other.person.given_name}
    return {"side": "over"}


async def both_sides(context: FormContext) -> tuple[list[Mandate], list[HeldMandate]]:
    """What whoever proved their identity here has given, and what they hold."""
    person = await proved_person(context.session, context.turn.conversation, context.now)
    if person is None:
        return [], []
    return await both_sides_of(context.session, person.beneficiary, context.now.date())


async def both_sides_of(session: AsyncSession, who: UUID, today: date) -> tuple[list[Mandate], list[HeldMandate]]:
    """The mandates in force that somebody has given, and those that they hold."""
    return await service.given(session, who, today), await service.held(session, who, today)


async def _held(context: FormContext) -> list[HeldMandate]:
    return (await both_sides(context))[1]


def _is_own(turn: Turn) -> bool:
    return mandates.is_own(turn.text) or is_for_oneself(turn.text)
