"""Objections and complaints: asking, reading back, filing, changing, withdrawing."""

from __future__ import annotations

from bot.render.catalogue import Catalogue
from bot.render.data import Data
from bot.render.fit import shortened
from bot.render.registry import Said, lines, paragraphs, renders
from bot.render.values import bullets, day, from_now, listed

# A read-back of the person's own words needs no more to be recognised.
_EXCERPT = 500


@renders("case.ask")
def ask(say: Catalogue, data: Data) -> str:
    question, kind = data.text("question"), data.text_or_none("kind") or "objection"
    retry = ".retry" if data.has("retry") else ""
    if data.flag("adding"):
        return paragraphs(_needed(say, data), _adding(say, data, question, retry))
    if question in ("subject", "details"):
        asked = say(f"case.ask.{question}.{kind}{retry}")
    else:
        asked = say(f"case.ask.{question}{retry}")
    return paragraphs(_previous(say, data), _added(say, data), _because(say, data) if not retry else None, asked)


def _adding(say: Catalogue, data: Data, question: str, retry: str) -> str:
    reference = data.text("reference")
    return say.of("case.ask.add", f"{question}{retry}", reference=reference)


def _needed(say: Catalogue, data: Data) -> str | None:
    needs = [say.of("case.need", code) for code in data.texts("needs")]
    return lines(say("case.needs"), bullets(say, needs)) if needs else None


def _because(say: Catalogue, data: Data) -> str | None:
    """The decision's own reasons, and what helps to answer them."""
    codes = data.texts("because")
    if not codes:
        return None
    reasons = listed(say, (say.of("reason", code) for code in codes))
    told = say("case.because", reasons=reasons)
    return lines(told, *(say.of("case.hint", code) for code in codes)) if data.text("question") == "details" else told


def _previous(say: Catalogue, data: Data) -> str | None:
    previous = data.text_or_none("previous")
    return say("case.ask.previous", details=shortened(previous, _EXCERPT)) if previous else None


def _added(say: Catalogue, data: Data) -> str | None:
    """What a correction made of the details, where another question still stands open."""
    details = data.text_or_none("details")
    return say("case.ask.corrected", details=_excerpt(details)) if details else None


@renders("case.confirm")
def confirm(say: Catalogue, data: Data) -> Said:
    summary = _summary(say, data)
    kind = data.text("kind")
    question = say("case.confirm.retry") if data.has("retry") else say("case.confirm", kind=say.of("case.the", kind))
    later = say("case.confirm.attachment_later") if data.flag("attachment_later") else None
    said = paragraphs(summary, later, _advice(say, data), guidance(say, data), question)
    return Said(said, {"summary": summary})


def _summary(say: Catalogue, data: Data) -> str:
    if data.has("summary"):
        return data.text("summary")
    kind, subject, reason = data.text("kind"), data.text_or_none("subject"), data.text_or_none("reason")
    if kind == "complaint" and subject not in (None, "own_words"):
        about = say("case.summary.about", about=say.of("choice.complaint", subject))
    elif reason not in (None, "own_words"):
        about = say("case.summary.reason", reason=say.of("choice.objection", reason))
    else:
        about = None
    return lines(
        say("case.summary.kind", kind=say.of("case.kind", kind)),
        about,
        _words(say, data, reason),
        say.plural("case.summary.attachments", data.number_or_none("attachments") or 0),
    )


def _words(say: Catalogue, data: Data, reason: str | None) -> str | None:
    """The person's own words, or the wording that is offered around them."""
    details = data.text_or_none("details")
    if details is None:
        return None
    told = _excerpt(details)
    if not data.has("wording"):
        return say("case.summary.details", details=told)
    return lines(say("case.summary.wording"), wording(say, data.part("wording"), reason, told))


