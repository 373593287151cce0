"""The benefits beside the pension."""

from __future__ import annotations

from actions.clock import today
from bot.render.catalogue import Catalogue
from bot.render.data import Data
from bot.render.law import law_text
from bot.render.registry import lines, paragraphs, renders
from bot.render.values import bullets, money


@renders("benefit.list")
def listing(say: Catalogue, data: Data) -> str:
    items = data.parts("benefits")
    groups = []
    for answer in ("yes", "needs_check", "unknown", "no"):
        names = [_named(say, item) for item in items if item.text("entitled") == answer]
        if names:
            groups.append(lines(_head(say, answer), bullets(say, names)))
    return paragraphs(*groups, say("benefit.list.general") if data.flag("general") else None, say("benefit.list.more"))


def _named(say: Catalogue, item: Data) -> str:
    name = say.of("benefit", item.text("code"))
    return say("benefit.automatic", benefit=name) if item.flag("automatic") else name


def _head(say: Catalogue, answer: str) -> str:
    match answer:
        case "yes":
            return say("benefit.list.yes")
        case "needs_check":
            return say("benefit.list.needs_check")
        case "no":
            return say("benefit.list.no")
    return say("benefit.list.unknown")


@renders("benefit.info")
def info(say: Catalogue, data: Data) -> str:
    code, entitled = data.text("code"), data.text("entitled")
    reasons = [say.of("benefit.reason", reason) for reason in data.texts("reasons")] if data.has("reasons") else []
    amount = data.amount_or_none("amount")
    return paragraphs(
        lines(say("benefit.info", benefit=say.of("benefit", code)), _about(say, code)),
        None if amount is None else say("benefit.info.amount", amount=money(say, amount)),
        lines(
            say.of("benefit.entitled", entitled),
            bullets(say, reasons) if reasons and entitled != "yes" else None,
        ),
        say("benefit.info.automatic") if data.flag("automatic") and entitled != "no" else None,
        say("benefit.info.overdue") if data.flag("overdue") else None,
    )


def _about(say: Catalogue, code: str) -> str:
    return law_text(say, say.written(f"benefit.about.{code}"), today())


@renders("benefit.ask")
def ask(say: Catalogue, data: Data) -> str:
    return say(f"benefit.ask.{data.text('question')}{'.retry' if data.has('retry') else ''}")


@renders("benefit.confirm")
def confirm(say: Catalogue, data: Data) -> str:
    code = data.text("code")
    name = say.of("benefit", code)
    if data.has("retry"):
        return say("benefit.confirm.retry", benefit=name)
    details = say("benefit.confirm.details", details=data.text("details")) if data.has("details") else None
    return paragraphs(_about(say, code), details, say("benefit.confirm", benefit=name))


@renders("benefit.applied")
def applied(say: Catalogue, data: Data) -> str:
    return say("benefit.applied", benefit=say.of("benefit", data.text("code")), reference=data.text("reference"))


@renders("benefit.already_applied")
def already_applied(say: Catalogue, data: Data) -> str:
    return say("benefit.already_applied", benefit=say.of("benefit", data.text("code")), reference=data.text("reference"))
