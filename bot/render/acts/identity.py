"""Proving who one is, and leaving."""

from __future__ import annotations

from bot.render.catalogue import Catalogue
from bot.render.data import Data
from bot.render.errors import MissingData
from bot.render.registry import lines, paragraphs, renders
from bot.render.values import clock_time, day, moment


@renders("verify.ask_id")
def ask_id(say: Catalogue, data: Data) -> str:
    return say("verify.ask_id.retry") if data.has("retry") else say("verify.ask_id")


@renders("verify.invalid_id")
def invalid_id(say: Catalogue, data: Data) -> str:
    return say("verify.invalid_id")


@renders("verify.not_found")
def not_found(say: Catalogue, data: Data) -> str:
    return say("verify.not_found")


@renders("verify.no_phone")
def no_phone(say: Catalogue, data: Data) -> str:
    return say("verify.no_phone")


@renders("verify.code_sent")
def code_sent(say: Catalogue, data: Data) -> str:
    to = data.text("to")
    if data.has("retry"):
        return say("verify.code_sent.retry", to=to)
    sent = say("verify.code_sent.renewed", to=to) if data.flag("renewed") else say("verify.code_sent", to=to)
    return paragraphs(sent, say("verify.code_sent.what_now"))


@renders("verify.wrong_code")
def wrong_code(say: Catalogue, data: Data) -> str:
    return say.plural("verify.wrong_code", data.number("attempts_left"))


@renders("verify.locked")
def locked(say: Catalogue, data: Data) -> str:
    return say("verify.locked", time=clock_time(say, data.moment("until")))


@renders("verify.too_many_codes")
def too_many_codes(say: Catalogue, data: Data) -> str:
    return say("verify.too_many_codes")


@renders("verify.done")
def done(say: Catalogue, data: Data) -> str:
    name = data.text_or_none("name")
    greeted = say("verify.done", name=name) if name else say("verify.done.nameless")
    return paragraphs(greeted, lines(*(_open_item(say, item) for item in data.parts("open"))))


def _open_item(say: Catalogue, item: Data) -> str:
    match item.text("kind"):
        case "appointment":
            return say("verify.done.open.appointment", when=moment(say, item.moment("at")))
        case "case":
            return say("verify.done.open.case", reference=item.text("reference"))
        case "card":
            return say("verify.done.open.card", day=day(say, item.day("at")))
        case other:
            raise MissingData(f"verify.done: open item {other!r}")


@renders("verify.logged_out")
def logged_out(say: Catalogue, data: Data) -> str:
    return say("verify.logged_out")


@renders("sms.code")
def sms_code(say: Catalogue, data: Data) -> str:
    """The text of the SMS: the code is its only group of digits."""
    return say("sms.code", code=data.text("code"))
