"""The comprehensive service for who has nobody to help them."""

from __future__ import annotations

from bot.render.catalogue import Catalogue
from bot.render.data import Data
from bot.render.registry import lines, paragraphs, renders
from bot.render.values import bullets


@renders("comprehensive.ask")
def ask(say: Catalogue, data: Data) -> str:
    return say(f"comprehensive.ask.{data.text('question')}{'.retry' if data.has('retry') else ''}")


@renders("comprehensive.result")
def result(say: Catalogue, data: Data) -> str:
    codes = [code for code in data.texts("reasons") if say.has(f"comprehensive.reason.{code}")]
    reasons = [say.of("comprehensive.reason", code) for code in codes]
    return paragraphs(
        say("comprehensive.entitled" if data.flag("entitled") else "comprehensive.not_entitled"),
        lines(say("comprehensive.reasons"), bullets(say, reasons)) if reasons else None,
        say("comprehensive.estimate"),
    )


@renders("comprehensive.confirm")
def confirm(say: Catalogue, data: Data) -> str:
    return say("comprehensive.confirm.retry") if data.has("retry") else say("comprehensive.confirm")


@renders("comprehensive.requested")
def requested(say: Catalogue, data: Data) -> str:
    return say("comprehensive.requested", reference=data.text("reference"))
