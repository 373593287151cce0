"""Changes in life, and one's own data."""

from __future__ import annotations

from actions.clock import today
from bot.render.acts.contacts import linked
from bot.render.catalogue import Catalogue
from bot.render.codes import CHANGE_EFFECTS, CHANGED_ELSEWHERE
from bot.render.data import Data
from bot.render.fit import shortened
from bot.render.law import law_holes
from bot.render.registry import Said, lines, paragraphs, renders
from bot.render.values import bullets, day, money

_EXCERPT = 400


@renders("change.ask")
def ask(say: Catalogue, data: Data) -> str:
    if data.text_or_none("problem") == "future":
        return say("change.ask.date.future")
    return say(f"change.ask.{data.text('question')}{'.retry' if data.has('retry') else ''}")


@renders("change.confirm")
def confirm(say: Catalogue, data: Data) -> Said:
    summary = _summary(say, data)
    question = say("change.confirm.retry") if data.has("retry") else say("change.confirm")
    return Said(paragraphs(summary, _elsewhere(say, data), question), {"summary": summary})


def _elsewhere(say: Catalogue, data: Data) -> str | None:
    """Where the new number itself is entered: said before the yes, because it is not taken here."""
    kind = data.text_or_none("kind")
    return say.of("change.elsewhere", kind) if kind in CHANGED_ELSEWHERE else None


def _summary(say: Catalogue, data: Data) -> str:
    if data.has("summary"):
        return data.text("summary")
    details, on = data.text_or_none("details"), data.day_or_none("date")
    return lines(
        say("change.summary.kind", kind=say.of("change", data.text("kind"))),
        say("change.summary.date", day=day(say, on)) if on else say("change.summary.no_date"),
        say("change.summary.details", details=shortened(details, _EXCERPT)) if details else None,
    )


@renders("change.reported")
def reported(say: Catalogue, data: Data) -> str:
    kind, holes = data.text("kind"), law_holes(say, ("report_days",), today())
    return paragraphs(
        say("change.reported", kind=say.of("change", kind), reference=data.text("reference")),
        say.of("change.effect", kind, **law_holes(say, CHANGE_EFFECTS[kind], today()))
        if kind in CHANGE_EFFECTS
        else _elsewhere(say, data),
        say("change.reported.platform", **holes),
        _deadline(say, data),
    )


def _deadline(say: Catalogue, data: Data) -> str | None:
    until = data.day_or_none("report_by")
    if until is None:
        return say("change.reported.no_date", **law_holes(say, ("report_days",), today())) if data.has("late") else None
    told = day(say, until)
    return say("change.reported.late", day=told) if data.flag("late") else say("change.reported.until", day=told)


@renders("change.done")
def done(say: Catalogue, data: Data) -> str:
    kind, on, reference = say.of("change", data.text("kind")), data.day_or_none("date"), data.text("reference")
    if on is None:
        told = say("change.done.no_date", kind=kind, reference=reference)
    else:
        told = say("change.done", kind=kind, day=day(say, on), reference=reference)
    return paragraphs(told, _note(say, data), say("change.done.follows"))


def _note(say: Catalogue, data: Data) -> str | None:
    """What whoever dealt with it has to say."""
    return say("case.note", note=data.text("note")) if data.has("note") else None


@renders("data.request_done")
def request_done(say: Catalogue, data: Data) -> str:
    told = say.of("data.request_done", data.text("kind"))
    return paragraphs(told, say("data.request_done.reference", reference=data.text("reference")), _note(say, data))


@renders("data.shown")
def shown(say: Catalogue, data: Data) -> str:
    """What is known of the person, as far as the act tells it; ids and phones come masked."""
    region, dependents = data.text_or_none("region"), data.number_or_none("dependents")
    earned, unearned = data.amount_or_none("earned_income"), data.amount_or_none("unearned_income")
    decision = data.text_or_none("decision")
    name, masked_id, phone = data.text_or_none("name"), data.text_or_none("masked_id"), data.text_or_none("phone")
    rows = [
        say("data.name", name=name) if name else "",
        say("data.id", id=masked_id) if masked_id else "",
        say("data.phone", phone=phone) if phone else "",
        say("data.region", region=say.of("region", region)) if region else "",
        say.plural("data.dependents", dependents) if dependents is not None else "",
        say("data.earned", amount=money(say, earned)) if earned is not None else "",
        say("data.unearned", amount=money(say, unearned)) if unearned is not None else "",
        say("data.decision", status=say.of("data.decision", decision)) if decision else "",
        say.plural("data.cases", data.number("cases")) if data.has("cases") else "",
        say.plural("data.appointments", data.number("appointments")) if data.has("appointments") else "",
        say.plural("data.conversations", data.number("conversations")) if data.has("conversations") else "",
        *(linked(say, one) for one in data.parts("contacts")),
    ]
    told = [row for row in rows if row]
    return paragraphs(lines(say("data.shown"), bullets(say, told)) if told else say("data.shown.bare"), say("data.shown.rights"))


@renders("data.deletion.confirm")
def confirm_deletion(say: Catalogue, data: Data) -> str:
    return say("data.deletion.confirm.retry") if data.has("retry") else say("data.deletion.confirm")


@renders("data.copy.confirm")
def confirm_copy(say: Catalogue, data: Data) -> str:
    return say("data.copy.confirm.retry") if data.has("retry") else say("data.copy.confirm")


@renders("data.copy_requested")
def copy_requested(say: Catalogue, data: Data) -> str:
    if data.flag("already"):
        return say("data.request_open", reference=data.text("reference"), day=day(say, data.day("due_on")))
    holes = law_holes(say, ("rights_days",), today())
    return say("data.copy_requested", reference=data.text("reference"), **holes)


@renders("data.deletion_requested")
def deletion_requested(say: Catalogue, data: Data) -> str:
    if data.flag("already"):
        return say("data.request_open", reference=data.text("reference"), day=day(say, data.day("due_on")))
    holes = law_holes(say, ("rights_days",), today())
    return say("data.deletion_requested", reference=data.text("reference"), **holes)
