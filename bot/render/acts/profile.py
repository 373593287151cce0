"""Changes in life, one's own data, notices."""

from __future__ import annotations

from actions.clock import today
from bot.render.catalogue import Catalogue
from bot.render.data import Data
from bot.render.fit import shortened
from bot.render.law import law_holes
from bot.render.registry import Said, lines, paragraphs, renders
from bot.render.values import bullets, day, money

_EXCERPT = 400


@renders("change.ask")
def ask(say: Catalogue, data: Data) -> str:
    return say(f"change.ask.{data.text('question')}{'.retry' if data.has('retry') else ''}")


@renders("change.confirm")
def confirm(say: Catalogue, data: Data) -> Said:
    summary = _summary(say, data)
    question = say("change.confirm.retry") if data.has("retry") else say("change.confirm")
    return Said(paragraphs(summary, question), {"summary": summary})


def _summary(say: Catalogue, data: Data) -> str:
    if data.has("summary"):
        return data.text("summary")
    details, on = data.text_or_none("details"), data.day_or_none("date")
    return lines(
        say("change.summary.kind", kind=say.of("change", data.text("kind"))),
        say("change.summary.date", day=day(say, on)) if on else None,
        say("change.summary.details", details=shortened(details, _EXCERPT)) if details else None,
    )


@renders("change.reported")
def reported(say: Catalogue, data: Data) -> str:
    return paragraphs(
        say("change.reported", kind=say.of("change", data.text("kind")), reference=data.text("reference")),
        say("change.reported.platform", report_days=law_holes(say, today())["report_days"]),
    )


@renders("data.shown")
def shown(say: Catalogue, data: Data) -> str:
    """What is known of the person, as far as the act tells it; ids and phones come masked."""
    region, dependents = data.text_or_none("region"), data.number_or_none("dependents")
    earned, unearned = data.amount_or_none("earned_income"), data.amount_or_none("unearned_income")
    name, masked_id, phone = data.text_or_none("name"), data.text_or_none("masked_id"), data.text_or_none("phone")
    rows = [
        say("data.name", name=name) if name else "",
        say("data.id", id=masked_id) if masked_id else "",
        say("data.phone", phone=phone) if phone else "",
        say("data.region", region=say.of("region", region)) if region else "",
        say.plural("data.dependents", dependents) if dependents is not None else "",
        say("data.earned", amount=money(say, earned)) if earned is not None else "",
        say("data.unearned", amount=money(say, unearned)) if unearned is not None else "",
    ]
    told = [row for row in rows if row]
    return paragraphs(lines(say("data.shown"), bullets(say, told)) if told else say("data.shown.bare"), say("data.shown.rights"))


@renders("data.deletion_requested")
def deletion_requested(say: Catalogue, data: Data) -> str:
    days = law_holes(say, today())["rights_days"]
    return say("data.deletion_requested", reference=data.text("reference"), rights_days=days)


@renders("subscription.changed")
def subscription_changed(say: Catalogue, data: Data) -> str:
    return say("subscription.on") if data.flag("subscribed") else say("subscription.off")
