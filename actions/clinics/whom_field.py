"""For whom a consultation is: the person themselves, unless a dependant is named."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from actions.clinics.family import dependants
from actions.clinics.heard import for_whom, said
from actions.clinics.place_fields import LATER
from actions.clinics.views import member_data
from actions.dialogue.fields import Answer, Field, FieldReading, FormContext
from actions.dialogue.messages import PERSON, SemanticMessage, value_choice
from actions.dialogue.turn import Turn
from actions.identity.sessions import current_person
from actions.people.models import Member

MYSELF = 0
_UNCLEAR = "unclear"


class WhomField(Field):
    """The number of a member of the household, 0 for the person themselves. Asked only when a relative is named who
    is not on file, or of whom there are several."""

    slot = "booking_for"
    resets = LATER
    entities = ("member", "for_relation")

    def is_needed(self, values: Mapping[str, Any]) -> bool:
        return str(values.get(self.slot)).startswith(_UNCLEAR)

    def recognises(self, turn: Turn) -> bool:
        return super().recognises(turn) or for_whom(turn) is not None

    async def ask(self, context: FormContext) -> SemanticMessage:
        relation = str(context.values[self.slot]).partition(":")[2]
        family = await self._family(context)
        fitting = [member for member in family if member.relation == relation]
        shown = fitting or family
        choices = [value_choice("choice.member", "member", member.id, **(member_data(member) or {})) for member in shown]
        if not fitting:
            choices.append(value_choice("choice.myself", "member", MYSELF))
        data = {"relation": relation, "on_file": bool(fitting), "members": [member_data(member) for member in shown]}
        return SemanticMessage("appointment.for_whom", {**data, "question": "member"}, [*choices, PERSON])

    async def read(self, context: FormContext, *, asked: bool) -> FieldReading:
        if context.values.get("booking_moves") is not None:
            return None  # whose appointment it is does not change with its time
        tapped = context.turn.value("member")
        if tapped is not None:
            return await self._known(context, int(tapped))
        relation = for_whom(context.turn) or (asked and context.turn.value("relation")) or None
        if relation is not None:
            fitting = [member for member in await self._family(context) if member.relation == relation]
            named = [member for member in fitting if _given_name(member) in context.turn.text] or fitting
            return Answer(named[0].id if len(named) == 1 else f"{_UNCLEAR}:{relation}")
        if asked:
            named = [member for member in await self._family(context) if _given_name(member) in context.turn.text]
            if len(named) == 1:
                return Answer(named[0].id)
        takes_back = asked or context.values.get(self.slot)
        return Answer(MYSELF) if takes_back and said(context.turn, "myself") else None

    async def _known(self, context: FormContext, number: int) -> FieldReading:
        """A tapped name counts only if it is of this household."""
        own = {member.id for member in await self._family(context)} | {MYSELF}
        return Answer(number) if number in own else None

    async def _family(self, context: FormContext) -> Sequence[Member]:
        person = await current_person(context.session, context.turn.conversation, context.now)
        return await dependants(context.session, person.beneficiary) if person else ()


def _given_name(member: Member) -> str:
    return member.name_ar.split()[0]
