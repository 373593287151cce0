"""The phone of whoever writes from an address that has none: asked for, and proved by a code."""

from __future__ import annotations

from bot.render.catalogue import Catalogue
from bot.render.data import Data
from bot.render.registry import lines, paragraphs, renders


@renders("phone.whose")
def phone_whose(say: Catalogue, data: Data) -> str:
    """Whether the phone that has just had the code is the one they write from."""
    to = data.text("to")
    return say("phone.whose.retry", to=to) if data.has("retry") else say("phone.whose", to=to)


@renders("phone.number")
def phone_number(say: Catalogue, data: Data) -> str:
    """`unusable`: no code can be sent to the number that was told."""
    if data.flag("unusable"):
        return say("phone.number.unusable")
    return say("phone.number.retry") if data.has("retry") else say("phone.number")


@renders("phone.code_sent")
def phone_code_sent(say: Catalogue, data: Data) -> str:
    to = data.text("to")
    if data.has("retry"):
        return say("phone.code_sent.retry", to=to)
    sent = say("phone.code_sent.renewed", to=to) if data.flag("renewed") else say("phone.code_sent", to=to)
    return lines(sent, say("phone.code_sent.what_now"))


@renders("phone.proved")
def phone_proved(say: Catalogue, data: Data) -> str:
    """`notices`: it is the number on file, so what they are told unasked comes here."""
    good_for = say("phone.proved.notices") if data.flag("notices") else say("phone.proved.otherwise")
    return paragraphs(say("phone.proved", to=data.text("to")), good_for)


@renders("phone.left")
def phone_left(say: Catalogue, data: Data) -> str:
    return say("phone.left")


@renders("phone.locked")
def phone_locked(say: Catalogue, data: Data) -> str:
    """Too many codes, or too many wrong ones."""
    return say("phone.locked")


@renders("phone.not_needed")
def phone_not_needed(say: Catalogue, data: Data) -> str:
    return say("phone.not_needed")


@renders("sms.phone_code")
def sms_phone_code(say: Catalogue, data: Data) -> str:
    """The text of the SMS: the code is its only group of digits."""
    return say("sms.phone_code", code=data.text("code"))
