"""The comprehensive service for who has nobody to help them."""

from __future__ import annotations

from bot.render.catalogue import Catalogue
from bot.render.data import Data
from bot.render.registry import lines, paragraphs, renders
from bot.render.values import bullets, clock_time, day


@renders("comprehensive.ask")
def ask(say: Catalogue, data: Data) -> str:
    question = data.text("question")
    if question == "contact" and data.has("phone"):
        known = say("comprehensive.ask.contact.known", phone=data.text("phone"))
        return known if not data.has("retry") else say("comprehensive.ask.contact.retry")
    asked = say(f"comprehensive.ask.{question}{'.retry' if data.has('retry') else ''}")
    return paragraphs(say("comprehensive.for_other"), asked) if data.has("for") and not data.has("retry") else asked


@renders("comprehensive.result")
def result(say: Catalogue, data: Data) -> str:
    codes = [code for code in data.texts("reasons") if say.has(f"comprehensive.reason.{code}")]
    reasons = [say.of("comprehensive.reason", code) for code in codes]
    return paragraphs(
        say("comprehensive.entitled" if data.flag("entitled") else "comprehensive.not_entitled"),
        lines(say("comprehensive.reasons"), bullets(say, reasons)) if reasons else None,
        say("comprehensive.result.for_other") if data.flag("entitled") and data.text_or_none("for") == "other" else None,
        say("comprehensive.estimate"),
    )


@renders("comprehensive.confirm")
def confirm(say: Catalogue, data: Data) -> str:
    if data.has("retry"):
        return say("comprehensive.confirm.retry")
    call = None
    if data.has("phone") and data.has("part"):
        when = say.of("comprehensive.confirm.when", data.text("part"))
        call = say("comprehensive.confirm.call", phone=data.text("phone"), when=when)
    return paragraphs(call, say("comprehensive.confirm"))


@renders("comprehensive.requested")
def requested(say: Catalogue, data: Data) -> str:
    call = None
    if data.has("call_from"):
        start, end = data.moment("call_from"), data.moment("call_until")
        times = {"start": clock_time(say, start), "end": clock_time(say, end)}
        call = say("comprehensive.requested.call", day=day(say, start.date()), **times)
    return paragraphs(say("comprehensive.requested", reference=data.text("reference")), call)


@renders("comprehensive.already_requested")
def already_requested(say: Catalogue, data: Data) -> str:
    known = say("comprehensive.already_requested", reference=data.text("reference"))
    return paragraphs(known, say("comprehensive.already_requested.other") if data.text_or_none("for") == "other" else None)
