"""The phone of whoever writes from an address that has none, as a form: which phone, then the code that was sent to it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from rasa_sdk.events import SlotSet

from actions.contacts.numbers import is_saudi_mobile
from actions.contacts.service import Phone, phone_on_file
from actions.dialogue.fields import Answer, Ended, Field, FieldReading, FormContext, Refused
from actions.dialogue.form import TaskForm
from actions.dialogue.messages import PERSON, Choice, Request, SemanticMessage, value_choice
from actions.dialogue.tasks import PHONE
from actions.dialogue.turn import Turn
from actions.identity import codes, phones
from actions.identity.form import RESEND
from actions.identity.sessions import proved_person
from actions.identity.vault import vault
from nlu.arabic.digits import ascii_digits

ON_FILE = "on_file"
"""In place of a number: the phone on file, which a code has proved in this conversation already."""
_USE, _OTHER, _NONE = "phone_use", "other", "none"
# Also when the question was passed over long ago, a tap on these takes it up.
_OWN = Choice("choice.phone.own", Request(PHONE.name, ((_USE, ON_FILE),)))
_ANOTHER = Choice("choice.phone.other", Request(PHONE.name, ((_USE, _OTHER),)))
_NOT_NOW = value_choice("choice.phone.not_now", _USE, _NONE)


class NumberField(Field):
    """Whether the phone on file is theirs, where a code was just read there; else which number."""

    slot = "phone_number"
    resets = ("phone_code",)
    entities = ("phone", _USE)

    async def ask(self, context: FormContext) -> SemanticMessage:
        phone = await _offered(context)
        if phone is None:
            return SemanticMessage("phone.number", {}, [_NOT_NOW])
        return SemanticMessage("phone.whose", {"to": phone.masked}, [_OWN, _ANOTHER, _NOT_NOW])

    async def read(self, context: FormContext, *, asked: bool) -> FieldReading:
        turn = context.turn
        use, told = turn.value(_USE), turn.value("phone")
        if told is not None and (asked or context.values[self.slot] != told):
            return await self._number(context, told)
        if use == _NONE:
            return Ended([SemanticMessage("phone.left")])
        on_file = await _offered(context)
        if use == _OTHER or (asked and on_file is not None and turn.intent == "deny"):
            context.values.update(dict.fromkeys(PHONE.slots, None), phone_other=True)
            forget = [SlotSet(name, context.values[name]) for name in PHONE.slots]
            return Refused(SemanticMessage("phone.number", {}, [_NOT_NOW]), forget)
        if on_file is not None and (use == ON_FILE or (asked and turn.intent == "affirm")):
            context.values["phone_to"] = on_file.masked
            kept = await phones.keep_proved(context.session, on_file.contact, turn.conversation, context.now)
            return Answer(ON_FILE, [SlotSet("phone_to", on_file.masked)]) if kept else None
        if asked and turn.intent == "deny":
            return Ended([SemanticMessage("phone.left")])
        return None

    async def _number(self, context: FormContext, told: str) -> FieldReading:
        number = await vault().reveal(context.session, told)
        if number is None or not is_saudi_mobile(number):
            return Refused(SemanticMessage("phone.number", {"unusable": True}, [_NOT_NOW]))
        sent = await send(context, number)
        return Answer(told, [SlotSet("phone_to", context.values["phone_to"])]) if sent is None else sent


class CodeField(Field):
    """The six digits that arrived at that number."""

    slot = "phone_code"
    entities = ("one_time_code",)

    def is_needed(self, values: Mapping[str, Any]) -> bool:
        return super().is_needed(values) and values.get("phone_number") != ON_FILE

    def recognises(self, turn: Turn) -> bool:
        """Digits of any number are an attempt at the code."""
        digits = ascii_digits(turn.text).replace(" ", "").isdigit()
        return super().recognises(turn) or (turn.requested == self.slot and digits)

    def settles(self, turn: Turn) -> bool:
        return turn.intent == "resend_code"

    async def ask(self, context: FormContext) -> SemanticMessage:
        return code_sent(context.values["phone_to"])

    async def read(self, context: FormContext, *, asked: bool) -> FieldReading:
        turn = context.turn
        if not asked or "phone_number" in context.changed or turn.value(_USE) is not None:
            return None
        number = await vault().reveal(context.session, context.values["phone_number"])
        if number is None:
            return Ended([SemanticMessage("phone.left")])
        if turn.intent == "resend_code":
            return await _renewed(context, number)
        reference = turn.value("one_time_code")
        if reference is None:
            return None
        code = await vault().reveal(context.session, reference) or ""
        match await phones.check_code(context.session, number, turn.conversation, code, context.now):
            case codes.Wrong(attempts_left):
                data = {"attempts_left": attempts_left}
                return Refused(SemanticMessage("verify.wrong_code", data, [RESEND, _ANOTHER, _NOT_NOW]))
            case codes.Locked():
                return Ended([SemanticMessage("phone.locked", {}, [PERSON])])
            case codes.Expired():
                return await _renewed(context, number)
        return Answer(True)


class PhoneForm(TaskForm):
    task = PHONE
    _fields: ClassVar[tuple[Field, ...]] = (NumberField(), CodeField())

    def fields(self) -> Sequence[Field]:
        return self._fields


async def send(context: FormContext, number: str) -> Ended | None:
    """Sends a code to this number; where none can be sent, why. None: it is on its way."""
    turn = context.turn
    match await phones.send_code(context.session, number, turn.conversation, context.now, turn.message_id):
        case Phone(_, masked):
            context.values["phone_to"] = masked
            return None
        case _:
            return Ended([SemanticMessage("phone.locked", {}, [PERSON])])


def code_sent(masked_phone: str, *, renewed: bool = False) -> SemanticMessage:
    return SemanticMessage("phone.code_sent", {"to": masked_phone, "renewed": renewed}, [RESEND, _ANOTHER, _NOT_NOW])


async def _renewed(context: FormContext, number: str) -> FieldReading:
    """A new code in place of the one that did not arrive or no longer counts."""
    refused = await send(context, number)
    return refused or Refused(code_sent(context.values["phone_to"], renewed=True))


async def _offered(context: FormContext) -> Phone | None:
    """The phone that may be theirs, unless they have said that it is not."""
    return None if context.values["phone_other"] is True else await _proved_on_file(context)


async def _proved_on_file(context: FormContext) -> Phone | None:
    """The phone on file of whoever proved who they are here, if that is how they did."""
    person = await proved_person(context.session, context.turn.conversation, context.now)
    phone = await phone_on_file(context.session, person.beneficiary) if person is not None else None
    read_here = phone is not None and await phones.has_read_code(context.session, phone.contact, context.turn.conversation)
    return phone if read_here else None
