"""One's own appointments: seeing, moving, cancelling."""

from __future__ import annotations

from bot.render.acts.booking import clinic_of, details
from bot.render.catalogue import Catalogue
from bot.render.data import Data
from bot.render.registry import Said, lines, paragraphs, renders
from bot.render.values import from_now, moment


@renders("appointment.list")
def listing(say: Catalogue, data: Data) -> Said:
    items = data.parts("appointments")
    told = [_one(say, item) for item in items]
    text = paragraphs(say.plural("appointment.list", len(items)), *told)
    return Said(text, {"appointments": [{**item.as_json(), **clinic_of(say, item)} for item in items]})


def _one(say: Catalogue, item: Data) -> str:
    return lines(
        details(say, item),
        say("appointment.reference", reference=item.text("reference")),
        say("appointment.in", when=from_now(say, item.moment("starts_at").date())),
    )


@renders("appointment.none")
def none(say: Catalogue, data: Data) -> str:
    return say("appointment.none")


@renders("appointment.rescheduled")
def rescheduled(say: Catalogue, data: Data) -> str:
    at = moment(say, data.moment("starts_at"))
    return say("appointment.rescheduled", reference=data.text("reference"), moment=at)


@renders("appointment.cancel.confirm")
def cancel_confirm(say: Catalogue, data: Data) -> Said:
    reference = data.text("reference")
    if data.has("retry"):
        return Said(say("appointment.cancel.confirm.retry", reference=reference))
    question = say("appointment.cancel.confirm", reference=reference)
    if data.has("starts_at") and data.has("clinic"):
        return Said(paragraphs(details(say, data), question), clinic_of(say, data))
    return Said(question)


@renders("appointment.cancelled")
def cancelled(say: Catalogue, data: Data) -> str:
    return say("appointment.cancelled", reference=data.text("reference"))
