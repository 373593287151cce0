"""Appointing a carer: the questions, a reading back, and a code of the person's own that confirms it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from rasa_sdk.events import SlotSet

from actions.dialogue.fields import Answer, Ended, Field, FieldReading, FormContext, LastWord, Refused
from actions.dialogue.form import TaskForm
from actions.dialogue.messages import PERSON, SemanticMessage, yes_or_no
from actions.dialogue.tasks import MANDATE
from actions.dialogue.turn import Turn
from actions.identity import codes, service
from actions.identity.form import CANCEL, RESEND, locked
from actions.identity.models import Purpose
from actions.identity.sessions import Person, proved_person
from actions.identity.vault import vault
from actions.mandates.fields import CarerField, MonthsField, RelationField, ScopesField, kept
from actions.mandates.service import ends_on
from nlu.arabic.digits import ascii_digits


class ConfirmField(LastWord):
    """Nothing is given before a yes; then a code goes to the person's own phone."""

    slot = "mandate_confirmed"

    async def ask(self, context: FormContext) -> SemanticMessage:
        return SemanticMessage("mandate.confirm", mandate_data(context), yes_or_no())

    async def read(self, context: FormContext, *, asked: bool) -> FieldReading:
        said = await super().read(context, asked=asked)
        if not isinstance(said, Answer) or not said.value:
            return said
        person = await proved_person(context.session, context.turn.conversation, context.now)
        # A proof of identity that ended meanwhile is asked for again when the form is over.
        return said if person is None else await send(context, person)

    def task_name(self, context: FormContext) -> str:
        return MANDATE.name


class CodeField(Field):
    """The six digits that confirm it: whoever holds the open conversation alone cannot appoint themselves."""

    slot = "mandate_code"
    entities = ("one_time_code",)

    def is_needed(self, values: Mapping[str, Any]) -> bool:
        return super().is_needed(values) and values.get("mandate_to") is not None

    def recognises(self, turn: Turn) -> bool:
        return super().recognises(turn) or (
            turn.requested == self.slot and ascii_digits(turn.text).replace(" ", "").isdigit()
        )

    def settles(self, turn: Turn) -> bool:
        return turn.intent == "resend_code"

    async def ask(self, context: FormContext) -> SemanticMessage:
        return code_sent(context.values["mandate_to"])

    async def read(self, context: FormContext, *, asked: bool) -> FieldReading:
        turn, now = context.turn, context.now
        person = await proved_person(context.session, turn.conversation, now) if asked else None
        if person is None:
            return Answer(False) if asked else None
        if turn.intent == "resend_code":
            return await self._renewed(context, person)
        reference = turn.value("one_time_code")
        if reference is None:
            return None
        code = await vault().reveal(context.session, reference) or ""
        match await service.check_code(
            context.session, person.beneficiary, turn.conversation, code, now, Purpose.MANDATE
        ):
            case Person():
                return Answer(True)
            case codes.Wrong(attempts_left):
                return Refused(SemanticMessage("verify.wrong_code", {"attempts_left": attempts_left}, [RESEND, CANCEL]))
            case codes.Locked(until):
                return locked(until.isoformat())
            case codes.Expired():
                return await self._renewed(context, person)

    async def _renewed(self, context: FormContext, person: Person) -> FieldReading:
        sent = await send(context, person)
        if isinstance(sent, Answer):
            return Refused(code_sent(context.values["mandate_to"], renewed=True), sent.events)
        return sent


class MandateForm(TaskForm):
    task = MANDATE
    _fields: ClassVar[tuple[Field, ...]] = (
        CarerField(),
        RelationField(),
        ScopesField(),
        MonthsField(),
        ConfirmField(),
        CodeField(),
    )

    def fields(self) -> Sequence[Field]:
        return self._fields


async def send(context: FormContext, person: Person) -> Answer | Ended:
    """Sends the code that confirms the mandate, or says why none can be sent."""
    turn = context.turn
    match await service.send_code(
        context.session, person.beneficiary, turn.conversation, context.now, turn.message_id, Purpose.MANDATE
    ):
        case service.CodeSent(_, masked):
            return Answer(True, [kept(context, "mandate_to", masked)])
        case service.NoPhone():
            return Ended([SemanticMessage("verify.no_phone", {}, [PERSON])])
        case codes.Locked(until):
            return locked(until.isoformat())
        case codes.TooManyCodes():
            return Ended([SemanticMessage("verify.too_many_codes", {}, [PERSON])])


def code_sent(masked_phone: str, *, renewed: bool = False) -> SemanticMessage:
    return SemanticMessage("mandate.code_sent", {"to": masked_phone, "renewed": renewed}, [RESEND, CANCEL])


def mandate_data(context: FormContext) -> dict[str, Any]:
    """What is read back."""
    values = context.values
    return {
        "relation": values["mandate_relation"],
        "masked": values["mandate_masked"],
        "scopes": values["mandate_scopes"],
        "ends_on": ends_on(context.now.date(), values["mandate_months"]).isoformat(),
    }


def forget_code() -> list[Any]:
    """What must be asked anew once a proof of identity has ended in the middle."""
    return [SlotSet(name, None) for name in ("mandate_confirmed", "mandate_to", "mandate_code")]
