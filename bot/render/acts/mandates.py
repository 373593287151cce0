"""Carers: appointing one, of whose file is spoken, and the end of a mandate."""

from __future__ import annotations

from bot.render.catalogue import Catalogue
from bot.render.data import Data
from bot.render.registry import lines, paragraphs, renders
from bot.render.values import bullets, day, listed


@renders("mandate.ask")
def ask(say: Catalogue, data: Data) -> str:
    question = data.text("question")
    if data.text_or_none("problem") == "too_long":
        return say.plural("mandate.ask.months.too_long", data.number("most"))
    if data.has("problem"):
        return say.of("mandate.ask.carer", data.text("problem"))
    if question == "scopes" and data.texts("chosen"):
        return lines(say("mandate.ask.scopes.chosen"), _scopes(say, data, "chosen"), say("mandate.ask.scopes.more"))
    return say(f"mandate.ask.{question}{'.retry' if data.has('retry') else ''}")


@renders("mandate.confirm")
def confirm(say: Catalogue, data: Data) -> str:
    if data.has("retry"):
        return say("mandate.confirm.retry")
    return paragraphs(_summary(say, data), say("mandate.confirm.limits"), say("mandate.confirm"))


def _summary(say: Catalogue, data: Data) -> str:
    return lines(
        say("mandate.summary.carer", relation=say.of("relation", data.text("relation")), masked=data.text("masked")),
        say("mandate.summary.scopes"),
        _scopes(say, data, "scopes"),
        say("mandate.summary.until", day=day(say, data.day("ends_on"))),
    )


def _scopes(say: Catalogue, data: Data, name: str) -> str:
    return bullets(say, (say.of("scope", scope) for scope in data.texts(name)))


@renders("mandate.code_sent")
def code_sent(say: Catalogue, data: Data) -> str:
    to = data.text("to")
    if data.has("retry"):
        return say("verify.code_sent.retry", to=to)
    return say("verify.code_sent.renewed", to=to) if data.flag("renewed") else say("mandate.code_sent", to=to)


@renders("sms.mandate_code")
def sms_code(say: Catalogue, data: Data) -> str:
    """The text of the SMS: the code is its only group of digits, and what it gives away is said."""
    return say("sms.mandate_code", code=data.text("code"))


@renders("mandate.appointed")
def appointed(say: Catalogue, data: Data) -> str:
    relation = say.of("relation", data.text("relation"))
    head = say("mandate.appointed", relation=relation, day=day(say, data.day("ends_on")), reference=data.text("reference"))
    return paragraphs(head, say("mandate.appointed.how"), say("mandate.appointed.stop"))


@renders("mandate.not_entitled")
def not_entitled(say: Catalogue, data: Data) -> str:
    return say("mandate.not_entitled")


@renders("mandate.too_many")
def too_many(say: Catalogue, data: Data) -> str:
    return say.plural("mandate.too_many", data.number("most"))


@renders("mandate.for_whom")
def for_whom(say: Catalogue, data: Data) -> str:
    return say("mandate.for_whom.retry") if data.has("retry") else say("mandate.for_whom")


@renders("mandate.acting")
def acting(say: Catalogue, data: Data) -> str:
    until = say("mandate.acting.until", day=day(say, data.day("ends_on")))
    return lines(say("mandate.acting", name=data.text("name")), _scopes(say, data, "scopes"), until)


@renders("mandate.own")
def own(say: Catalogue, data: Data) -> str:
    return say("mandate.own", name=data.text("name"))


@renders("mandate.outside_scope")
def outside_scope(say: Catalogue, data: Data) -> str:
    return lines(say("mandate.outside_scope", name=data.text("name")), _scopes(say, data, "scopes"))


@renders("mandate.over")
def over(say: Catalogue, data: Data) -> str:
    return say.of("mandate.over", data.text("reason"), name=data.text("name"))


@renders("mandate.none")
def none(say: Catalogue, data: Data) -> str:
    return say("mandate.none.held") if data.text_or_none("side") == "held" else say("mandate.none")


@renders("mandate.list")
def listing(say: Catalogue, data: Data) -> str:
    given = [_given(say, one) for one in data.parts("given")]
    held = [_held(say, one) for one in data.parts("held")]
    return paragraphs(
        lines(say("mandate.list.given"), bullets(say, given)) if given else None,
        lines(say("mandate.list.held"), bullets(say, held)) if held else None,
    )


def _given(say: Catalogue, one: Data) -> str:
    relation, masked = say.of("relation", one.text("relation")), one.text("masked")
    return say("mandate.list.carer", relation=relation, masked=masked, scopes=_named(say, one), day=day(say, one.day("ends_on")))


def _held(say: Catalogue, one: Data) -> str:
    return say("mandate.list.person", name=one.text("name"), scopes=_named(say, one), day=day(say, one.day("ends_on")))


def _named(say: Catalogue, one: Data) -> str:
    return listed(say, (say.of("scope", scope) for scope in one.texts("scopes")))


@renders("mandate.end.confirm")
def confirm_end(say: Catalogue, data: Data) -> str:
    match data.text("side"):
        case "given":
            relation = say.of("relation", data.text("relation"))
            return say("mandate.end.confirm.given", relation=relation, masked=data.text("masked"))
        case "held":
            return say("mandate.end.confirm.held", name=data.text("name"))
    return say("mandate.end.confirm.over")


@renders("mandate.ended")
def ended(say: Catalogue, data: Data) -> str:
    if data.text("side") == "held":
        return say("mandate.ended.held", name=data.text("name"))
    return say("mandate.ended.given", relation=say.of("relation", data.text("relation")))
