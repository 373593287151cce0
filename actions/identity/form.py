"""The proof of identity as a form: the id, then the code that was sent to the phone on file."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar
from uuid import UUID

from rasa_sdk.events import SlotSet

from actions.dialogue.fields import Answer, Ended, Field, FieldReading, FormContext, Refused
from actions.dialogue.form import TaskForm
from actions.dialogue.messages import PERSON, Choice, Request, SemanticMessage, intent_choice
from actions.dialogue.tasks import VERIFY
from actions.dialogue.turn import Turn
from actions.identity import codes, service
from actions.identity.sessions import Person
from actions.identity.vault import vault
from nlu.arabic.digits import ascii_digits

CANCEL = intent_choice("stop")
RESEND = intent_choice("resend_code")


class IdField(Field):
    """The national id or iqama. What is kept is the beneficiary's own key, never the number."""

    slot = "verify_id"
    resets = ("verify_code",)
    entities = ("national_id", "malformed_id")

    async def ask(self, context: FormContext) -> SemanticMessage:
        return SemanticMessage("verify.ask_id", {}, [CANCEL])

    async def read(self, context: FormContext, *, asked: bool) -> FieldReading:
        if context.turn.value("other_id") is not None:
            return self._anew(context)
        if context.turn.value("malformed_id") is not None:
            return Refused(SemanticMessage("verify.invalid_id", {}, [CANCEL, PERSON]))
        reference = context.turn.value("national_id")
        if reference is None:
            return None
        national_id = await vault().reveal(context.session, reference)
        beneficiary = national_id and await service.find_by_national_id(context.session, national_id)
        if not beneficiary:
            return Refused(SemanticMessage("verify.not_found", {}, [CANCEL, PERSON]))
        return await send(context, beneficiary)


    def _anew(self, context: FormContext) -> FieldReading:
        """Another id in place of the one that was given; what waits for it still waits."""
        forget = ("verify_id", "verify_code", "verify_to")
        context.values.update(dict.fromkeys(forget))
        return Refused(SemanticMessage("verify.ask_id", {}, [CANCEL]), [SlotSet(name, None) for name in forget])


class CodeField(Field):
    """The six digits of the SMS."""

    slot = "verify_code"
    entities = ("one_time_code",)

    def recognises(self, turn: Turn) -> bool:
        """Digits of any number are an attempt at the code."""
        return super().recognises(turn) or ascii_digits(turn.text).replace(" ", "").isdigit()

    async def ask(self, context: FormContext) -> SemanticMessage:
        return code_sent(context.values["verify_to"])

    async def read(self, context: FormContext, *, asked: bool) -> FieldReading:
        reference = context.turn.value("one_time_code")
        if not asked or reference is None or "verify_id" in context.changed:
            return None
        code = await vault().reveal(context.session, reference) or ""
        beneficiary, conversation = UUID(context.values["verify_id"]), context.turn.conversation
        match await service.check_code(context.session, beneficiary, conversation, code, context.now):
            case Person():
                return Answer(True)
            case codes.Wrong(attempts_left):
                choices = [RESEND, CANCEL]
                return Refused(SemanticMessage("verify.wrong_code", {"attempts_left": attempts_left}, choices))
            case codes.Locked(until):
                return locked(until.isoformat())
            case codes.Expired():
                return await renew(context, beneficiary)


class VerifyForm(TaskForm):
    task = VERIFY
    _fields: ClassVar[tuple[Field, ...]] = (IdField(), CodeField())

    def fields(self) -> Sequence[Field]:
        return self._fields


async def send(context: FormContext, beneficiary: UUID) -> FieldReading:
    """Sends a code to this beneficiary's phone, or says why none can be sent."""
    turn = context.turn
    match await service.send_code(context.session, beneficiary, turn.conversation, context.now, turn.message_id):
        case service.CodeSent(_, masked):
            context.values["verify_to"] = masked
            return Answer(str(beneficiary), [SlotSet("verify_to", masked)])
        case service.NoPhone():
            return Ended([SemanticMessage("verify.no_phone", {}, [PERSON])])
        case codes.Locked(until):
            return locked(until.isoformat())
        case codes.TooManyCodes():
            return Ended([SemanticMessage("verify.too_many_codes", {}, [PERSON])])


async def renew(context: FormContext, beneficiary: UUID) -> FieldReading:
    """The code that was typed no longer counts: a new one is on its way."""
    sent = await send(context, beneficiary)
    if isinstance(sent, Answer):
        return Refused(code_sent(context.values["verify_to"], renewed=True), sent.events)
    return sent


def code_sent(masked_phone: str, *, renewed: bool = False) -> SemanticMessage:
    other = Choice("choice.other_id", Request("inform", (("other_id", True),)))
    return SemanticMessage("verify.code_sent", {"to": masked_phone, "renewed": renewed}, [RESEND, other])


def locked(until: str) -> Ended:
    return Ended([SemanticMessage("verify.locked", {"until": until}, [PERSON])])
