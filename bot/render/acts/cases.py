"""Objections and complaints: filing, following, changing, withdrawing."""

from __future__ import annotations

from bot.render.catalogue import Catalogue
from bot.render.data import Data
from bot.render.fit import shortened
from bot.render.registry import Said, lines, paragraphs, renders
from bot.render.values import day, from_now

# A read-back of the person's own words needs no more to be recognised.
_EXCERPT = 400


@renders("case.ask")
def ask(say: Catalogue, data: Data) -> str:
    question, kind = data.text("question"), data.text_or_none("kind") or "objection"
    retry = ".retry" if data.has("retry") else ""
    if question in ("subject", "details"):
        return say(f"case.ask.{question}.{kind}{retry}")
    return say(f"case.ask.{question}{retry}")


@renders("case.confirm")
def confirm(say: Catalogue, data: Data) -> Said:
    summary = _summary(say, data)
    kind = data.text("kind")
    question = say("case.confirm.retry") if data.has("retry") else say("case.confirm", kind=say.of("case.the", kind))
    return Said(paragraphs(summary, question), {"summary": summary})


def _summary(say: Catalogue, data: Data) -> str:
    if data.has("summary"):
        return data.text("summary")
    kind, subject, reason = data.text("kind"), data.text_or_none("subject"), data.text_or_none("reason")
    details = data.text_or_none("details")
    if kind == "complaint" and subject not in (None, "own_words"):
        about = say("case.summary.about", about=say.of("choice.complaint", subject))
    elif reason not in (None, "own_words"):
        about = say("case.summary.reason", reason=say.of("choice.objection", reason))
    else:
        about = None
    return lines(
        say("case.summary.kind", kind=say.of("case.kind", kind)),
        about,
        say("case.summary.details", details=shortened(details, _EXCERPT)) if details else None,
        say.plural("case.summary.attachments", data.number_or_none("attachments") or 0),
    )


@renders("case.filed")
def filed(say: Catalogue, data: Data) -> str:
    kind, until = data.text("kind"), data.day_or_none("respond_by")
    return paragraphs(
        say("case.filed", kind=say.of("case.the", kind), reference=data.text("reference")),
        say("case.filed.late") if data.flag("late") else None,
        say("case.filed.respond_by", day=day(say, until)) if until else say("case.filed.no_date"),
    )


@renders("case.already_open")
def already_open(say: Catalogue, data: Data) -> str:
    return say("case.already_open", reference=data.text("reference"))


@renders("case.too_late")
def too_late(say: Catalogue, data: Data) -> str:
    return say("case.too_late", day=day(say, data.day("deadline")))


@renders("case.nothing_to_object")
def nothing_to_object(say: Catalogue, data: Data) -> str:
    return say("case.nothing_to_object")


@renders("case.status")
def status(say: Catalogue, data: Data) -> str:
    kind, state = data.text_or_none("kind"), data.text("status")
    filed_on, until = data.day_or_none("filed_on"), data.day_or_none("respond_by")
    still_open = state in ("received", "under_study", "more_info_needed")
    reference = data.text("reference")
    if kind:
        head = say("case.status", kind=say.of("case.the", kind), reference=reference)
    else:
        head = say("case.status.bare", reference=reference)
    return paragraphs(
        lines(head, say.of("case.status", state), _what_now(say, kind, state)),
        lines(
            say("case.status.filed_on", day=day(say, filed_on), when=from_now(say, filed_on)) if filed_on else None,
            say("case.status.respond_by", day=day(say, until)) if until and still_open else None,
        ),
    )


def _what_now(say: Catalogue, kind: str | None, state: str) -> str | None:
    """What a decision means for the person; an objection has ways beyond it that a complaint has not."""
    match state, kind:
        case "accepted", "objection":
            return say("case.accepted.objection")
        case "rejected", "objection":
            return say("case.rejected.objection")
        case "rejected", _:
            return say("case.rejected.complaint")
    return None


@renders("case.none")
def none(say: Catalogue, data: Data) -> str:
    reference = data.text_or_none("reference")
    return say("case.none.reference", reference=reference) if reference else say("case.none")


@renders("case.withdraw.confirm")
def withdraw_confirm(say: Catalogue, data: Data) -> str:
    reference = data.text("reference")
    if data.has("retry"):
        return say("case.withdraw.confirm.retry", reference=reference)
    return say("case.withdraw.confirm", reference=reference)


@renders("case.withdrawn")
def withdrawn(say: Catalogue, data: Data) -> str:
    return say("case.withdrawn", reference=data.text("reference"))


@renders("case.updated")
def updated(say: Catalogue, data: Data) -> str:
    return say("case.updated", reference=data.text("reference"))