def _excerpt(details: str) -> str:
    """As much as is needed to recognise one's words, and what was added last."""
    first, line, last = details.rpartition("\n")
    if not line or len(details) <= _EXCERPT:
        return shortened(details, _EXCERPT)
    return lines(shortened(first, _EXCERPT // 2), shortened(last, _EXCERPT // 2))


def wording(say: Catalogue, decision: Data, reason: str | None, details: str) -> str:
    """An objection in words: what was decided and why, what is wrong about it, and what is asked for."""
    because = listed(say, (say.of("reason", code) for code in decision.texts("because")))
    since = day(say, decision.day("since"))
    status = decision.text("status")
    if because:
        decided = say.of("case.wording", f"{status}.because", day=since, reasons=because)
    else:
        decided = say.of("case.wording", status, day=since)
    return lines(decided, say.of("case.wording.reason", reason or "own_words"), details, say("case.wording.request"))


def _advice(say: Catalogue, data: Data) -> str | None:
    """By when an objection is best filed; that the contested day is past is told as a caution, never as an end."""
    until = data.day_or_none("until")
    if until is None:
        return None
    if data.flag("late"):
        return say("case.confirm.late")
    return say("case.confirm.until", day=day(say, until), when=from_now(say, until))


def guidance(say: Catalogue, data: Data) -> str | None:
    """The days that concern a complaint."""
    if not data.has("guidance"):
        return None
    told = data.part("guidance")
    before, latest = day(say, told.day("act_before")), told.day_or_none("latest")
    window = told.text("window")
    return say.of("case.guidance", window, day=before, latest=day(say, latest) if latest else before)


@renders("case.filed")
def filed(say: Catalogue, data: Data) -> str:
    kind, until = data.text("kind"), data.day_or_none("respond_by")
    return paragraphs(
        say("case.filed", kind=say.of("case.the", kind), reference=data.text("reference")),
        say("case.filed.late") if data.flag("late") else None,
        guidance(say, data),
        say("case.filed.respond_by", day=day(say, until)) if until else say("case.filed.no_date"),
        say("case.filed.attachment_later" if data.flag("attachment_later") else "case.filed.more"),
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


@renders("case.withdraw.confirm")
def withdraw_confirm(say: Catalogue, data: Data) -> str:
    the, reference = _the(say, data), data.text("reference")
    if data.has("retry"):
        return say("case.withdraw.confirm.retry", kind=the, reference=reference)
    return say("case.withdraw.confirm", kind=the, reference=reference)


@renders("case.withdrawn")
def withdrawn(say: Catalogue, data: Data) -> str:
    return say("case.withdrawn", kind=_the(say, data), reference=data.text("reference"))


@renders("case.reopen.confirm")
def reopen_confirm(say: Catalogue, data: Data) -> str:
    the, reference = _the(say, data), data.text("reference")
    if data.has("retry") or not data.has("status"):
        return say("case.reopen.confirm.retry", kind=the, reference=reference)
    status = say.of("case.status", data.text("status"))
    return say("case.reopen.confirm", kind=the, reference=reference, status=status)


@renders("case.add.confirm")
def add_confirm(say: Catalogue, data: Data) -> str:
    the, reference = _the(say, data), data.text("reference")
    details = shortened(data.text("details"), _EXCERPT)
    return say("case.add.confirm", kind=the, reference=reference, details=details)


@renders("case.updated")
def updated(say: Catalogue, data: Data) -> str:
    the, reference = _the(say, data), data.text("reference")
    if data.flag("reopened"):
        return say("case.updated.reopened", kind=the, reference=reference)
    return say("case.updated", kind=the, reference=reference)


@renders("attachment.too_many")
def too_many(say: Catalogue, data: Data) -> str:
    return say.plural("attachment.too_many", data.number("most"))


def _the(say: Catalogue, data: Data) -> str:
    """The case by its kind; by a word for both where only its number is known."""
    kind = data.text_or_none("kind")
    return say.of("case.the", kind) if kind else say("case.the")
